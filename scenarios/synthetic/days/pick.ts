import type { Random } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { planeDistanceSquared } from '../world/plane.ts';

/** So many different ones, in the order in which they were drawn; all of them when there are fewer. */
export function pick<Item>(random: Random, items: readonly Item[], count: number): Item[] {
  const left = [...items];
  const picked: Item[] = [];
  while (picked.length < count && left.length > 0) picked.push(...left.splice(Math.floor(random() * left.length), 1));
  return picked;
}

/** From the nearest to the farthest. */
export const byDistance = <Item extends { readonly position: LonLat }>(items: readonly Item[], from: LonLat): Item[] =>
  items
    .map((item) => ({ item, distance: planeDistanceSquared(from, item.position) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ item }) => item);
