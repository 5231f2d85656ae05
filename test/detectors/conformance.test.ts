import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DetectorDescriptor } from '../../detectors/detector.ts';
import type { Finding } from '../../detectors/finding.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { FAMILIES } from '../../geodata/model/family.ts';
import { eventTime } from '../../geodata/model/time.ts';
import { canonical, collectingRuntime, surroundingsOf, throughJson } from '../builders/detection.ts';
import { occasionFor } from '../builders/occasions/index.ts';
import type { Occasion } from '../builders/occasions/occasion.ts';

/** Long enough for whatever is still open to end by itself, ms. */
const AFTERMATH_MS = 48 * 3_600_000;

function run(
  descriptor: DetectorDescriptor,
  { world, messages }: Occasion,
  restartEvery = Number.POSITIVE_INFINITY,
): Finding[] {
  const surroundings = surroundingsOf(world);
  const all: Finding[] = [];
  let current = collectingRuntime([{ descriptor }], surroundings);
  messages.forEach((message, index) => {
    if (index % restartEvery === restartEvery - 1) {
      all.push(...current.findings);
      const saved = throughJson(current.runtime.snapshot());
      current = collectingRuntime([{ descriptor }], surroundings);
      current.runtime.restore(saved);
    }
    current.runtime.process(message);
  });
  current.runtime.advance(eventTime(messages.at(-1)!.time + AFTERMATH_MS));
  return [...all, ...current.findings];
}

it('ids are unique', () => {
  expect(new Set(DETECTORS.map(({ id }) => id)).size).toBe(DETECTORS.length);
});

describe.each(DETECTORS.map((descriptor) => [descriptor.id, descriptor] as const))('%s', (id, descriptor) => {
  const occasion = occasionFor(id);
  const findings = run(descriptor, occasion);

  it('is named <family>.<kind>, in both languages', () => {
    expect(id).toBe(`${descriptor.family}.${descriptor.alertKind}`);
    expect(FAMILIES).toContain(descriptor.family);
    expect(descriptor.alertKind).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(descriptor.name.zh).toMatch(/\p{Script=Han}/u);
    expect(descriptor.name.en).toMatch(/[a-z]/);
    expect(descriptor.version).not.toBe('');
  });

  it('has described parameters with defaults, and refuses unknown ones', () => {
    const defaults = descriptor.parameters.parse({});
    expect(descriptor.parameters.parse(defaults)).toEqual(defaults);
    expect(() => descriptor.parameters.parse({ misspelt: 1 })).toThrow(/misspelt/);
    const schema = z.toJSONSchema(descriptor.parameters, { io: 'input', unrepresentable: 'any' });
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      expect((property as { description?: string }).description, name).toMatch(/\S{3}/);
  });

  it('finds the same wherever it was restarted', () => {
    expect(canonical(run(descriptor, occasion, 97))).toEqual(canonical(findings));
  });

  it('raises and clears by turns, once at a time, with times that do not go back', () => {
    const open = new Map<string, number>();
    for (const { key, kind, time } of findings) {
      expect(key.startsWith(`${id}/`)).toBe(true);
      expect(kind === 'raise').toBe(!open.has(key));
      expect(time).toBeGreaterThanOrEqual(open.get(key) ?? 0);
      if (kind === 'clear') open.delete(key);
      else open.set(key, time);
    }
  });

  it('says what, whom, how bad and why', () => {
    for (const finding of findings) {
      expect(finding.detector).toBe(id);
      if (finding.message !== undefined) {
        expect(finding.message.zh).toMatch(/\p{Script=Han}.*。$/u);
        expect(finding.message.en).toMatch(/^[^\p{Script=Han}]+\.$/u);
        expect(`${finding.message.zh} ${finding.message.en}`).not.toMatch(/undefined|NaN|Infinity/);
      }
      if (finding.kind === 'clear') continue;
      if (finding.measure !== undefined) {
        expect(Number.isFinite(finding.measure.value) && Number.isFinite(finding.measure.limit)).toBe(true);
        expect(finding.measure.unit).not.toBe('');
      }
      const samples = finding.evidence?.samples ?? [];
      expect(samples.length).toBeLessThanOrEqual(60);
      expect(samples.map(({ time }) => time)).toEqual(samples.map(({ time }) => time).sort((a, b) => a - b));
      for (const { time, value } of samples) {
        expect(time).toBeLessThanOrEqual(finding.time);
        expect(Number.isFinite(value)).toBe(true);
      }
      if (finding.kind !== 'raise') continue;
      expect(finding.family).toBe(descriptor.family);
      expect(finding.alertKind).toBe(descriptor.alertKind);
      expect(finding.ruleVersion).toBe(descriptor.version);
      expect(samples.length).toBeGreaterThan(0);
      expect(Object.keys(finding.evidence.parameters).length).toBeGreaterThan(0);
      expect(finding.cause).not.toBe('');
      expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
    }
  });
});

it('the occasions give all but a few detectors something to find', () => {
  const silent = DETECTORS.filter((descriptor) => run(descriptor, occasionFor(descriptor.id)).length === 0).map(
    ({ id }) => id,
  );
  // Without limits of their own, and without anything that stands beside its like.
  expect(silent).toEqual([
    'underground.threshold',
    'vessel.threshold',
    'city.rate',
    'underground.rate',
    'vessel.rate',
    'underground.drift',
    'underground.anomaly',
    'vessel.anomaly',
  ]);
});
