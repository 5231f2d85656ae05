import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import type { Position } from '../../../ingestion/observation.ts';

/** Where a vessel was during one stretch of time, without its single fixes. */
export interface Stretch {
  /** Times of its first and last fix. */
  readonly from: number;
  to: number;
  west: number;
  south: number;
  east: number;
  north: number;
  n: number;
  sumKn: number;
}

/**
 * The last stretches, oldest first. Memory is bounded whatever the rate of reports: fixes are merged into stretches of equal
 * length on the clock, so a stay is measured to within one stretch.
 */
export type Stay = Stretch[];

/** How many stretches make up the time that a stay must last: its length is then known to a sixth. Ours. */
export const STRETCHES = 6;

export function addFix(stay: Stay, { time, lon, lat, speedKn = 0 }: Position, stretchMs: number): void {
  const newest = stay.at(-1);
  if (newest === undefined || Math.floor(newest.from / stretchMs) !== Math.floor(time / stretchMs)) {
    stay.push({ from: time, to: time, west: lon, south: lat, east: lon, north: lat, n: 1, sumKn: speedKn });
    return;
  }
  newest.to = time;
  newest.west = Math.min(newest.west, lon);
  newest.south = Math.min(newest.south, lat);
  newest.east = Math.max(newest.east, lon);
  newest.north = Math.max(newest.north, lat);
  newest.n++;
  newest.sumKn += speedKn;
}

/** All stretches as one. A stay across the antimeridian looks as wide as the globe and so is never found: a known limit. */
export function extent(stay: Stay): Stretch {
  const all = { ...stay[0]! };
  for (const { to, west, south, east, north, n, sumKn } of stay.slice(1)) {
    all.to = to;
    all.west = Math.min(all.west, west);
    all.south = Math.min(all.south, south);
    all.east = Math.max(all.east, east);
    all.north = Math.max(all.north, north);
    all.n += n;
    all.sumKn += sumKn;
  }
  return all;
}

/** Half the diagonal of the box, metres. */
export const radiusM = ({ west, south, east, north }: Stretch): number => distanceM([west, south], [east, north]) / 2;

export const centre = ({ west, south, east, north }: Stretch): LonLat => [(west + east) / 2, (south + north) / 2];
