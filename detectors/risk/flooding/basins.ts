import type { Catchment, CityModel, LowPoint } from '../../../geodata/city/city-model.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { gaugesNear, type WeighedGauge } from '../rain/gauges-near.ts';
import type { FloodBasin } from './plain-forecast.ts';

/** A low point that somebody measures, with the land that drains to it. */
export interface WatchedBasin extends FloodBasin {
  readonly low: LowPoint;
  readonly catchment: Catchment;
  readonly things: readonly [ThingId, ...ThingId[]];
  readonly rain: readonly WeighedGauge[];
}

export interface Basins {
  readonly all: readonly WatchedBasin[];
  readonly byGauge: ReadonlyMap<string, WatchedBasin>;
}

const built = new WeakMap<CityModel, Basins>();

/** Built once for each city. Low points without a gauge or a catchment are not among them. */
export function basinsOf(city: CityModel): Basins {
  const known = built.get(city);
  if (known) return known;
  const basins = build(city);
  built.set(city, basins);
  return basins;
}

function build(city: CityModel): Basins {
  const catchments = new Map(city.catchments.map((catchment) => [catchment.id, catchment]));
  const gauges = new Map<string, ThingId[]>();
  for (const { id, kind, watches } of city.sensors)
    if (kind === 'water_level' && watches !== undefined)
      gauges.set(watches, [...(gauges.get(watches) ?? []), thingId(id)]);
  const all: WatchedBasin[] = [];
  for (const low of city.lowPoints) {
    const [first, ...others] = gauges.get(low.id) ?? [];
    const catchment = catchments.get(low.catchmentId);
    if (!first || !catchment) continue;
    const { areaM2, runoff } = catchment;
    const { pondM2, drainM3s } = low;
    const rain = gaugesNear(city, low.position);
    all.push({ low, catchment, areaM2, runoff, pondM2, drainM3s, things: [first, ...others], rain });
  }
  return { all, byGauge: new Map(all.flatMap((basin) => basin.things.map((gauge) => [gauge, basin]))) };
}
