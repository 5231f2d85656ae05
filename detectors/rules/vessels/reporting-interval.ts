import type { Position } from '../../../ingestion/observation.ts';

/**
 * How often a station reports, seconds (ITU-R M.1371-5 annex 1 tables 1 and 2). Course changes, which only shorten it, are left
 * out. A report with a navigational status comes from class A; without one it is taken for class B "CS", the slowest.
 */
export function reportingIntervalS({ speedKn = 0, status }: Pick<Position, 'speedKn' | 'status'>): number {
  if (status === undefined) return speedKn > 2 ? 30 : 180;
  if ((status === 1 || status === 5) && speedKn <= 3) return 180;
  if (speedKn > 23) return 2;
  return speedKn > 14 ? 6 : 10;
}
