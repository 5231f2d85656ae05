import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { planCargo } from '../harbour/cargo.ts';
import { type DayPlan, HOUR_MS, MINUTE_MS, passageBetween } from '../harbour/day-plan.ts';
import { planFerries } from '../harbour/ferries.ts';
import {
  ANCHORED,
  CARGO_SHIPS,
  EXCURSION,
  INSHORE_BOATS,
  PATROL,
  type Ship,
  SPEEDBOATS,
  YACHTS,
} from '../harbour/fleet.ts';
import { speedInBasin } from '../harbour/hurry.ts';
import * as places from '../harbour/places.ts';
import { planFishing, YACHT_ROUNDS } from '../harbour/small-craft.ts';
import { anchorageOf, LNG_VISIT } from '../harbour/trouble.ts';
import type { Berth } from '../motion/timetable.ts';
import { passageFrom } from './leisure.ts';
import type { StormScript } from './sea-script.ts';

/** Fishing boats that would leave within so long before the call stay in harbour: a trip takes the better part of a day. */
const TRIP_MS = 5 * HOUR_MS;

/** A typhoon at sea: who can runs for shelter, who cannot is caught, and anchors drag as it rises. */
export function planStorm(plan: DayPlan, script: StormScript, beginsMs: number): void {
  const [shelterMs, closesMs, galeMs, easesMs] = [
    script.shelterAtH,
    script.portClosesAtH,
    script.galeAtH,
    script.easesAtH,
  ].map((hour) => beginsMs + hour * HOUR_MS) as [number, number, number, number];
  const ferries = planFerries(plan, shelterMs - HOUR_MS);
  planCargo(plan, ferries, closesMs - HOUR_MS, false);
  const trips = planFishing(plan, shelterMs - TRIP_MS);
  const last = trips.at(-1);
  if (last)
    plan.silence(last.ship, {
      fromMs: last.homeward.startMs + 25 * MINUTE_MS,
      toMs: last.homeward.startMs + 80 * MINUTE_MS,
    });
  planPatrol(plan, shelterMs, galeMs);
  fleeRoads(plan, shelterMs);
  runHome(plan, shelterMs);
  planCaughtOut(plan, shelterMs, galeMs);
  ANCHORED.forEach((ship, index) => {
    drag(
      plan,
      script,
      { ship, home: anchorageOf(index) },
      galeMs + (easesMs - galeMs) * DRAGS_AT[index]!,
      easesMs,
      index,
    );
  });
}

/** When each anchored ship begins to drag, as a share of the storm. Ours: the worst in the middle. */
const DRAGS_AT = [0.06, 0.2, 0.34, 0.45, 0.58, 0.74] as const;
const DRAG_KN = [0.8, 1.5] as const;
const DRAG_M = [700, 1500] as const;
/** Veered to the last shackle, and she holds. */
const LONG_CABLE_M = 220;

interface AnchoredShip {
  readonly ship: Ship;
  readonly home: Berth;
}

/** Drags downwind; every other one holds again further off, the rest weigh and go back to where there is room. */
function drag(
  plan: DayPlan,
  { downwindDeg }: StormScript,
  { ship, home }: AnchoredShip,
  atMs: number,
  easesMs: number,
  index: number,
): void {
  const log = plan.logbook(ship, home);
  const share = plan.random();
  const wayM = DRAG_M[0] + (DRAG_M[1] - DRAG_M[0]) * share;
  const course = ((downwindDeg + (plan.random() - 0.5) * 20) * Math.PI) / 180;
  const end: Metres = [home.at[0] + Math.sin(course) * wayM, home.at[1] + Math.cos(course) * wayM];
  const middle = [(home.at[0] + end[0]) / 2000 + 0.03, (home.at[1] + end[1]) / 2000 - 0.03] as const;
  const holds = index % 2 === 0;
  const stop: Berth = holds
    ? { at: end, headingDeg: downwindDeg, hold: 'anchored', cableM: LONG_CABLE_M }
    : { at: end, headingDeg: 30, hold: 'adrift' };
  log.sail({
    atMs: Math.round(atMs / MINUTE_MS) * MINUTE_MS + plan.jitterMs(8),
    passage: passageBetween(ship, home, [middle], stop, [DRAG_KN[0] + (DRAG_KN[1] - DRAG_KN[0]) * share]),
    to: stop,
    underWay: { status: 1, headingDeg: (downwindDeg + 180) % 360 },
  });
  if (holds) return;
  const [east, north] = [end[0] / 1000, end[1] / 1000];
  const back = passageBetween(
    ship,
    stop,
    [
      [east - 0.2, north + 0.35],
      [home.at[0] / 1000 - 0.4, home.at[1] / 1000 + 0.2],
    ],
    home,
    [3.5],
  );
  log.sail({ atMs: log.freeAtMs + 5 * MINUTE_MS, passage: back, to: home });
  // Once more, at the height of it.
  const againMs = log.freeAtMs + 40 * MINUTE_MS;
  if (againMs > easesMs) return;
  const further: Berth = {
    at: [home.at[0] + Math.sin(course) * 620, home.at[1] + Math.cos(course) * 620],
    headingDeg: downwindDeg,
    hold: 'anchored',
    cableM: LONG_CABLE_M,
  };
  const slide = passageBetween(ship, home, [[home.at[0] / 1000 - 0.12, home.at[1] / 1000 - 0.14]], further, [0.9]);
  log.sail({
    atMs: againMs,
    passage: slide,
    to: further,
    underWay: { status: 1, headingDeg: (downwindDeg + 180) % 360 },
  });
}

