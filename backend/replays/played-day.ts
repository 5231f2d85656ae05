import { midnightBefore } from '../../geodata/model/local-time.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';

/** A Friday in September: late enough for typhoons, warm enough for beaches. Ours; fixed, so that the same seed gives the same messages on any day. */
const PLAYED_NOON = Date.UTC(2026, 8, 18, 4);

/** When a scenario begins that is played by itself: at its own time of day, always on the same date, in the city's time. */
export const playedDayStart = (scenario: Scenario, timeZone: string): EventTime =>
  eventTime(midnightBefore(timeZone, PLAYED_NOON) + scenario.startsAtMs);
