import { boundsOf, destination, type LonLat } from '../../geodata/model/geometry.ts';
import type { Zone, ZoneKind } from '../../geodata/model/zone.ts';

/** A square zone, `halfM` metres from its centre to each side. */
export function squareZone(
  kind: ZoneKind,
  centre: LonLat,
  halfM: number,
  rest: Partial<Pick<Zone, 'id' | 'name' | 'speedLimitKn' | 'speedLimitKnByClass'>> = {},
): Zone {
  const east = destination(centre, 90, halfM)[0];
  const west = destination(centre, 270, halfM)[0];
  const north = destination(centre, 0, halfM)[1];
  const south = destination(centre, 180, halfM)[1];
  const rings = [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ] as const;
  return { id: kind, name: { zh: kind, en: kind }, kind, rings, bounds: boundsOf(rings), ...rest };
}
