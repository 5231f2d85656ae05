import { DAY_MS, midnightBefore } from '../geodata/model/local-time.ts';
import { type Clock, type EventTime, eventTime } from '../geodata/model/time.ts';
import type { Scenario } from './scenario.ts';

type Timetable = Pick<Scenario, 'startsAtMs' | 'opensAtMs'>;

/** When the scenario's day began that is under way at a moment, or was the last to begin. */
export function lastBeginning({ startsAtMs }: Timetable, timeZone: string, at: number): EventTime {
  const today = midnightBefore(timeZone, at) + startsAtMs;
  return eventTime(today <= at ? today : midnightBefore(timeZone, at - DAY_MS) + startsAtMs);
}

/** The most recent opening moment that is not after `at`. */
export const lastOpening = (scenario: Timetable, timeZone: string, at: number): EventTime =>
  eventTime(lastBeginning(scenario, timeZone, at - scenario.opensAtMs) + scenario.opensAtMs);

export interface Demonstration {
  readonly scenario: Timetable;
  /** Of the city. */
  readonly timeZone: string;
  /** Real time. */
  readonly real: Clock;
  /** Times real time. */
  readonly speed: number;
  /** Time of the newest message in the store, if there is any. */
  readonly newestStored?: EventTime | undefined;
}

/**
 * The "now" of a demonstration. It opens at the scenario's opening moment on the most recent local day on which that has passed, goes on where it stopped when that is later, is never
 * ahead of real time when it starts, and from then on advances `speed` times as fast as real time.
 */
export function demonstrationClock({ scenario, timeZone, real, speed, newestStored }: Demonstration): Clock {
  const began = real.now();
  const anchor = Math.min(began, Math.max(lastOpening(scenario, timeZone, began), newestStored ?? -Infinity));
  return { now: () => eventTime(anchor + Math.max(0, real.now() - began) * speed) };
}
