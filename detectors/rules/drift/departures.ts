import Flatbush from 'flatbush';
import { EARTH_RADIUS_M } from '../../../geodata/model/geometry.ts';
import { medianOf } from '../readings/theil-sen.ts';
import type { DriftRule } from './parameters.ts';

/** One instrument's half hour. */
export interface Level {
  readonly key: string;
  readonly lon: number;
  readonly lat: number;
  /** Mean of its readings, in the series' unit. */
  readonly mean: number;
}

/** How one instrument stands among its neighbours. */
export interface Departure {
  readonly key: string;
  /** Its mean less the median of its neighbours' means, or the ratio of both less one in per cent. */
  readonly value: number;
  readonly neighbours: readonly string[];
}

const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;

/** Of all that have enough neighbours, in the order given. Distances are taken in the plane at the middle latitude: a city is small. */
export function departuresOf(
  levels: readonly Level[],
  { compare, leastMean }: DriftRule,
  limits: { readonly radiusKm: number; readonly mostNeighbours: number; readonly leastNeighbours: number },
): Departure[] {
  if (levels.length <= limits.leastNeighbours) return [];
  const middle = levels.reduce((sum, { lat }) => sum + lat, 0) / levels.length;
  const eastM = METERS_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  const plane = levels.map(({ lon, lat }) => [lon * eastM, lat * METERS_PER_DEGREE] as const);
  const tree = new Flatbush(levels.length);
  for (const [x, y] of plane) tree.add(x, y, x, y);
  tree.finish();
  const departures: Departure[] = [];
  levels.forEach(({ key, mean }, index) => {
    const [x, y] = plane[index]!;
    const near = tree
      .neighbors(x, y, limits.mostNeighbours, limits.radiusKm * 1000, (other) => other !== index)
      .map((other) => levels[other]!);
    if (near.length < limits.leastNeighbours) return;
    const median = medianOf(near.map((other) => other.mean));
    if (compare === 'ratio' && median <= Math.max(0, leastMean)) return;
    const value = compare === 'ratio' ? 100 * (mean / median - 1) : mean - median;
    departures.push({ key, value, neighbours: near.map((other) => other.key) });
  });
  return departures;
}
