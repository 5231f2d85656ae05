import Flatbush from 'flatbush';
import { polygonContains } from '../../../geodata/model/geometry.ts';
import type { Zone, ZoneKind } from '../../../geodata/model/zone.ts';

const NONE: readonly Zone[] = [];

/**
 * Which zones a position lies in: bounding boxes in an R-tree, then even–odd ray casting in plane longitude and latitude.
 *
 * A zone across the antimeridian has longitudes beyond ±180° (say 179 … 181), or is split in two (RFC 7946 §3.1.9): both work, because
 * every position is also looked up one turn further east and west. Zones must not contain a pole.
 */
export class ZoneIndex {
  readonly #zones: readonly Zone[];
  readonly #tree: Flatbush | undefined;
  // All rules ask about the same position one after another, so the last answer is worth keeping.
  #lon = Number.NaN;
  #lat = Number.NaN;
  #answer: readonly Zone[] = NONE;

  constructor(zones: readonly Zone[]) {
    this.#zones = zones;
    if (zones.length === 0) return;
    this.#tree = new Flatbush(zones.length);
    for (const { bounds } of zones) this.#tree.add(...bounds);
    this.#tree.finish();
  }

  /** In the order in which the zones are listed. */
  at(lon: number, lat: number): readonly Zone[] {
    if (this.#tree === undefined) return NONE;
    if (lon === this.#lon && lat === this.#lat) return this.#answer;
    this.#lon = lon;
    this.#lat = lat;
    this.#answer = this.#find(this.#tree, lon, lat);
    return this.#answer;
  }

  #find(tree: Flatbush, lon: number, lat: number): readonly Zone[] {
    const found = new Set<number>();
    for (let turn = -360; turn <= 360; turn += 360) {
      const x = lon + turn;
      if (x < tree.minX || x > tree.maxX) continue;
      for (const index of tree.search(x, lat, x, lat))
        if (polygonContains(this.#zones[index]!.rings, [x, lat])) found.add(index);
    }
    return found.size === 0 ? NONE : [...found].sort((a, b) => a - b).map((index) => this.#zones[index]!);
  }
}

const indexes = new WeakMap<readonly Zone[], ZoneIndex>();

/** One index per list of zones, shared by all rules. The list must not be changed in place. */
export function zoneIndex(zones: readonly Zone[]): ZoneIndex {
  let index = indexes.get(zones);
  if (index === undefined) {
    index = new ZoneIndex(zones);
    indexes.set(zones, index);
  }
  return index;
}

export function isIn(zones: readonly Zone[], kinds: readonly ZoneKind[]): boolean {
  for (const zone of zones) if (kinds.includes(zone.kind)) return true;
  return false;
}
