import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import type { Activity } from '../motion/itinerary.ts';
import { createPassage } from '../motion/passage.ts';
import type { Berth } from '../motion/timetable.ts';
import { at, type DayPlan, HOUR_MS, MINUTE_MS, passageBetween } from './day-plan.ts';
import { CARGO_SHIPS, EXCURSION, FERRIES, FISHING_BOATS, PATROL, PILOTS, type Ship, TUGS, YACHTS } from './fleet.ts';
import type { PointKm } from './places.ts';
import * as places from './places.ts';

type Route = readonly PointKm[];
type NearMiss = OrdinaryTraffic['nearMisses'][number];

const QINGLUO_TO_XIAOLU: Route = [
  [-5.6, -0.35],
  [-3.6, -1.9],
  [0, -3.6],
  [3.2, -4.9],
  [3.85, -5.45],
];
const XIAOLU_TO_QINGLUO: Route = [
  [3.3, -5.75],
  [2.4, -5.6],
  [-0.6, -4.5],
  [-4.3, -2.5],
  [-5.95, -0.5],
];
const QINGLUO_TO_WANGHAI: Route = [
  [-5.4, -0.4],
  [-3, -1.1],
  [0, -1.5],
  [5, -1.6],
  [7, -2],
];
const WANGHAI_TO_QINGLUO: Route = [
  [6.9, -2.6],
  [4.8, -2.6],
  [0, -2.5],
  [-3.4, -1.7],
  [-5.7, -0.5],
];
const EXCURSION_ROUND: Route = [
  [-5.3, -1],
  [-1.6, -5.2],
  [-0.8, -10.4],
  [3.2, -16.2],
  [10.2, -15.8],
  [13.6, -11.4],
  [13.4, -8.9],
  [10, -7.4],
  [7.4, -4.9],
  [4.4, -3.4],
  [-1, -2.9],
  [-5.2, -0.9],
];
const PATROL_ROUND: Route = [
  [-5.4, -0.6],
  [-2.2, -3.1],
  [-1.4, -8.6],
  [3.7, -9.7],
  [4.1, -15.6],
  [9.9, -15.8],
  [13.7, -12],
  [13.6, -8.8],
  [8.3, -5],
  [5.6, -4.3],
  [2.6, -1.5],
  [-2.1, -1.1],
  [-5.3, -0.4],
];
export const YACHT_ROUNDS: readonly Route[] = [
  [
    [-2.6, -3.4],
    [-1.1, -5.7],
    [-4.9, -5.5],
    [-5.5, -2.3],
  ],
  [
    [-1.8, -2],
    [2.6, -3.1],
    [2.2, -5.4],
    [-1.2, -4.8],
    [-3.8, -1.6],
  ],
  [
    [-3.4, -3.2],
    [-4.9, -7.7],
    [-1.9, -8.5],
    [-1.4, -5],
  ],
  [
    [2.8, -1.8],
    [6.4, -3.3],
    [7.4, -5],
    [3.4, -4],
    [-1.5, -2],
  ],
];
const FISHING_GROUNDS: readonly { readonly way: Route; readonly ground: PointKm }[] = [
  { way: [[-6.3, -13.2]], ground: [-10, -18] },
  { way: [[-6.3, -13.2]], ground: [-5.6, -19] },
  { way: [[-6.3, -13.2]], ground: [-1.4, -21] },
  {
    way: [
      [-6.3, -13.2],
      [3.2, -24],
    ],
    ground: [16, -26],
  },
  {
    way: [
      [-6.3, -13.2],
      [-3, -17],
    ],
    ground: [1, -25],
  },
  { way: [[-6.3, -13.2]], ground: [-13.4, -20.5] },
];

/** What moves by a timetable or by trade: the calm part of the day. Returns the movements of the cargo ships and ferries, which trouble is built on. */
export interface OrdinaryTraffic {
  readonly cargo: readonly ShipMovement[];
  readonly fishing: readonly ShipMovement[];
  readonly nearMisses: readonly {
    readonly ships: readonly [Ship, Ship];
    readonly movements: readonly [Activity, Activity];
  }[];
}

export interface ShipMovement {
  readonly ship: Ship;
  readonly movement: Activity;
}

export function planOrdinaryTraffic(plan: DayPlan): OrdinaryTraffic {
  const ferries = planFerries(plan);
  const nearMisses: NearMiss[] = [];
  const cargo = planCargo(plan, ferries, nearMisses);
  planExcursions(plan);
  const fishing = planFishing(plan);
  planYachts(plan);
  return { cargo, fishing, nearMisses };
}

