import { describe, expect, it } from 'vitest';
import type { DetectorDescriptor } from '../../../detectors/detector.ts';
import { missingDescriptors } from '../../../detectors/rules/missing/descriptors.ts';
import { staleDescriptors } from '../../../detectors/rules/stale/descriptors.ts';
import { thresholdDescriptors } from '../../../detectors/rules/threshold/descriptors.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { detect, kinds } from '../../builders/detection.ts';
import { readings } from '../../builders/readings.ts';
import { NOON } from '../../builders/track.ts';

const pick = (descriptors: readonly DetectorDescriptor[], id: string): DetectorDescriptor =>
  descriptors.find((descriptor) => descriptor.id === id)!;
const thing = (name: string, kind: ThingKindName) => ({
  id: thingId(name),
  kind,
  lon: 114.1,
  lat: 22.6,
  attrs: {},
});
const gauge = thing('wl-1', 'water_level');
const later = (minutes: number) => eventTime(NOON + minutes * 60_000);

describe('<family>.threshold', () => {
  const city = pick(thresholdDescriptors, 'city.threshold');
  const levels = (values: readonly number[], more: object = {}) =>
    detect(city, readings('wl-1', 'level', NOON, values), {
      things: [gauge],
      parameters: {
        rules: [
          {
            datastream: 'level',
            limits: [
              { grade: 3, raise: 2, clear: 1.5 },
              { grade: 1, raise: 3, clear: 2.5 },
            ],
            ...more,
          },
        ],
      },
    });

  it('raises above a limit, not at it, and clears at the lower one, not before', () => {
    expect(levels([1, 1.9, 2, 2])).toEqual([]);
    const findings = levels([1, 2.1, 1.9, 1.6, 2.2, 1.5]);
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(findings[0]).toMatchObject({
      time: later(1),
      key: 'city.threshold/wl-1/level',
      datastream: 'level',
      position: [114.1, 22.6],
      measure: { value: 2.1, limit: 2, unit: 'm' },
      message: {
        zh: 'wl-1 水位 读数 2.1 m，高于限值 2 m。',
        en: 'wl-1 water level reads 2.1 m, above the limit of 2 m.',
      },
    });
    expect(findings[1]!.time).toBe(later(5));
  });

  it('grades by limit, and takes a grade back', () => {
    const findings = levels([2.1, 3.5, 2.8, 2.4, 1]);
    expect(findings.map((finding) => `${finding.kind} ${'grade' in finding ? finding.grade : ''}`)).toEqual([
      'raise 3',
      'update 1',
      'update 3',
      'clear ',
    ]);
  });

  it('asks for N of M readings and for a dwell time', () => {
    expect(levels([9, 1, 1, 9, 1, 1], { need: 2, outOf: 3 })).toEqual([]);
    expect(kinds(levels([9, 1, 9], { need: 2, outOf: 3 }))).toEqual(['raise']);
    expect(levels([9, 9, 9], { dwellS: 180 })).toEqual([]);
    expect(levels([9, 9, 9, 9], { dwellS: 180 })).toMatchObject([{ time: later(3) }]);
    expect(kinds(levels([9, 1, 9, 1, 1], { clearNeed: 2 }))).toEqual(['raise', 'clear']);
  });

  it('looks below a limit, and at magnitudes', () => {
    const low = { direction: 'below', limits: [{ grade: 2, raise: 0, clear: 0.2 }] };
    expect(kinds(levels([1, 0, -0.1, 0.1, 0.2], low))).toEqual(['raise', 'clear']);
    const both = { direction: 'magnitude', limits: [{ grade: 2, raise: 2, clear: 1 }] };
    expect(kinds(levels([-1.9, -2.1, 0.5, 2.1, 1], both))).toEqual(['raise', 'clear', 'raise', 'clear']);
  });

  it('is not moved by readings of doubtful quality, and never cleared by silence', () => {
    const doubtful = readings('wl-1', 'level', NOON, [9, 9, 9], { quality: 'suspect' });
    const parameters = { rules: [{ datastream: 'level', limits: [{ grade: 3, raise: 2, clear: 1 }] }] };
    expect(detect(city, doubtful, { things: [gauge], parameters })).toEqual([]);
    const once = readings('wl-1', 'level', NOON, [9]);
    expect(kinds(detect(city, once, { things: [gauge], parameters, quietMs: 86_400_000 }))).toEqual(['raise']);
  });

  it('knows the gas limits of the standard without being told', () => {
    const gas = readings('g-1', 'ch4', NOON, [5, 25, 26, 27, 55, 56, 5, 5, 5]);
    const findings = detect(city, gas, { things: [thing('g-1', 'gas')] });
    expect(kinds(findings)).toEqual(['raise', 'update', 'clear']);
  });

  it.each([
    [{ limits: [{ grade: 3, raise: 2, clear: 2.5 }] }, 'clears beyond'],
    [
      {
        limits: [
          { grade: 3, raise: 2, clear: 1 },
          { grade: 3, raise: 3, clear: 2 },
        ],
      },
      'not worse',
    ],
    [{ thingKinds: ['spaceship'], limits: [{ grade: 3, raise: 2, clear: 1 }] }, 'no kind of thing'],
    [{ need: 3, outOf: 2, limits: [{ grade: 3, raise: 2, clear: 1 }] }, 'more than outOf'],
  ])('refuses limits that make no sense: %j', (rule, fault) => {
    expect(() => levels([1], rule)).toThrow(fault);
  });
});

