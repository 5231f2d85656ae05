import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { type Activity, abeam, type Station } from '../motion/itinerary.ts';
import { createPassage } from '../motion/passage.ts';
import type { Berth } from '../motion/timetable.ts';
import { type DayPlan, MINUTE_MS, passageBetween, steered } from './day-plan.ts';
import { PILOTS, type Ship, TUGS } from './fleet.ts';
import type { Route } from './places.ts';
import * as places from './places.ts';

/** The first moment of a movement at which `reached` holds. */
function momentWhen(movement: Activity, reached: (at: Metres, speedMps: number) => boolean): number | undefined {
  for (let ms = movement.startMs; ms <= movement.endMs; ms += 10_000) {
    const { at, speedMps } = movement.motion(ms);
    if (reached(at, speedMps)) return ms;
  }
  return undefined;
}

const adriftAt = (at: Metres): Berth => ({ at, headingDeg: 0, hold: 'adrift' });

const BREAKWATER_NORTH_M = 350;
/** An incoming ship takes her tugs once she is this slow, m/s, inside the breakwaters. */
const TUGS_FAST_MPS = 2;
/** Tugs are in place this long before. */
const TUGS_EARLY_MS = 9 * MINUTE_MS;
const TUG_KN = 7.5;
const TUG_GAP_M = 30;
/** Share of the ship's length behind her antenna. */
const TUG_WORKS_AFT = 0.36;
/** A tug joins from this far off, and takes this long to come alongside. */
const TUG_JOINS_M = 290;
const TUG_CLOSING_MS = 5 * MINUTE_MS;

/** A tug between the breakwaters and the quay; it works on the side away from the quay. */
export function planTug(plan: DayPlan, ship: Ship, movement: Activity, leaving: boolean, slot: number): void {
  const turnMs = momentWhen(movement, ([, north], speedMps) =>
    leaving ? north < BREAKWATER_NORTH_M : north > BREAKWATER_NORTH_M && speedMps < TUGS_FAST_MPS,
  );
  if (turnMs === undefined) return;
  const [fromMs, toMs] = leaving ? [movement.startMs, turnMs] : [turnMs, movement.endMs];
  const { bowM, sternM, starboardM } = ship.dimensions;
  const side = movement.motion(leaving ? movement.startMs : movement.endMs).headingDeg > 180 ? -1 : 1;
  const [tug, home] = [TUGS[slot % TUGS.length]!, places.TUG_BERTHS[slot % TUGS.length]!];
  const log = plan.logbook(tug, home);
  const near: Station = { aheadM: -TUG_WORKS_AFT * (bowM + sternM), starboardM: side * (starboardM + TUG_GAP_M) };
  // A ship at the quay can be joined at once; one that comes in is joined with room to spare.
  const far: Station = leaving ? near : { aheadM: near.aheadM, starboardM: -TUG_JOINS_M };
  const meetAt = abeam(movement.motion(fromMs), far);
  const out = createPassage([home.at, [-3000, 1900], [-2200, 1300], meetAt], [4, TUG_KN], tug.handling);
  const startMs = fromMs - out.durationMs - (leaving ? 0 : TUGS_EARLY_MS);
  if (startMs < log.freeAtMs) return;
  log.sail({ atMs: startMs, passage: out, to: adriftAt(meetAt) });
  const left = log.escort(fromMs, toMs, movement, { far, near, closingMs: TUG_CLOSING_MS }).motion(toMs).at;
  const back = createPassage([left, [-2200, 1300], [-3000, 1900], home.at], [TUG_KN, TUG_KN, 4], tug.handling);
  log.sail({ atMs: toMs, passage: back, to: home });
}

/** Where pilots come and go: just inside the sea buoy. */
const BOARDING_NORTH_M = -15_500;
const PILOT_JOINS_M = 560;
const PILOT_ALONGSIDE_M = 42;
const PILOT_CLOSING_MS = 6 * MINUTE_MS;
const BOARDING_MS = 4 * MINUTE_MS;
const PILOT_KN = 18;
/** West of the fairway and clear of it. */
const PILOT_WAY_OUT: Route = [
  [-5.4, -0.6],
  [-2, -3.6],
  [-0.3, -9],
  [1.5, -13.4],
];
const PILOT_WAY_BACK: Route = [
  [0.6, -13.6],
  [-1, -9.2],
  [-2.7, -4.2],
  [-5.5, -0.9],
];

/** A pilot boat runs out on the west side, matches the ship's speed, comes alongside, and runs home. */
export function planPilot(plan: DayPlan, movement: Activity, slot: number): void {
  const inward = movement.motion(movement.startMs).at[1] < BOARDING_NORTH_M;
  const joinMs = momentWhen(movement, ([, north]) => north > BOARDING_NORTH_M === inward);
  if (joinMs === undefined) return;
  const [pilot, home] = [PILOTS[slot % 2]!, places.PILOT_BERTHS[slot % 2]!];
  const log = plan.logbook(pilot, home);
  const west = inward ? -1 : 1;
  const far: Station = { aheadM: 0, starboardM: west * PILOT_JOINS_M };
  const near: Station = { aheadM: 0, starboardM: west * PILOT_ALONGSIDE_M };
  const meetAt = abeam(movement.motion(joinMs), far);
  const out = passageBetween(pilot, home, steered(plan, PILOT_WAY_OUT, 80), adriftAt(meetAt), [6, PILOT_KN]);
  const startMs = joinMs - out.durationMs;
  if (startMs < log.freeAtMs) return;
  log.sail({ atMs: startMs, passage: out, to: adriftAt(meetAt) });
  const alongsideMs = joinMs + PILOT_CLOSING_MS + BOARDING_MS;
  log.escort(joinMs, alongsideMs, movement, { far, near, closingMs: PILOT_CLOSING_MS });
  const clearMs = alongsideMs + PILOT_CLOSING_MS;
  const left = log
    .escort(alongsideMs, clearMs, movement, { far: near, near: far, closingMs: PILOT_CLOSING_MS })
    .motion(clearMs).at;
  const ways = Array.from({ length: 4 }, () =>
    passageBetween(pilot, adriftAt(left), steered(plan, PILOT_WAY_BACK, 250), home, [
      PILOT_KN,
      PILOT_KN,
      PILOT_KN,
      PILOT_KN,
      6,
    ]),
  );
  log.sail({ atMs: clearMs, passage: ways, to: home });
}
