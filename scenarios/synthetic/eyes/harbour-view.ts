import type { CityCamera, SeaZone } from '../../../geodata/city/city-model.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { World } from '../world/world.ts';
import type { InView } from './optics.ts';

/** Over the water: every hull in the footprint, those within the zone that it watches apart. */
export function harbourView({ footprint }: CityCamera, zone: SeaZone): (world: World) => InView[] {
  const [west, south, east, north] = boundsOf(footprint);
  return ({ vessels }) => {
    const inside: LonLat[] = [];
    const around: LonLat[] = [];
    for (const { position } of vessels.all) {
      const [lon, lat] = position;
      if (lon < west || lon > east || lat < south || lat > north || !polygonContains(footprint, position)) continue;
      (polygonContains(zone.rings, position) ? inside : around).push(position);
    }
    const views: InView[] = [];
    if (inside.length > 0) views.push({ class: 'vessel', n: inside.length, zone: zone.id, positions: inside });
    if (around.length > 0) views.push({ class: 'vessel', n: around.length, positions: around });
    return views;
  };
}
