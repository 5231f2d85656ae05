import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { SCENARIOS } from '../../../../scenarios/registry.ts';
import type { Intervention } from '../../../../scenarios/scenario.ts';
import { floodNight } from '../../../../scenarios/synthetic/days/flood-night.ts';
import { quietDay } from '../../../../scenarios/synthetic/days/quiet-day.ts';
import { typhoonDay } from '../../../../scenarios/synthetic/days/typhoon-day.ts';
import { aDay, digestOf, messagesOf, startOf } from '../../../builders/played-day.ts';

const HOUR_MS = 3_600_000;

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const start = startOf(scenario);

  it('gives the same bytes for the same settings, and others for another seed', () => {
    const noon = start + 6 * HOUR_MS;
    const first = digestOf(messagesOf(aDay(scenario), start, noon));
    expect(digestOf(messagesOf(aDay(scenario), start, noon))).toBe(first);
    expect(digestOf(messagesOf(aDay(scenario, { seed: 2 }), start, noon))).not.toBe(first);
  });

  it('is heard in order of time, within the day', () => {
    let last = 0;
    for (const { time } of aDay(scenario).play(eventTime(start + scenario.durationMs - 2 * HOUR_MS))) {
      expect(time).toBeGreaterThanOrEqual(last);
      last = time;
    }
    expect(last).toBeGreaterThan(start + scenario.durationMs - 2 * 60_000);
    expect(last).toBeLessThan(start + scenario.durationMs);
  });

  it('is the same from any moment on', () => {
    const from = start + scenario.opensAtMs + 1234;
    const to = from + HOUR_MS;
    const whole = [...aDay(scenario).play(start)].filter(({ time }) => time >= from && time < to);
    const late = [...aDay(scenario).play(eventTime(from))].filter(({ time }) => time < to);
    expect(late).toEqual(whole);
  });

  it('has a truth that is well formed, and a point of exposure for every minute', () => {
    const { truth, exposure } = aDay(scenario).outcome();
    expect(new Set(truth.map(({ id }) => id)).size).toBe(truth.length);
    for (const { from, to, visibleFrom, things, grade } of truth) {
      expect(from).toBeGreaterThanOrEqual(start);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(start + scenario.durationMs);
      expect(visibleFrom).toBeGreaterThanOrEqual(from);
      expect(things.length).toBeGreaterThan(0);
      expect([1, 2, 3, 4]).toContain(grade);
    }
    expect(exposure).toHaveLength(scenario.durationMs / 60_000);
    for (const { people, families = {} } of exposure)
      expect(Object.values(families).reduce((sum, each) => sum + each, 0)).toBe(people);
  });
});

describe('something done differently', () => {
  const at = eventTime(startOf(typhoonDay) + 16 * HOUR_MS);
  const interventions: readonly Intervention[] = [
    { at, kind: 'scale_rain', factor: 2 },
    { at, kind: 'mute_thing', thing: 'wind-1' },
    { at, kind: 'close_road', lowPoint: 'low-1' },
    { at, kind: 'close_beach', beach: 'beach-1' },
  ];

  it('leaves what was heard before as it was, and changes what comes after', () => {
    const start = startOf(typhoonDay);
    const plain = aDay(typhoonDay);
    const branch = aDay(typhoonDay, { interventions });
    expect(digestOf(messagesOf(branch, start, at))).toBe(digestOf(messagesOf(plain, start, at)));
    const after = messagesOf(branch, at);
    expect(digestOf(after)).not.toBe(digestOf(messagesOf(plain, at)));
    expect(after.some(({ thing }) => thing === 'wind-1')).toBe(false);
    expect(after.some(({ thing }) => thing === 'level-1')).toBe(true);
  });

  it('changes what comes of it', () => {
    const harm = (done: readonly Intervention[]) =>
      aDay(floodNight, { interventions: done })
        .outcome()
        .exposure.reduce((sum, { people }) => sum + people, 0);
    const from = startOf(floodNight);
    const [none, half, twice] = [0, 0.5, 2].map((factor) => harm([{ at: from, kind: 'scale_rain', factor }]));
    expect(none).toBeLessThan(half!);
    expect(half).toBeLessThan(harm([]));
    expect(twice).toBeGreaterThan(harm([]));
  });

  it('mutes only as long as it says', () => {
    const until = eventTime(at + HOUR_MS);
    const day = aDay(quietDay, { interventions: [{ at, kind: 'mute_thing', thing: 'gas-1', until }] });
    const gas = messagesOf(day, at, at + 2 * HOUR_MS).filter(({ thing }) => thing === 'gas-1');
    expect(gas.length).toBeGreaterThan(60);
    expect(gas.every(({ time }) => time >= until - 60_000)).toBe(true);
  });
});

describe('a thinned day', () => {
  it('leaves out ordinary readings only', () => {
    const start = startOf(typhoonDay);
    const readings = (thin: number) =>
      messagesOf(aDay(typhoonDay, { thin }), start).filter(({ kind }) => kind === 'observation');
    const [full, thin] = [readings(1), readings(30)];
    const text = new Set(full.map((message) => JSON.stringify(message)));
    expect(thin.every((message) => text.has(JSON.stringify(message)))).toBe(true);
    expect(thin.length).toBeLessThan(full.length / 2);
    const rainy = (all: typeof full) =>
      all.filter((m) => m.kind === 'observation' && m.datastream === 'rain' && m.value > 0);
    expect(rainy(thin)).toEqual(rainy(full));
    const ordinary = (all: typeof full) => all.filter((m) => m.kind === 'observation' && m.thing === 'loop-1');
    expect(ordinary(thin).length).toBeLessThan(ordinary(full).length / 20);
  });
});

describe('a quiet day', () => {
  it('has nothing that is true', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { truth, exposure } = aDay(quietDay, { seed }).outcome();
      expect(truth).toEqual([]);
      expect(exposure.every(({ people }) => people === 0)).toBe(true);
    }
  });
});
