import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DetectorDescriptor } from '../../../detectors/detector.ts';
import type { Finding } from '../../../detectors/finding.ts';
import { departuresOf, type Level } from '../../../detectors/rules/drift/departures.ts';
import { driftDescriptors } from '../../../detectors/rules/drift/descriptors.ts';
import type { DriftRule } from '../../../detectors/rules/drift/parameters.ts';
import { rateDescriptors } from '../../../detectors/rules/rate/descriptors.ts';
import { theilSenSlope } from '../../../detectors/rules/readings/theil-sen.ts';
import { stuckDescriptors } from '../../../detectors/rules/stuck/descriptors.ts';
import { distanceM } from '../../../geodata/model/geometry.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { failingInstruments } from '../../builders/occasions/failing-instruments.ts';
import { readings } from '../../builders/readings.ts';
import { NOON } from '../../builders/track.ts';

const pick = (descriptors: readonly DetectorDescriptor[], id: string): DetectorDescriptor =>
  descriptors.find((descriptor) => descriptor.id === id)!;
const thing = (name: string, kind: ThingKindName) => ({ id: thingId(name), kind, lon: 114.1, lat: 22.6, attrs: {} });

describe('<family>.stuck', () => {
  const stuck = pick(stuckDescriptors, 'city.stuck');
  const told = (values: readonly number[], kind: ThingKindName = 'temperature', datastream = 'temperature') =>
    detect(stuck, readings('t-1', datastream, NOON, values, { everyS: 300 }), { things: [thing('t-1', kind)] });
  const lively = Array.from({ length: 60 }, (_, index) => 20 + (index % 7) / 10);

  it('tells of a run that is too long for the series, two hours on, and when it moves again', () => {
    const findings = told([...lively, ...Array.from({ length: 30 }, () => 21.5), 21.6]);
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(findings[0]).toMatchObject({ time: NOON + (60 + 24) * 300_000, grade: 4, datastream: 'temperature' });
    expect(findings[1]!.time).toBe(NOON + 90 * 300_000);
  });

  it('leaves alone what hangs for less, stays at zero, is constant by habit or not known yet, and what may stand still', () => {
    const still = (value: number) => Array.from({ length: 60 }, () => value);
    expect(told([...lively, ...still(21.5).slice(0, 23), 20])).toEqual([]);
    expect(told([...lively, ...still(0)])).toEqual([]);
    const dull = Array.from({ length: 80 }, (_, index) => 20 + Math.floor(index / 4));
    expect(told([...dull, ...still(21.5)])).toEqual([]);
    expect(told(still(21.5))).toEqual([]);
    expect(told([...lively, ...still(21)], 'car_park', 'occupied')).toEqual([]);
  });
});

describe('<family>.rate', () => {
  const rate = pick(rateDescriptors, 'city.rate');
  const limits = [
    { grade: 3, perHour: 0.5 },
    { grade: 2, perHour: 1 },
  ];
  const told = (values: readonly number[], more: object = {}) =>
    detect(rate, readings('wl-1', 'level', NOON, values, { everyS: 300 }), {
      things: [thing('wl-1', 'water_level')],
      parameters: { rules: [{ datastream: 'level', overMinutes: 30, limits, ...more }] },
    });
  const ramp = (n: number, from: number, perHour: number) =>
    Array.from({ length: n }, (_, index) => from + (perHour * index) / 12);

  it('does nothing unless a rule says so', () => {
    expect(detect(rate, readings('wl-1', 'level', NOON, ramp(40, 0, 9)), { things: [] })).toEqual([]);
  });

  it('tells of a level that rises too fast, of a faster one once more, and of its end', () => {
    const findings = told([...ramp(12, 0, 0), ...ramp(14, 0, 0.8), ...ramp(14, 1, 1.6), ...ramp(20, 3, 0)]);
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
    expect(findings[0]).toMatchObject({ grade: 3, measure: { limit: 0.5, unit: 'm/h' } });
    expect(findings[1]).toMatchObject({ grade: 2, measure: { limit: 1 } });
  });

  it('knows directions, and shrugs at one wild reading', () => {
    expect(told(ramp(30, 9, -2))).toEqual([]);
    expect(kinds(told(ramp(30, 9, -2), { direction: 'falling' }))).toEqual(['raise']);
    expect(told(ramp(40, 0, 0).map((value, index) => (index === 20 ? 50 : value)))).toEqual([]);
  });

  it('refuses limits that do not get worse', () => {
    const rules = [{ datastream: 'level', overMinutes: 30, limits: [...limits].reverse() }];
    expect(() => rate.parameters.parse({ rules })).toThrow(/not worse/);
  });
});

