import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  changeOverDay,
  DAY_MS,
  newRecord,
  takeReading,
} from '../../../../detectors/rules/control-values/point-record.ts';
import { thingId } from '../../../../geodata/model/ids.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { worksCity } from '../../../builders/works-city.ts';

const point = worksCity().monitoringPoints[0]!;
const HOUR_MS = 3_600_000;

function recordOf(readings: readonly (readonly [hours: number, value: number])[]) {
  const record = newRecord();
  for (const [hours, value] of readings)
    takeReading(
      record,
      point,
      {
        kind: 'observation',
        thing: thingId(point.id),
        datastream: 'settlement',
        time: eventTime(Math.round(hours * HOUR_MS)),
        value,
        quality: 'good',
      },
      6,
    );
  return record;
}
const every = (minutes: number, hours: number, value: (hours: number) => number) =>
  Array.from(
    { length: (hours * 60) / minutes + 1 },
    (_, n) => [(n * minutes) / 60, value((n * minutes) / 60)] as const,
  );

it('the change over a day of a steady series is its rate, with holes or without', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 0, max: 6 }),
      (perDay, holeFrom, holeHours) => {
        const series = every(30, 40, (hours) => (perDay * hours) / 24).filter(
          ([hours]) => hours < holeFrom || hours > holeFrom + holeHours,
        );
        expect(changeOverDay(recordOf(series))).toBeCloseTo(perDay, 0);
      },
    ),
  );
});

it('before a day has passed it is what has changed since the first hour', () => {
  expect(changeOverDay(recordOf(every(30, 6, () => -3)))).toBe(0);
  expect(changeOverDay(newRecord())).toBeUndefined();
  expect(DAY_MS).toBe(24 * HOUR_MS);
});

it('a spike becomes neither a level nor a lasting jump', () => {
  const calm = every(30, 10, () => 0);
  const record = recordOf([...calm, [10.5, -9], [11, 0], [11.5, 0], [36, 0]]);
  expect(record.jumpedAt).toBeNull();
  expect(changeOverDay(record)).toBe(0);
});

it('a fall that stays is a jump; noise is none', () => {
  const calm = every(30, 10, (hours) => 0.4 * Math.sin(hours * 40));
  expect(recordOf(calm).jumpedAt).toBeNull();
  expect(recordOf([...calm, [10.5, -3], [11, -4]]).jumpedAt).toBe(11 * HOUR_MS);
});
