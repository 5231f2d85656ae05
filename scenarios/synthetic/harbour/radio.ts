import { HARBOUR_ORIGIN, km, type Metres, toLonLat } from '../../../geodata/city/harbour/frame.ts';
import { FAIRWAY_KM } from '../../../geodata/city/harbour/harbour-zones.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type ThingId, vesselId } from '../../../geodata/model/ids.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import {
  encodeAidToNavigation,
  encodeBaseStation,
  encodeClassA,
  encodeClassB,
  encodeStaticPartA,
  encodeStaticPartB,
  encodeVoyage,
  type Payload,
} from '../ais-encoder.ts';
import { DAY_MS, type Motion } from '../motion/itinerary.ts';
import type { PlannedShip } from './day-plan.ts';

/** A message on the air. */
export interface Transmission {
  /** Since the midnight that the plan counts from. */
  readonly second: number;
  readonly payload: Payload;
  /** Where in its second it is heard, ms, [0, 1000). */
  readonly withinMs: number;
}

/** Something with an AIS set: what it sends, by pure function of the time. */
export interface Station {
  /** What it sends in `[from, to)`, in order of time. @param from,to seconds since the midnight that the plan counts from; @param epochS the same moment as `from` since 1970. */
  transmissions(from: number, to: number, epochS: number): readonly Transmission[];
  /** Whose set it is; shore stations are nobody's. */
  readonly vessel?: ThingId;
  /** What it says of itself, every few minutes. */
  readonly introduction: readonly Payload[];
}

/** A vessel's own. */
export interface VesselStation extends Station {
  readonly planned: PlannedShip;
  /** @param ms since that midnight. */
  isSilent(ms: number): boolean;
  /** Whether a position report of it is heard in this second. */
  reports(second: number): boolean;
}

/** Reporting intervals in seconds, ITU-R M.1371-5 annex 1 tables 1 and 2. */
const STILL_S = 180;
const SLOW_S = 10;
const SLOW_TURNING_S = 10 / 3;
const BRISK_S = 6;
const FAST_S = 2;
const CLASS_B_S = 30;
const STATIC_S = 360;
const BASE_STATION_S = 10;
const AID_S = 180;
const BRISK_KN = 14;
const FAST_KN = 23;
const CLASS_B_STILL_KN = 2;
/** From this rate of turn on a set counts as changing course. Ours; the standard leaves it to the set (5° off the mean of 30 s). */
const TURNING_DEG_PER_MIN = 20;

/** Share of messages that garble each other or fade before the shore hears them. Ours. */
const LOST = 0.015;

/** The first second at or after this one into which a report of this interval falls. Sets are not in step: `phase` is each one's own. */
const nextDue = (second: number, phase: number, intervalS: number): number =>
  Math.ceil(Math.ceil((second + phase) / intervalS) * intervalS) - phase;

function dueSeconds(from: number, to: number, phase: number, intervalS: number): number[] {
  const seconds: number[] = [];
  for (let second = nextDue(from, phase, intervalS); second < to; second = nextDue(second + 1, phase, intervalS))
    seconds.push(second);
  return seconds;
}

/** A set looks at its speed and turn this often to choose its interval, s. Ours. */
const SLOT_S = 10;

export function vesselStation(planned: PlannedShip): VesselStation {
  const { ship, itinerary, silences } = planned;
  const { mmsi } = ship;
  const phase = mmsi % STATIC_S;
  const withinMs = Math.floor(hashNoise(mmsi, 1) * 1000);
  const isSilent = (ms: number) =>
    silences.some(({ fromMs, toMs }) => (ms >= fromMs && ms < toMs) || (ms + DAY_MS >= fromMs && ms + DAY_MS < toMs));
  const introduction =
    ship.transponder === 'A' ? [encodeVoyage(ship)] : [encodeStaticPartA(ship), encodeStaticPartB(ship)];
  /** Seconds of `[from, to)` in which its position is reported, in order. */
  const reportSeconds = (from: number, to: number): number[] => {
    const seconds: number[] = [];
    for (let slot = Math.floor(from / SLOT_S) * SLOT_S; slot < to; slot += SLOT_S) {
      const { activity, ms } = itinerary.at(slot * 1000);
      const everyS = activity.still ? STILL_S : intervalS(ship.transponder, activity.motion(ms));
      const end = Math.min(slot + SLOT_S, to);
      for (
        let second = nextDue(Math.max(slot, from), phase, everyS);
        second < end;
        second = nextDue(second + 1, phase, everyS)
      )
        if (hashNoise(mmsi, second) >= LOST && !isSilent(second * 1000)) seconds.push(second);
    }
    return seconds;
  };
  return {
    planned,
    vessel: vesselId(mmsi),
    introduction,
    isSilent,
    reports: (second) => reportSeconds(second, second + 1).length > 0,
    transmissions(from, to, epochS) {
      const sent: Transmission[] = reportSeconds(from, to).map((second) => {
        const { activity, ms } = itinerary.at(second * 1000);
        return { second, payload: report(ship, activity.motion(ms), second, epochS + second - from), withinMs };
      });
      for (let second = nextDue(from, phase, STATIC_S); second < to; second += STATIC_S)
        if (!isSilent(second * 1000)) for (const payload of introduction) sent.push({ second, payload, withinMs });
      return sent;
    },
  };
}

