import { expect, test } from 'vitest';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { Deduplicator } from '../../../ingestion/pipeline/deduplicate.ts';
import { aDetection, anObservation, aPosition, aReport, aWarning } from '../../builders/messages.ts';

const reading = (thing: string, time: number) =>
  ({
    kind: 'observation',
    thing: thingId(thing),
    datastream: 'x',
    time: eventTime(time),
    value: 1,
    quality: 'good',
  }) as const;

test('memory is bounded, and the series heard of lately are kept', () => {
  const deduplicator = new Deduplicator(100);
  for (let n = 0; n < 10_000; n++) {
    expect(deduplicator.isNews(reading(`t${n}`, 5))).toBe(true);
    deduplicator.isNews(reading('often', 5));
    expect(deduplicator.size).toBeLessThanOrEqual(110);
  }
  expect(deduplicator.isNews(reading('often', 5))).toBe(false);
  expect(deduplicator.isNews(reading('often', 6))).toBe(true);
});

test('kinds do not meet, and what has an id is told once whatever its time', () => {
  const deduplicator = new Deduplicator();
  const all = (time: number) => [
    anObservation('t', 'x', time, 1),
    aPosition('t', time),
    aDetection('t', time),
    aReport(`r-${time}`, time),
    aWarning(`r-${time}`, time),
  ];
  const news = (messages: ReturnType<typeof all>) => messages.map((message) => deduplicator.isNews(message));
  expect(news(all(5))).toEqual([true, true, true, true, true]);
  expect(news(all(5))).toEqual([false, false, false, false, false]);
  expect(news(all(4))).toEqual([false, false, false, true, true]);
  expect(deduplicator.isNews(aReport('r-5', 99))).toBe(false);
  expect(deduplicator.isNews(aWarning('r-4', 99))).toBe(false);
});
