import type { CityModel, CitySensor } from '../../../geodata/city/city-model.ts';
import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';

/** A rain gauge and its share in the rain of a place. */
export interface WeighedGauge {
  readonly id: string;
  readonly weight: number;
  readonly distanceM: number;
}

/** Inverse distance weighting (Shepard 1968) with the square of the distance over the nearest few, as hydrological practice has it; the count and reach are ours: convective cells are a few km wide. */
const NEAREST = 4;
const REACH_M = 12_000;
/** A gauge on the spot does not count for ever more, m. Ours. */
const SOFTEN_M = 300;

/** The rain gauges that speak for a place, nearest first, weights unnormalised; none where the nearest is too far away. */
export function gaugesNear({ sensors }: Pick<CityModel, 'sensors'>, place: LonLat): WeighedGauge[] {
  return sensors
    .filter(({ kind }) => kind === 'rain_gauge')
    .map(({ id, position }: CitySensor) => ({ id, distanceM: distanceM(position, place) }))
    .filter((gauge) => gauge.distanceM <= REACH_M)
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, NEAREST)
    .map((gauge) => ({ ...gauge, weight: 1 / (gauge.distanceM ** 2 + SOFTEN_M ** 2) }));
}

/** The weighted mean of what the gauges say; gauges that say nothing are left out. `undefined` when all do. */
export function weighted(
  gauges: readonly WeighedGauge[],
  told: (id: string) => number | undefined,
): number | undefined {
  let [sum, weights] = [0, 0];
  for (const { id, weight } of gauges) {
    const value = told(id);
    if (value === undefined) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}
