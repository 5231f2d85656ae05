import { expect, test } from 'vitest';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { Deduplicator } from '../../../ingestion/pipeline/deduplicate.ts';

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
