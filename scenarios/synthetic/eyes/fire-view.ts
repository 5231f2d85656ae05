import type { CityCamera } from '../../../geodata/city/city-model.ts';
import { boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { World } from '../world/world.ts';
import type { InView } from './optics.ts';

/** Fires and smoke in a camera's footprint. */
export function fireView({ footprint }: CityCamera): (world: World) => readonly InView[] {
  const [west, south, east, north] = boundsOf(footprint);
  return ({ hazards }) => {
    if (hazards.fires.length === 0) return NONE;
    const views: InView[] = [];
    for (const kind of ['fire', 'smoke'] as const) {
      const positions: LonLat[] = [];
      for (const { kind: its, position } of hazards.fires) {
        const [lon, lat] = position;
        if (its !== kind || lon < west || lon > east || lat < south || lat > north) continue;
        if (polygonContains(footprint, position)) positions.push(position);
      }
      if (positions.length > 0) views.push({ class: kind, n: positions.length, positions });
    }
    return views;
  };
}

const NONE: readonly InView[] = [];
