import { describe, expect, test } from 'vitest';
import { type BacktestQuestion, backtest } from '../../../backend/backtest/backtest.ts';
import { parameterViews, parseChange, proposedParameters } from '../../../backend/backtest/detector-parameters.ts';
import type { Stretch } from '../../../backend/replays/stretch.ts';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';
import type { TruthCondition } from '../../../scenarios/scenario.ts';

const START = Date.parse('2026-09-18T08:00:00+08:00');
const minute = (n: number): EventTime => eventTime(START + n * 60_000);
const descriptor = DETECTORS.find(({ id }) => id === 'city.missing')!;
const GAUGE = thingId('wl-1');
const SIGNAL = new AbortController().signal;

const question = (changes: Readonly<Record<string, unknown>>): BacktestQuestion => {
  const present = descriptor.parameters.parse({}) as Readonly<Record<string, unknown>>;
  const proposed = proposedParameters(descriptor, present, changes);
  return { descriptor, present, proposed, ground: groundOf(emptyCity), timeZone: 'Asia/Shanghai' };
};

/** A gauge that reports every minute, but for the ten minutes from half past on. */
function silentGauge(truth?: readonly TruthCondition[]): Stretch {
  const described: Message = {
    kind: 'thing',
    thing: GAUGE,
    time: minute(0),
    thingKind: 'water_level',
    name: '一号水位',
    intervalS: 60,
  };
  const readings = Array.from({ length: 60 }, (_, n) => n)
    .filter((n) => n < 30 || n >= 40)
    .map(
      (n): Message => ({
        kind: 'observation',
        thing: GAUGE,
        datastream: 'level',
        time: minute(n),
        value: n / 100,
        quality: 'good',
      }),
    );
  return {
    from: minute(0),
    to: minute(60),
    async *heard() {
      const items = [described, ...readings];
      yield { items, heardAt: items.map(({ time }) => time) };
    },
    ...(truth && { outcome: () => ({ truth, exposure: [] }) }),
  };
}

const outage: TruthCondition = {
  id: 'outage',
  family: 'city',
  kind: 'missing',
  grade: 4,
  things: [GAUGE],
  position: [114.5, 22.5],
  from: minute(30),
  visibleFrom: minute(33),
  to: minute(40),
  cause: 'outage',
  description: { zh: '失联', en: 'Silent' },
};

describe('a back-test', () => {
  test('says what one set of parameters tells and another does not', async () => {
    const report = await backtest(question({ intervals: 20 }), [silentGauge()], { signal: SIGNAL });
    expect(report.present).toMatchObject({ alerts: 1, grades: { 4: 1 } });
    expect(report.proposed.alerts).toBe(0);
    expect(report).toMatchObject({ kept: 0, gained: [], lost: [{ things: [GAUGE], grade: 4 }], hours: 1 });
    expect(report.present.score).toBeUndefined();
  });

  test('knows an alert again that comes at another time', async () => {
    const report = await backtest(question({ intervals: 6, grade: 2 }), [silentGauge()], { signal: SIGNAL });
    expect(report).toMatchObject({ kept: 1, gained: [], lost: [], proposed: { grades: { 2: 1, 4: 0 } } });
  });

  test('holds both against the same truth where it is known', async () => {
    const report = await backtest(question({ intervals: 20 }), [silentGauge([outage])], { signal: SIGNAL });
    expect(report.present.score).toMatchObject({ truth: 1, detected: 1, recall: 1, precision: 1 });
    expect(report.proposed.score).toMatchObject({ truth: 1, detected: 0, recall: 0 });
  });
});

describe('parameters', () => {
  const present = { intervals: 3, grade: 4 };

  test('are told with unit, source and what is allowed', () => {
    expect(parameterViews(descriptor, present)).toContainEqual({
      name: 'intervals',
      description: expect.stringContaining('Ours'),
      value: 3,
      default: 3,
      allowed: 'a number, at least 1',
    });
  });

  test('that are unknown or not allowed are refused by name, with what is allowed', () => {
    expect(() => proposedParameters(descriptor, present, { interval: 4 })).toThrowError(
      expect.objectContaining({ field: 'set.interval', next: expect.stringContaining('intervals') }),
    );
    expect(() => proposedParameters(descriptor, present, { intervals: 0 })).toThrowError(
      expect.objectContaining({ field: 'set.intervals', next: expect.stringContaining('at least 1') }),
    );
  });

  test('are read from a command line as what they look like', () => {
    expect(parseChange('need=4')).toEqual(['need', 4]);
    expect(parseChange('excusedClasses=["pilot"]')).toEqual(['excusedClasses', ['pilot']]);
    expect(parseChange('name=a=b')).toEqual(['name', 'a=b']);
    expect(() => parseChange('need')).toThrowError(/key=value/);
  });
});
