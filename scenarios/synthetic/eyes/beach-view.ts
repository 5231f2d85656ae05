import { beachZoneIds } from '../../../geodata/city/beach-zones.ts';
import type { Beach, CityCamera } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { BeachState, World } from '../world/world.ts';
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

/** Where on the ground so many are: indexes of its places. */
function spots({ seed }: BeachGround, n: number, points: readonly LonLat[], salt: number, slot: number): number[] {
  return Array.from({ length: n }, (_, each) => Math.floor(hashNoise(seed + salt + each * 17, slot) * points.length));
}

/** Where those in closed water are just now. */
const adriftAt = (ground: BeachGround, n: number, now: number): number[] =>
  spots(ground, n, ground.closed, 31, Math.floor(now / DRIFTS_MS));

/** Where tents stand, each with its fire. */
const pitchedAt = (ground: BeachGround, n: number): number[] => spots(ground, n, ground.sand, 53, 0);

const seenOf = (indexes: readonly number[], points: readonly LonLat[], flags: readonly boolean[]): LonLat[] =>
  indexes.filter((index) => flags[index]).map((index) => points[index]!);

/** What is before any tower of a beach at all, however well it sees in this minute. */
export interface InSight {
  readonly closedWater: boolean;
  readonly tents: boolean;
  readonly fires: boolean;
}

/** Whether any of the towers overlooks the place where somebody swims, camps or burns. */
export function inSight(
  cameras: readonly CityCamera[],
  ground: BeachGround,
): (state: BeachState, now: number) => InSight {
  const anyOf = (points: readonly LonLat[]) => {
    const each = cameras.map(({ footprint }) => covered(points, footprint));
    return points.map((_, index) => each.some((flags) => flags[index]));
  };
  const [sand, closed] = [anyOf(ground.sand), anyOf(ground.closed)];
  return ({ closedWater, tents, fires }, now) => ({
    closedWater: adriftAt(ground, closedWater, now).some((index) => closed[index]),
    tents: pitchedAt(ground, tents).some((index) => sand[index]),
    fires: pitchedAt(ground, fires).some((index) => sand[index]),
  });
}

/** What a tower sees of its beach. */
export function beachView(camera: CityCamera, ground: BeachGround): (world: World) => InView[] {
  const { beach, sand, closed } = ground;
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
    const adrift = seenOf(adriftAt(ground, closedWater, world.now), closed, sees.closed);
    if (adrift.length > 0) views.push({ class: 'person', n: adrift.length, zone: ids.closed, positions: adrift });
    const pitched = seenOf(pitchedAt(ground, tents), sand, sees.sand);
    if (pitched.length > 0) views.push({ class: 'tent', n: pitched.length, zone: ids.sand, positions: pitched });
    const burning = seenOf(pitchedAt(ground, fires), sand, sees.sand);
    if (burning.length > 0) views.push({ class: 'fire', n: burning.length, zone: ids.sand, positions: burning });
    return views;
  };
}