function intervalS(transponder: 'A' | 'B', { speedMps, turnDegPerMin, status }: Motion): number {
  const knots = speedMps / MPS_PER_KNOT;
  if (transponder === 'B') return knots > CLASS_B_STILL_KN ? CLASS_B_S : STILL_S;
  if (status === 1 || status === 5) return knots > 3 ? SLOW_S : STILL_S;
  const turning = Math.abs(turnDegPerMin) > TURNING_DEG_PER_MIN;
  if (knots > FAST_KN) return FAST_S;
  if (knots > BRISK_KN) return turning ? FAST_S : BRISK_S;
  return turning ? SLOW_TURNING_S : SLOW_S;
}

/** A smooth error that wanders within ±1, pure in time: value noise over 40 s. */
function wander(seed: number, second: number): number {
  const slot = Math.floor(second / 40);
  const t = second / 40 - slot;
  const ease = t * t * (3 - 2 * t);
  return (hashNoise(seed, slot) * (1 - ease) + hashNoise(seed, slot + 1) * ease) * 2 - 1;
}

/** GNSS errors of a ship's receiver: a few metres that wander, a tenth of a knot. Ours, of the usual size. */
const FIX_ERROR_M = 3.5;
const SPEED_ERROR_KN = 0.1;
const COURSE_ERROR_DEG = 0.8;
/** Below this a course over ground is only noise. */
const STILL_KN = 0.35;

function report(ship: PlannedShip['ship'], motion: Motion, second: number, epochS: number): Payload {
  const { mmsi } = ship;
  const error: Metres = [wander(mmsi, second) * FIX_ERROR_M, wander(mmsi + 1, second) * FIX_ERROR_M];
  const [lon, lat] = toLonLat([motion.at[0] + error[0], motion.at[1] + error[1]]);
  const knots = motion.speedMps / MPS_PER_KNOT;
  const white = hashNoise(mmsi + 2, second) * 2 - 1;
  const fix = {
    mmsi,
    lon,
    lat,
    speedKn: Math.max(0, knots + white * SPEED_ERROR_KN),
    courseDeg:
      knots < STILL_KN ? hashNoise(mmsi + 3, second) * 360 : (motion.courseDeg + white * COURSE_ERROR_DEG + 360) % 360,
    second: epochS % 60,
  };
  // Small craft carry no compass that the set could read.
  if (ship.transponder === 'B') return encodeClassB(fix);
  const turning = Math.abs(motion.turnDegPerMin) > TURNING_DEG_PER_MIN;
  return encodeClassA(
    {
      ...fix,
      headingDeg: (motion.headingDeg + white + 360) % 360,
      turnDegPerMin: motion.turnDegPerMin,
      status: motion.status,
    },
    turning ? 3 : 1,
  );
}

/** The harbour's own station, on the port office. 00MIDxxxx: coast stations (ITU-R M.585 annex 1 §2). */
export function baseStation(): Station {
  const [mmsi, [lon, lat]] = [4_131_900, HARBOUR_ORIGIN];
  return {
    introduction: [],
    transmissions: (from, to, epochS) =>
      dueSeconds(from, to, 3, BASE_STATION_S).map((second) => ({
        second,
        payload: encodeBaseStation(mmsi, lon, lat + 0.03, (epochS + second - from) * 1000),
        withinMs: 20,
      })),
  };
}

const BUOY_ABEAM_M = 290;
/** Message 21 types of aid: port and starboard hand marks (M.1371-5 table 74; IALA region A, as in China). */
const PORT_HAND = 24;
const STARBOARD_HAND = 25;

/** Lit buoys in pairs along the fairway. 99MIDaxxx: aids to navigation (ITU-R M.585 annex 1 §4). */
export function fairwayBuoys(): readonly Station[] {
  return FAIRWAY_KM.slice(0, -1).flatMap((corner, index) => {
    const [east, north] = km(corner);
    return [-1, 1].map((side): Station => {
      const number = index * 2 + (side === 1 ? 1 : 2);
      const [lon, lat] = toLonLat([east + side * BUOY_ABEAM_M, north]);
      const name = `LANWAN FWY ${number}`;
      const payload = encodeAidToNavigation(
        994_136_100 + number,
        side === 1 ? STARBOARD_HAND : PORT_HAND,
        name,
        lon,
        lat,
      );
      return {
        introduction: [payload],
        transmissions: (from, to) =>
          dueSeconds(from, to, number * 19, AID_S).map((second) => ({ second, payload, withinMs: 500 + number })),
      };
    });
  });
}
