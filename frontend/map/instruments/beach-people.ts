import type { Feature, FeatureCollection, Point } from 'geojson';
import type { NumberedThing } from '../../feed/live-store.ts';
import type { ReadingTable } from '../../feed/readings.ts';
import { instrumentKind, isStale } from './instrument-kinds.ts';

export interface BeachCount {
  readonly id: string;
  readonly people: number;
  /** Of what its managers allow, from 0. */
  readonly share: number;
  readonly position: readonly [number, number];
}

interface Beach {
  readonly id: string;
  readonly capacity: number;
  readonly position: readonly [number, number];
}

/** The sands of the city, with a place in the middle of each. */
export function beachesOf(layer: FeatureCollection | undefined): readonly Beach[] {
  return (layer?.features ?? []).flatMap(({ geometry, properties }) => {
    if (geometry.type !== 'Polygon' || properties?.kind !== 'sand' || typeof properties.id !== 'string') return [];
    const ring = geometry.coordinates[0] ?? [];
    if (ring.length === 0) return [];
    return [{ id: properties.id, capacity: Number(properties.capacity) || 1, position: middleOf(ring) }];
  });
}

/** The corner nearest to the mean of all: a bay's sand is a crescent, whose own middle lies in the water. */
function middleOf(ring: readonly (readonly number[])[]): readonly [number, number] {
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis]!, 0) / ring.length;
  const [x, y] = [mean(0), mean(1)];
  const away = (point: readonly number[]) => Math.hypot(point[0]! - x, point[1]! - y);
  const nearest = ring.reduce((best, point) => (away(point) < away(best) ? point : best));
  return [nearest[0]!, nearest[1]!];
}

/** Counters divide a beach among them: their sum is the beach. One that is silent leaves its beach without a count, rather than with one too small. */
export function countBeaches(
  beaches: readonly Beach[],
  readings: ReadingTable,
  roster: ReadonlyMap<number, NumberedThing>,
  now: number,
): readonly BeachCount[] {
  const kind = instrumentKind('crowd')!;
  const sums = new Map<string, number>();
  for (const [number, own] of readings) {
    const thing = roster.get(number);
    const watches = thing?.attrs.watches;
    const people = own.get('people');
    if (thing?.kind !== 'crowd' || typeof watches !== 'string' || !people) continue;
    const fresh = !isStale(kind, now - people.time);
    sums.set(watches, (sums.get(watches) ?? 0) + (fresh ? people.value : Number.NaN));
  }
  return beaches.flatMap(({ id, capacity, position }) => {
    const people = Math.round(sums.get(id) ?? Number.NaN);
    return Number.isNaN(people) ? [] : [{ id, people, share: people / capacity, position }];
  });
}

export const beachFeatures = (
  counts: readonly BeachCount[],
  textOf: (people: number) => string,
): FeatureCollection<Point, { readonly text: string; readonly empty: boolean }> => ({
  type: 'FeatureCollection',
  features: counts.map(
    ({ people, position }): Feature<Point, { text: string; empty: boolean }> => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...position] },
      properties: { text: textOf(people), empty: people === 0 },
    }),
  ),
});
