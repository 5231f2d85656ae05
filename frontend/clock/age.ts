const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An amount of time in the one unit that a glance can take in. */
export interface Span {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly count: number;
}

/** Rounded down: "2 min" means that two whole minutes have passed. Negative spans (clocks that differ a little) count as zero. */
export function spanOf(durationMs: number): Span {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE) return { unit: 'second', count: Math.floor(ms / SECOND) };
  if (ms < HOUR) return { unit: 'minute', count: Math.floor(ms / MINUTE) };
  if (ms < 2 * DAY) return { unit: 'hour', count: Math.floor(ms / HOUR) };
  return { unit: 'day', count: Math.floor(ms / DAY) };
}
