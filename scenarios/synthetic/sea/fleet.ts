import type { SeaZone } from '../../../geodata/city/city-model.ts';
import { type Metres, toLonLat } from '../../../geodata/city/harbour/frame.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { type ThingId, vesselId } from '../../../geodata/model/ids.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Ship } from '../harbour/fleet.ts';
import type { VesselStation } from '../harbour/radio.ts';
import { SeaZones } from './sea-zones.ts';
import { type Trade, tradeOf } from './trade.ts';

/** A hull at a moment, as it really is. */
export interface Hull {
  readonly id: ThingId;
  readonly ship: Ship;
  readonly trade: Trade;
  readonly lengthM: number;
  readonly station: VesselStation;
  at: Metres;
  position: LonLat;
  speedKn: number;
  /** Velocity over ground, m/s. */
  eastMps: number;
  northMps: number;
  /** ITU-R M.1371-5 table 47. */
  status: number;
  zones: readonly SeaZone[];
  /** Lies moored or at anchor, and holds. */
  still: boolean;
  /** Where its anchor is, or was last. */
  anchor: Metres | undefined;
  /** Its transponder says nothing. */
  silent: boolean;
}

const AT_ANCHOR = 1;
const MOORED = 5;

export const isMadeFast = ({ status }: Hull): boolean => status === AT_ANCHOR || status === MOORED;

/** All hulls, moved from sample to sample. */
export class Fleet {
  readonly hulls: readonly Hull[];
  readonly #zones: SeaZones;

  constructor(stations: readonly VesselStation[], zones: readonly SeaZone[]) {
    this.#zones = new SeaZones(zones);
    this.hulls = stations.map((station) => {
      const { ship } = station.planned;
      const { bowM, sternM } = ship.dimensions;
      return {
        id: vesselId(ship.mmsi),
        ship,
        trade: tradeOf(ship.shipType),
        lengthM: bowM + sternM,
        station,
        at: [0, 0],
        position: [0, 0],
        speedKn: 0,
        eastMps: 0,
        northMps: 0,
        status: 0,
        zones: [],
        still: false,
        anchor: undefined,
        silent: false,
      };
    });
  }

  /** @param ms since the midnight that the plan counts from. @param all whether those that lie still are moved too: they hardly do. */
  move(ms: number, all: boolean): void {
    for (const hull of this.hulls) {
      const { activity, ms: own } = hull.station.planned.itinerary.at(ms);
      if (activity.anchor) hull.anchor = activity.anchor;
      hull.silent = hull.station.isSilent(ms);
      if (activity.still && hull.still && !all) continue;
      const { at, speedMps, courseDeg, status } = activity.motion(own);
      const course = (courseDeg * Math.PI) / 180;
      hull.still = activity.still;
      hull.at = at;
      hull.position = toLonLat(at);
      hull.speedKn = speedMps / MPS_PER_KNOT;
      hull.eastMps = Math.sin(course) * speedMps;
      hull.northMps = Math.cos(course) * speedMps;
      hull.status = status;
      hull.zones = this.#zones.at(hull.position);
    }
  }
}