describe('<family>.missing', () => {
  const city = pick(missingDescriptors, 'city.missing');
  const tenReadings = (everyS: number, more: object = {}) =>
    readings(
      'wl-1',
      'level',
      NOON,
      Array.from({ length: 10 }, (_, i) => i),
      { everyS, ...more },
    );
  const found = (messages: ReturnType<typeof tenReadings>, quietMs = 0) =>
    detect(city, messages, { things: [gauge], quietMs });

  it('raises after three intervals without a reading, at that very time, and clears with the next one', () => {
    expect(found(tenReadings(60), 3 * 60_000)).toEqual([]);
    const findings = found(tenReadings(60), 3 * 60_000 + 1);
    expect(findings).toMatchObject([
      { kind: 'raise', time: later(12), measure: { value: 180, limit: 180, unit: 's' } },
    ]);
    const back = readings('wl-1', 'level', later(30), [1]);
    expect(kinds(found([...tenReadings(60), ...back]))).toEqual(['raise', 'clear']);
  });

  it('goes by the usual interval of a series that reports less often than its kind', () => {
    expect(found(tenReadings(300), 14 * 60_000)).toEqual([]);
    expect(kinds(found(tenReadings(300), 16 * 60_000))).toEqual(['raise']);
  });

  it('goes by the interval that the thing declares for itself, however its kind is', () => {
    const slow = { ...gauge, intervalS: 600 };
    const quick = { ...gauge, intervalS: 10 };
    const silent = (one: typeof slow, everyS: number, minutes: number) =>
      kinds(detect(city, tenReadings(everyS), { things: [one], quietMs: minutes * 60_000 }));
    expect(silent(slow, 60, 30)).toEqual([]);
    expect(silent(slow, 60, 31)).toEqual(['raise']);
    expect(silent(quick, 10, 0.5)).toEqual([]);
    expect(silent(quick, 10, 0.6)).toEqual(['raise']);
  });

  it('takes a bad reading for a sign of life', () => {
    const bad = readings('wl-1', 'level', later(10), [0, 0, 0, 0, 0], { quality: 'bad' });
    expect(found([...tenReadings(60), ...bad])).toEqual([]);
  });
});

describe('<family>.stale', () => {
  const city = pick(staleDescriptors, 'city.stale');
  const found = (values: readonly number[], datastream = 'level') =>
    detect(city, readings('wl-1', datastream, NOON, values, { everyS: 600 }), { things: [gauge] });
  const same = (value: number, n: number) => Array.from({ length: n }, () => value);

  it('raises when a value stands still for too long, and clears when it moves', () => {
    expect(found(same(1.23, 36))).toEqual([]);
    const findings = found([...same(1.23, 40), 1.24]);
    expect(kinds(findings)).toEqual(['raise', 'clear']);
    expect(findings[0]).toMatchObject({ time: later(360), measure: { value: 21_600, limit: 21_600 } });
  });

  it('gives a thing that declares a long interval the time in which so many readings are due', () => {
    const hourly = { ...gauge, intervalS: 3600 };
    const raised = (n: number) =>
      detect(city, readings('wl-1', 'level', NOON, same(1.23, n), { everyS: 600 }), { things: [hourly] });
    expect(raised(180)).toEqual([]);
    expect(raised(200)).toMatchObject([{ time: later(30 * 60), measure: { limit: 30 * 3600 } }]);
  });

  it('lets zero, and what naturally stands still, be', () => {
    expect(found(same(0, 100))).toEqual([]);
    expect(found(same(7, 100), 'rain')).toEqual([]);
  });
});
