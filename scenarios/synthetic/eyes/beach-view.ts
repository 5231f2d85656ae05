import { beachZoneIds } from '../../../geodata/city/beach-zones.ts';
import type { Beach, CityCamera } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { World } from '../world/world.ts';
import { covered, pointsIn, share } from './ground-points.ts';
import type { InView } from './optics.ts';

const MINUTE_MS = 60_000;
/** A bather stays about where he is for so long. Ours. */
const DRIFTS_MS = 4 * MINUTE_MS;

/** Places on a beach that all its cameras share, so that two that look at one spot see the same person. */
export interface BeachGround {
  readonly beach: Beach;
  readonly sand: readonly LonLat[];
  readonly bathing: readonly LonLat[];
  readonly closed: readonly LonLat[];
  readonly seed: number;
}

export function beachGround(beach: Beach, seed: number): BeachGround {
  const own = nameSeed(seed, beach.id);
  return {
    beach,
    seed: own,
    sand: pointsIn(beach.sand, own + 1),
    bathing: beach.bathingWater ? pointsIn(beach.bathingWater, own + 2) : [],
    closed: beach.closedWater ? pointsIn(beach.closedWater, own + 3) : [],
  };
}

/** What a tower sees of its beach. */
export function beachView(camera: CityCamera, ground: BeachGround): (world: World) => InView[] {
  const { beach, sand, closed, seed } = ground;
  const ids = beachZoneIds(beach.id);
  const sees = { sand: covered(sand, camera.footprint), closed: covered(closed, camera.footprint) };
  const sandShare = share(sees.sand);
  const bathingShare = share(covered(ground.bathing, camera.footprint));
  return (world) => {
    const { sand: onSand, water, closedWater, tents, fires } = world.beaches.state(beach.id);
    const views: InView[] = [];
    const crowd = (n: number, of: number, zone: string) => {
      const seen = Math.round(n * of);
      if (seen > 0) views.push({ class: 'person', n: seen, zone });
    };
    crowd(onSand, sandShare, ids.sand);
    crowd(water, bathingShare, ids.bathing);
    const spots = (n: number, points: readonly LonLat[], flags: readonly boolean[], salt: number, slot: number) => {
      const seen: LonLat[] = [];
      for (let each = 0; each < n; each++) {
        const index = Math.floor(hashNoise(seed + salt + each * 17, slot) * points.length);
        if (flags[index]) seen.push(points[index]!);
      }
      return seen;
    };
    const adrift = spots(closedWater, closed, sees.closed, 31, Math.floor(world.now / DRIFTS_MS));
    if (adrift.length > 0) views.push({ class: 'person', n: adrift.length, zone: ids.closed, positions: adrift });
    const pitched = spots(tents, sand, sees.sand, 53, 0);
    if (pitched.length > 0) views.push({ class: 'tent', n: pitched.length, zone: ids.sand, positions: pitched });
    const burning = spots(fires, sand, sees.sand, 53, 0);
    if (burning.length > 0) views.push({ class: 'fire', n: burning.length, zone: ids.sand, positions: burning });
    return views;
  };
}
