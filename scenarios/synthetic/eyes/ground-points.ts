import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { boundsOf, type LonLat, type PolygonRings, polygonContains } from '../../../geodata/model/geometry.ts';

/** So many places stand for an area. Ours: enough to tell a tenth of it. */
const POINTS = 160;
const MOST_TRIES = 20_000;

/** Places spread over an area by chance, the same for the same seed. */
export function pointsIn(rings: PolygonRings, seed: number): readonly LonLat[] {
  const [west, south, east, north] = boundsOf(rings);
  const points: LonLat[] = [];
  for (let index = 0; points.length < POINTS && index < MOST_TRIES; index++) {
    const at: LonLat = [
      west + (east - west) * hashNoise(seed, index * 2),
      south + (north - south) * hashNoise(seed, index * 2 + 1),
    ];
    if (polygonContains(rings, at)) points.push(at);
  }
  return points;
}

/** Which of them a footprint covers. */
export const covered = (points: readonly LonLat[], footprint: PolygonRings): readonly boolean[] =>
  points.map((at) => polygonContains(footprint, at));

export const share = (flags: readonly boolean[]): number =>
  flags.length === 0 ? 0 : flags.filter(Boolean).length / flags.length;
