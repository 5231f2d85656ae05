import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';

export type SeriesName = 'observations' | 'positions' | 'detections' | 'detection_minutes';
export const SERIES: readonly SeriesName[] = ['observations', 'positions', 'detections', 'detection_minutes'];

/** What TimescaleDB and plain PostgreSQL do differently for the big tables. Everything above this port is the same SQL. */
export interface TimeSeries {
  readonly engine: 'native' | 'timescale';
  /** Makes room for rows in these weeks (see {@link weekOf}); cheap when there is. Never inside a transaction. */
  prepare(series: SeriesName, weeks: Iterable<number>): Promise<void>;
  /** Where to COPY rows of these weeks fastest. */
  copyTarget(series: SeriesName, weeks: readonly number[]): string;
  /** Inside the transaction that wrote readings of these hours (epoch ms): keeps `observation_hours` true. */
  touchHours(client: pg.ClientBase, hours: readonly number[]): Promise<void>;
  /** Forgets what it remembers of the tables: someone else changed them. */
  forget(): void;
  /**
   * Aggregates complete hours, compresses old weeks where the server can, and then drops what is older than the retention, if one is set. Call it every few
   * minutes, and after a large import. One process works at a time; the others return at once.
   */
  maintain(now: EventTime, options?: { readonly retentionDays?: number }): Promise<void>;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05, a Monday: weeks are whole weeks from Monday, UTC. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** Number of the week that holds the time, counted from the first Monday of 1970. */
export const weekOf = (epochMs: number): number => Math.floor((epochMs - FIRST_MONDAY_MS) / WEEK_MS);
export const weekStart = (week: number): number => FIRST_MONDAY_MS + week * WEEK_MS;

/** An hour stays open this long for stragglers before it is aggregated (ours); later ones are aggregated again. */
export const STRAGGLERS_MS = 10 * 60_000;