function planFerries(plan: DayPlan): ShipMovement[] {
  const [qingluo1, qingluo2] = [places.QINGLUO[0]!, places.QINGLUO[1]!];
  const [xiaolu1, xiaolu2] = [places.XIAOLU[0]!, places.XIAOLU[1]!];
  const speeds = [8, 14, 16, 16, 11, 6];
  const shuttle = (
    ship: Ship,
    home: Berth,
    away: Berth,
    out: Route,
    back: Route,
    cycle: { firstMs: number; lastMs: number; everyMs: number },
  ): ShipMovement[] => {
    const log = plan.logbook(ship, home);
    const made: ShipMovement[] = [];
    const cross = (atMs: number, from: Berth, via: Route, to: Berth) => {
      const movement = log.sail({
        atMs,
        passage: passageBetween(ship, from, via, to, speeds),
        to,
        slackMs: 6 * MINUTE_MS,
      });
      if (movement) made.push({ ship, movement });
    };
    for (let ms = cycle.firstMs; ms <= cycle.lastMs; ms += cycle.everyMs) {
      cross(ms, home, out, away);
      cross(ms + cycle.everyMs / 2, away, back, home);
    }
    return made;
  };
  const bay = { lastMs: at(21), everyMs: 76 * MINUTE_MS };
  return [
    ...shuttle(FERRIES[0]!, qingluo1, xiaolu1, QINGLUO_TO_XIAOLU, XIAOLU_TO_QINGLUO, { ...bay, firstMs: at(6, 30) }),
    ...shuttle(FERRIES[1]!, xiaolu2, qingluo2, XIAOLU_TO_QINGLUO, QINGLUO_TO_XIAOLU, { ...bay, firstMs: at(6, 50) }),
    ...shuttle(FERRIES[2]!, places.QINGLUO[2]!, places.WANGHAI[0]!, QINGLUO_TO_WANGHAI, WANGHAI_TO_QINGLUO, {
      firstMs: at(7),
      lastMs: at(19, 40),
      everyMs: 90 * MINUTE_MS,
    }),
  ];
}

/** Speeds of the cargo ships: anchorage lane, fairway, basin, quay. */
const FAIRWAY_KN = 12;
const CARGO_SLOT_MS = 90 * MINUTE_MS;

/** Eight ships, sixteen slots a day: each leaves once and comes back twelve hours later. By day every other one meets a ferry too closely. */
function planCargo(plan: DayPlan, ferries: readonly ShipMovement[], nearMisses: NearMiss[]): ShipMovement[] {
  const movements: ShipMovement[] = [];
  for (let slot = 0; slot < 16; slot++) {
    const index = slot % CARGO_SHIPS.length;
    const ship = CARGO_SHIPS[index]!;
    const [quay, roads] = [places.CARGO_BERTHS[index]!, places.OUTER_ANCHORAGE[index]!];
    const log = plan.logbook(ship, index % 2 === 0 ? quay : roads.berth);
    const leaving = log.berth === quay;
    const via: Route = leaving
      ? [...places.fromQuay(quay), places.GATE, ...places.FAIRWAY_OUT.slice(1), ...roads.lane]
      : [...[...roads.lane].reverse(), ...places.FAIRWAY_IN.slice(0, -1), places.GATE, ...places.toQuay(quay)];
    const speeds = leaving
      ? [2, 3.5, 5, 6.5, 9, FAIRWAY_KN, FAIRWAY_KN, FAIRWAY_KN, 9, 6, 4]
      : [4, 7, 9, FAIRWAY_KN, FAIRWAY_KN, FAIRWAY_KN, 9, 6.5, 5, 3, 1.8];
    const to = leaving ? roads.berth : quay;
    const passage = passageBetween(ship, log.berth, via, to, speeds);
    const atMs = at(0, 40) + slot * CARGO_SLOT_MS + plan.jitterMs(6);
    const movement =
      (slot % 2 === 0 && meetAFerry(plan, ship, ferries, { atMs, passage, to }, nearMisses)) ||
      log.sail({ atMs, passage, to, slackMs: 35 * MINUTE_MS });
    if (!movement) continue;
    movements.push({ ship, movement });
    planTugs(plan, ship, movement, leaving, slot);
    planPilot(plan, movement, slot);
  }
  return movements;
}

/** What the scenario calls a near miss: 0.08 nautical miles. */
export const NEAR_MISS_M = 148;

