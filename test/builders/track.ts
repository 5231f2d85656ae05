import { destination, type LonLat } from '../../geodata/model/geometry.ts';
import { vesselId } from '../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../geodata/model/units.ts';
import type { NavigationStatus, Position } from '../../ingestion/observation.ts';

export interface TrackLeg {
  readonly minutes: number;
  readonly speedKn: number;
  /** Degrees true; absent keeps the former. */
  readonly courseDeg?: number;
  readonly status?: NavigationStatus;
  /** Sends nothing, but moves on. */
  readonly silent?: boolean;
}

export interface Track {
  readonly mmsi: number;
  readonly from: LonLat;
  readonly start: EventTime;
  readonly legs: readonly TrackLeg[];
  /** Seconds between two reports. */
  readonly everyS?: number;
}

/** Noon of a summer's day in Shenzhen. */
export const NOON = eventTime(Date.parse('2026-07-01T12:00:00+08:00'));

/** The reports of a vessel that sails the legs one after another, in order of time. */
export function track({ mmsi, from, start, legs, everyS = 10 }: Track): Position[] {
  const positions: Position[] = [];
  let place = from;
  let time = start;
  let courseDeg = 0;
  for (const leg of legs) {
    courseDeg = leg.courseDeg ?? courseDeg;
    for (let s = 0; s < leg.minutes * 60; s += everyS) {
      if (!leg.silent) positions.push(report(mmsi, time, place, { ...leg, courseDeg }));
      place = destination(place, courseDeg, leg.speedKn * MPS_PER_KNOT * everyS);
      time = eventTime(time + everyS * 1000);
    }
  }
  return positions;
}

export function report(
  mmsi: number,
  time: EventTime,
  [lon, lat]: LonLat,
  fields: { speedKn?: number; courseDeg?: number; status?: NavigationStatus } = {},
): Position {
  return {
    kind: 'position',
    thing: vesselId(mmsi),
    time,
    lon,
    lat,
    quality: 'good',
    ...(fields.speedKn !== undefined && { speedKn: fields.speedKn }),
    ...(fields.courseDeg !== undefined && { courseDeg: fields.courseDeg }),
    ...(fields.status !== undefined && { status: fields.status }),
  };
}
