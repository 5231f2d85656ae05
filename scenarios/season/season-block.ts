import type { EventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../scenario.ts';
import type { Calendar } from '../synthetic/world/world.ts';
import { eventfulById } from './eventful.ts';
import { ordinaryStretch } from './ordinary-stretch.ts';

/** A stretch of a season that is lived through by itself: an eventful day, or ordinary hours up to the next one or to midnight. Plain data. */
export interface SeasonBlock {
  /** Position in the season, from 0. */
  readonly index: number;
  /** `ordinary`, or the id of an eventful day. */
  readonly scenario: string;
  readonly seed: number;
  readonly start: EventTime;
  readonly durationMs: number;
  /** Of ordinary hours; an eventful day has its own. */
  readonly calendar: Calendar;
}

export const endOf = ({ start, durationMs }: SeasonBlock): EventTime => (start + durationMs) as EventTime;

/** What happens in a block. It depends on the block and the city alone, never on the blocks before it. */
export const scenarioOf = ({ scenario, durationMs, calendar }: SeasonBlock): Scenario =>
  eventfulById(scenario) ?? ordinaryStretch({ durationMs, calendar });