function meetAFerry(
  plan: DayPlan,
  ship: Ship,
  ferries: readonly ShipMovement[],
  departure: { atMs: number; passage: ReturnType<typeof passageBetween>; to: Berth },
  nearMisses: NearMiss[],
): Activity | undefined {
  const middle = (activity: { startMs: number; endMs: number }) => (activity.startMs + activity.endMs) / 2;
  const expected = departure.atMs + departure.passage.durationMs / 2;
  const near = ferries
    .filter(({ movement }) => Math.abs(middle(movement) - expected) < HOUR_MS)
    .sort((a, b) => Math.abs(middle(a.movement) - expected) - Math.abs(middle(b.movement) - expected));
  for (const ferry of near.slice(0, 3)) {
    const movement = plan
      .logbook(ship, departure.to)
      .sail({ ...departure, meet: { movement: ferry.movement, rangeM: NEAR_MISS_M } });
    if (!movement) continue;
    nearMisses.push({ ships: [ferry.ship, ship], movements: [ferry.movement, movement] });
    return movement;
  }
  return undefined;
}

/** The first moment of a movement at which `reached` holds. */
function momentWhen(movement: Activity, reached: (at: Metres) => boolean): number | undefined {
  for (let ms = movement.startMs; ms <= movement.endMs; ms += 10_000) if (reached(movement.motion(ms).at)) return ms;
  return undefined;
}

const BREAKWATER_NORTH_M = 350;
const TUG_KN = 7.5;

function planTugs(plan: DayPlan, ship: Ship, movement: Activity, leaving: boolean, slot: number): void {
  const gateMs = momentWhen(movement, ([, north]) => north > BREAKWATER_NORTH_M !== leaving);
  if (gateMs === undefined) return;
  const [fromMs, toMs] = leaving ? [movement.startMs, gateMs] : [gateMs, movement.endMs];
  const { bowM, sternM, starboardM } = ship.dimensions;
  const lengthM = bowM + sternM;
  // Bulk ships lie port side to, containers starboard side to: the tugs work on the other side.
  const side = movement.motion(leaving ? movement.startMs : movement.endMs).headingDeg > 180 ? -1 : 1;
  [0.36, -0.36].forEach((share, which) => {
    const index = (slot % 2) * 2 + which;
    const [tug, home] = [TUGS[index]!, places.TUG_BERTHS[index]!];
    const log = plan.logbook(tug, home);
    const [aheadM, abeamM] = [share * lengthM, side * (starboardM + 30)];
    const meetAt = escortPoint(movement, fromMs, aheadM, abeamM);
    const out = createPassage([home.at, [-3000, 1900], [-2200, 1300], meetAt], [4, TUG_KN], tug.handling);
    const startMs = fromMs - out.durationMs;
    if (startMs < log.freeAtMs) return;
    const alongside: Berth = { at: meetAt, headingDeg: 0, hold: 'adrift' };
    log.sail({ atMs: startMs, passage: out, to: alongside });
    const escort = log.escort(fromMs, toMs, movement, aheadM, abeamM);
    const left = escort.motion(toMs).at;
    const back = createPassage([left, [-2200, 1300], [-3000, 1900], home.at], [TUG_KN, TUG_KN, 4], tug.handling);
    log.sail({ atMs: toMs, passage: back, to: home });
  });
}

function escortPoint(movement: Activity, ms: number, aheadM: number, abeamM: number): Metres {
  const { at: where, headingDeg } = movement.motion(ms);
  const bow = (headingDeg * Math.PI) / 180;
  return [
    where[0] + Math.sin(bow) * aheadM + Math.cos(bow) * abeamM,
    where[1] + Math.cos(bow) * aheadM - Math.sin(bow) * abeamM,
  ];
}

/** Where pilots come and go: just inside the sea buoy. */
const BOARDING_NORTH_M = -15_500;
const BOARDING_MS = 4 * MINUTE_MS;
const PILOT_ABEAM_M = -42;
const PILOT_WAY: Route = [
  [-5.4, -0.6],
  [-2, -3.6],
  [-0.3, -9],
  [1.6, -13.4],
];

