import { type LonLat, polygonContains } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Zone } from '../../geodata/model/zone.ts';
import type { PlacePort } from '../api/ports.ts';

/** As columns of a row. */
export interface PlaceRow {
  readonly district: string | null;
  readonly street: string | null;
  readonly grid: string | null;
  /** By name. */
  readonly zone: string | null;
}

const NOWHERE: PlaceRow = { district: null, street: null, grid: null, zone: null };

/** Where positions lie, for what is about to be written. Knows nothing until the city is told of. */
export class Places {
  #port: PlacePort | undefined;
  /** The smallest first: a berth within a harbour is the berth. */
  #zones: readonly Zone[] = [];
  #watched: ReadonlyMap<string, string> = new Map();

  use(port: PlacePort): void {
    this.#port = port;
    this.#zones = port.zones.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  }

  /** Names of what things watch, by the things' ids: a camera on a roof belongs to the beach that it looks at. */
  watch(watched: ReadonlyMap<string, string>): void {
    this.#watched = watched;
  }

  get isKnown(): boolean {
    return this.#port !== undefined;
  }

  of(position: LonLat | undefined, thing?: ThingId): PlaceRow {
    const watched = thing === undefined ? undefined : this.#watched.get(thing);
    if (position === undefined || !this.#port) return watched === undefined ? NOWHERE : { ...NOWHERE, zone: watched };
    const { district = null, street = null, grid = null } = this.#port.placeOf(position);
    return { district, street, grid, zone: watched ?? this.#zoneAt(position) };
  }

  #zoneAt(position: LonLat): string | null {
    const [lon, lat] = position;
    const found = this.#zones.find(({ bounds: [west, south, east, north], rings }) => {
      const isNear = lon >= west && lon <= east && lat >= south && lat <= north;
      return isNear && polygonContains(rings, position);
    });
    return found?.name.zh ?? null;
  }
}

const sizeOf = ({ bounds: [west, south, east, north] }: Zone): number => (east - west) * (north - south);