/** Ships in the outer roads heave up one after the other and go where there is lee. */
function fleeRoads(plan: DayPlan, shelterMs: number): void {
  let next = 0;
  CARGO_SHIPS.forEach((ship, index) => {
    const roads = places.OUTER_ANCHORAGE[index]!;
    const log = plan.logbook(ship, index % 2 === 0 ? places.CARGO_BERTHS[index]! : roads.berth);
    if (log.berth !== roads.berth) return;
    const shelter = places.SHELTER[next]!;
    const way = next < 4 ? IN_THE_EAST : IN_THE_WEST;
    const atMs = Math.max(log.freeAtMs, shelterMs + next * 26 * MINUTE_MS);
    const passage = passageBetween(
      ship,
      roads.berth,
      [...[...roads.lane].reverse(), ...way],
      shelter,
      [4, 7, 8, 9, 7, 4],
    );
    log.sail({ atMs, passage, to: shelter, slackMs: 30 * MINUTE_MS });
    next++;
  });
}

const IN_THE_EAST: places.Route = [[6.4, -16.2]];
const IN_THE_WEST: places.Route = [
  [2, -16.4],
  [-1.6, -13.6],
];

/** Speedboats are in a hurry to be home. */
function runHome(plan: DayPlan, shelterMs: number): void {
  speedInBasin(plan, 0, shelterMs - 40 * MINUTE_MS, true);
  speedInBasin(plan, 1, shelterMs + 25 * MINUTE_MS, true);
}

function planPatrol(plan: DayPlan, shelterMs: number, galeMs: number): void {
  const log = plan.logbook(PATROL, places.PATROL_BERTH);
  const via: places.Route = [
    [-4.9, -1.4],
    [-2.4, -4.2],
    [-4.6, -7.2],
    [-2.2, -9.4],
    [0, -6.2],
    [-3.4, -2.2],
    [-5.2, -0.6],
  ];
  for (const atMs of [shelterMs, Math.max(shelterMs + 2 * HOUR_MS, galeMs - 30 * MINUTE_MS)])
    log.sail({
      atMs,
      passage: passageBetween(PATROL, places.PATROL_BERTH, via, places.PATROL_BERTH, [7, 14]),
      to: places.PATROL_BERTH,
      slackMs: 30 * MINUTE_MS,
    });
  plan.logbook(EXCURSION, { ...places.QINGLUO[2]!, at: [-6060, 180] });
}

/** Three who did not listen: a yacht whose transponder fails, another that beats home, and a small boat that seeks lee where gas carriers lie. */
function planCaughtOut(plan: DayPlan, shelterMs: number, galeMs: number): void {
  const late = [galeMs - 55 * MINUTE_MS, galeMs - 20 * MINUTE_MS];
  YACHTS.slice(0, 6).forEach((ship, index) => {
    const home = places.MARINA[index]!;
    const log = plan.logbook(ship, home);
    const atMs = late[index] ?? shelterMs - (4 + index * 0.4) * HOUR_MS;
    if (index > 3) return;
    const round = YACHT_ROUNDS[index === 0 ? 2 : index]!;
    const movement = log.sail({
      atMs,
      passage: passageFrom(plan, { ship, home }, round, index < 2 ? 4.2 : 5.5, 250),
      to: home,
      slackMs: 5 * MINUTE_MS,
    });
    if (index === 0)
      plan.silence(ship, { fromMs: movement.startMs + 40 * MINUTE_MS, toMs: movement.startMs + 95 * MINUTE_MS });
  });
  for (const [index, ship] of SPEEDBOATS.entries()) plan.logbook(ship, places.MARINA[6 + index]!);
  const [boat, home] = [INSHORE_BOATS[0]!, places.WANGHAI[1]!];
  const via = LNG_VISIT.map(([east, north]) => [east, north] as const);
  plan.logbook(boat, home).sail({
    atMs: galeMs + 20 * MINUTE_MS,
    passage: passageBetween(boat, home, via, home, [4, 5, 5, 1.6, 1.4, 1.4, 2, 4, 5, 5, 4]),
    to: home,
  });
}