function planPilot(plan: DayPlan, movement: Activity, slot: number): void {
  const inward = movement.motion(movement.startMs).at[1] < BOARDING_NORTH_M;
  const boardMs = momentWhen(movement, ([, north]) => north > BOARDING_NORTH_M === inward);
  if (boardMs === undefined) return;
  const [pilot, home] = [PILOTS[slot % 2]!, places.PILOT_BERTHS[slot % 2]!];
  const log = plan.logbook(pilot, home);
  const meetAt = escortPoint(movement, boardMs, 0, PILOT_ABEAM_M);
  const boat: Berth = { at: meetAt, headingDeg: 0, hold: 'adrift' };
  const out = passageBetween(pilot, home, PILOT_WAY, boat, [6, 18]);
  const startMs = boardMs - out.durationMs;
  if (startMs < log.freeAtMs) return;
  log.sail({ atMs: startMs, passage: out, to: boat });
  const left = log.escort(boardMs, boardMs + BOARDING_MS, movement, 0, PILOT_ABEAM_M).motion(boardMs + BOARDING_MS).at;
  const back = passageBetween(pilot, { ...boat, at: left }, [...PILOT_WAY].reverse(), home, [18, 18, 18, 18, 6]);
  log.sail({ atMs: boardMs + BOARDING_MS, passage: back, to: home });
}

function planExcursions(plan: DayPlan): void {
  const pier: Berth = { ...places.QINGLUO[2]!, at: [-6060, 180] };
  const log = plan.logbook(EXCURSION, pier);
  for (const atMs of [at(8, 40), at(11, 10), at(14), at(16, 40)])
    log.sail({
      atMs,
      passage: passageBetween(
        EXCURSION,
        pier,
        EXCURSION_ROUND,
        pier,
        [8, 16, 25, 25, 25, 25, 25, 25, 25, 25, 25, 18, 7],
      ),
      to: pier,
      slackMs: 20 * MINUTE_MS,
    });
  const patrol = plan.logbook(PATROL, places.PATROL_BERTH);
  for (const atMs of [at(1, 30), at(6), at(10, 30), at(15, 20), at(20, 30)])
    patrol.sail({
      atMs,
      passage: passageBetween(PATROL, places.PATROL_BERTH, PATROL_ROUND, places.PATROL_BERTH, [6, 13]),
      to: places.PATROL_BERTH,
      slackMs: 30 * MINUTE_MS,
    });
}

const TRAWL_KN = 3.4;

function planFishing(plan: DayPlan): ShipMovement[] {
  const movements: ShipMovement[] = [];
  FISHING_BOATS.forEach((ship, index) => {
    const home = places.FISH_HARBOUR[index]!;
    const log = plan.logbook(ship, home);
    const { way, ground } = FISHING_GROUNDS[index]!;
    const out = [...places.FROM_FISH_HARBOUR, ...way];
    const started: Berth = { at: [ground[0] * 1000, ground[1] * 1000], headingDeg: 90, hold: 'adrift' };
    const ended: Berth = { ...started, at: [started.at[0] + 1500, started.at[1] - 2200] };
    const evening = index >= 4;
    const leaveMs = (evening ? at(15, 30) : at(3)) + index * 17 * MINUTE_MS + plan.jitterMs(8);
    const outward = log.sail({
      atMs: leaveMs,
      passage: passageBetween(ship, home, out, started, [4, 8.5]),
      to: started,
      slackMs: 30 * MINUTE_MS,
    });
    const [east, north] = ground;
    const trawl: Route = [
      [east + 5, north - 0.6],
      [east + 5.4, north - 1.1],
      [east + 0.5, north - 0.8],
      [east + 0.2, north - 1.6],
      [east + 4.6, north - 2],
    ];
    log.sail({
      atMs: log.freeAtMs,
      passage: passageBetween(ship, started, trawl, ended, [TRAWL_KN]),
      to: ended,
      underWay: { status: 7 },
    });
    const homeward = log.sail({
      atMs: log.freeAtMs,
      passage: passageBetween(ship, ended, [...out].reverse(), home, [8, 8.5, 8.5, 8.5, 4]),
      to: home,
      slackMs: 30 * MINUTE_MS,
    });
    for (const movement of [outward, homeward]) if (movement) movements.push({ ship, movement });
  });
  return movements;
}

function planYachts(plan: DayPlan): void {
  YACHTS.slice(0, 4).forEach((yacht, index) => {
    const home = places.MARINA[index]!;
    const log = plan.logbook(yacht, home);
    [at(8, 40), at(13, 20)].forEach((atMs, sail) => {
      const round = YACHT_ROUNDS[(index + sail) % YACHT_ROUNDS.length]!;
      const via = [...places.FROM_MARINA, ...round, ...[...places.FROM_MARINA].reverse()];
      const speeds = [3, 4, 5.5, 5 + index * 0.4, 6, 5.2, 5.8, 5.5, 4];
      log.sail({
        atMs: atMs + index * 31 * MINUTE_MS + plan.jitterMs(10),
        passage: passageBetween(yacht, home, via, home, speeds),
        to: home,
        slackMs: 45 * MINUTE_MS,
      });
    });
  });
}
