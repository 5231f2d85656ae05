import type { SeaZone } from '../../../geodata/city/city-model.ts';
import { type BoundingBox, boundsOf, type LonLat, polygonContains } from '../../../geodata/model/geometry.ts';
import type { Trade } from './trade.ts';

interface Bounded {
  readonly zone: SeaZone;
  readonly bounds: BoundingBox;
}

/** What holds at a place at sea. */
export class SeaZones {
  readonly #zones: readonly Bounded[];

  constructor(zones: readonly SeaZone[]) {
    this.#zones = zones.map((zone) => ({ zone, bounds: boundsOf(zone.rings) }));
  }

  at(place: LonLat): readonly SeaZone[] {
    const found: SeaZone[] = [];
    for (const { zone, bounds } of this.#zones)
      if (
        place[0] >= bounds[0] &&
        place[0] <= bounds[2] &&
        place[1] >= bounds[1] &&
        place[1] <= bounds[3] &&
        polygonContains(zone.rings, place)
      )
        found.push(zone);
    return found;
  }
}

export const isOneOf = (zones: readonly SeaZone[], kinds: readonly SeaZone['kind'][]): boolean =>
  zones.some(({ kind }) => kinds.includes(kind));

/** The lowest limit among zones for a trade, knots; a zone's exception for the trade replaces its limit. */
export function speedLimit(zones: readonly SeaZone[], trade: Trade): { limitKn: number; zone: SeaZone } | undefined {
  let lowest: { limitKn: number; zone: SeaZone } | undefined;
  for (const zone of zones) {
    if (zone.kind !== 'speed_limit' || zone.speedLimitKn === undefined) continue;
    const limitKn = zone.speedLimitKnByClass?.[trade] ?? zone.speedLimitKn;
    if (!lowest || limitKn < lowest.limitKn) lowest = { limitKn, zone };
  }
  return lowest;
}
