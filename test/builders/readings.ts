import { thingId } from '../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Observation, Quality } from '../../ingestion/observation.ts';

/** One reading of `thing` after another, `everyS` seconds apart. */
export function readings(
  thing: string,
  datastream: string,
  start: EventTime,
  values: readonly number[],
  { everyS = 60, quality = 'good' }: { everyS?: number; quality?: Quality } = {},
): Observation[] {
  return values.map((value, index) => ({
    kind: 'observation',
    thing: thingId(thing),
    datastream,
    time: eventTime(start + index * everyS * 1000),
    value,
    quality,
  }));
}
