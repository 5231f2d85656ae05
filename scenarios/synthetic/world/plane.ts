import { EARTH_RADIUS_M, type LonLat } from '../../../geodata/model/geometry.ts';

/** Of latitude, metres. */
export const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;

/** Square of the distance in metres on the plane that touches at `a`: good to 0.1 % within a city, and cheap. */
export function planeDistanceSquared(a: LonLat, b: LonLat): number {
  const north = (b[1] - a[1]) * METERS_PER_DEGREE;
  const east = (b[0] - a[0]) * METERS_PER_DEGREE * Math.cos((a[1] * Math.PI) / 180);
  return east * east + north * north;
}

/** The item nearest to a place, by brute force; `undefined` of none. */
export function nearest<Item>(items: readonly Item[], placeOf: (item: Item) => LonLat, to: LonLat): Item | undefined {
  let best: Item | undefined;
  let least = Infinity;
  for (const item of items) {
    const distance = planeDistanceSquared(to, placeOf(item));
    if (distance >= least) continue;
    least = distance;
    best = item;
  }
  return best;
}