describe('<family>.drift', () => {
  const { world, messages } = failingInstruments();
  const about = (findings: readonly Finding[]) =>
    findings.flatMap((finding) => (finding.kind === 'raise' ? finding.things : []));

  it('names the one that leaves its neighbours, not those whose median it pulls, and sees it come back', () => {
    const air = detect(pick(driftDescriptors, 'city.drift'), messages, world);
    expect(new Set(about(air))).toEqual(new Set(['air-1']));
    // What hangs while the day warms up leaves its neighbours once more.
    expect(kinds(air)).toEqual(['raise', 'clear', 'raise', 'clear']);
    expect(air[0]).toMatchObject({ grade: 4, measure: { limit: 2.5, unit: 'degC' } });
    const sea = detect(pick(driftDescriptors, 'vessel.drift'), messages, world);
    expect(new Set(about(sea))).toEqual(new Set(['tide-1']));
  });

  it('says nothing where too few can be compared', () => {
    const alone = messages.filter(
      (message) => message.kind === 'observation' && /^(air|tide)-[12]$/.test(message.thing),
    );
    for (const descriptor of driftDescriptors) expect(detect(descriptor, alone, world)).toEqual([]);
  });

  it('compares with the nearest, as somebody slow does', () => {
    const place = fc.record({
      lon: fc.double({ min: 114, max: 114.6, noNaN: true }),
      lat: fc.double({ min: 22.4, max: 22.7, noNaN: true }),
      mean: fc.double({ min: -5, max: 40, noNaN: true }),
    });
    const rule = { compare: 'difference', leastMean: 0 } as DriftRule;
    const limits = { radiusKm: 25, mostNeighbours: 4, leastNeighbours: 2 };
    fc.assert(
      fc.property(fc.array(place, { maxLength: 14 }), (places) => {
        const levels = places.map((each, index): Level => ({ key: `t-${index}`, ...each }));
        const quick = new Map(departuresOf(levels, rule, limits).map((each) => [each.key, each]));
        for (const level of levels) {
          const byDistance = levels
            .filter((other) => other !== level)
            .map((other) => ({ other, m: distanceM([level.lon, level.lat], [other.lon, other.lat]) }))
            .sort((a, b) => a.m - b.m);
          // What is on an edge may go either way in another plane.
          const edges = [25_000, byDistance[4]?.m ?? 0];
          const doubtful = byDistance.some(({ m }, index) =>
            edges.some((edge) => Math.abs(m - edge) < 0.01 * edge + 1 && !(edge === byDistance[4]?.m && index >= 4)),
          );
          if (doubtful) continue;
          const near = byDistance.filter(({ m }) => m <= 25_000).slice(0, 4);
          const means = near.map(({ other }) => other.mean).sort((a, b) => a - b);
          const half = means.length / 2;
          const median =
            means.length % 2 === 1 ? means[Math.floor(half)]! : ((means[half - 1] ?? 0) + (means[half] ?? 0)) / 2;
          if (near.length < 2) expect(quick.has(level.key)).toBe(false);
          else expect(quick.get(level.key)!.value).toBeCloseTo(level.mean - median, 9);
        }
      }),
    );
  });
});

it('the Theil–Sen slope is that of the line, whatever a few points say', () => {
  const line = Array.from({ length: 15 }, (_, x) => ({ x, y: 3 + 0.25 * x }));
  expect(theilSenSlope(line)).toBeCloseTo(0.25);
  expect(theilSenSlope(line.map((point, index) => (index % 6 === 0 ? { ...point, y: 1e6 } : point)))).toBeCloseTo(
    0.25,
    1,
  );
  expect(theilSenSlope([])).toBe(0);
});
