import type { EventTime } from './time.ts';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** How far a time zone is ahead of UTC at a moment, ms. @throws RangeError for a zone that the runtime does not know. */
export function offsetOf(timeZone: string, time: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(time / 1000) * 1000;
}

/** Local hour of a moment, [0, 24). */
export const hourOf = (time: EventTime, offsetMs: number): number =>
  ((((time + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

/** The latest local midnight that is not after a moment. */
export function midnightBefore(timeZone: string, time: number): number {
  const offsetMs = offsetOf(timeZone, time);
  return Math.floor((time + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}
