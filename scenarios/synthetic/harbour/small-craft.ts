import type { Activity } from '../motion/itinerary.ts';
import type { Berth, Departure, Logbook } from '../motion/timetable.ts';
import { at, type DayPlan, MINUTE_MS, passageBetween, steered } from './day-plan.ts';
import { EXCURSION, FISHING_BOATS, PATROL, type Ship, YACHTS } from './fleet.ts';
import type { PointKm, Route } from './places.ts';
import * as places from './places.ts';

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

/** The excursion boat and the patrol: long rounds of the bay. @param calm a round that would get in anybody's way is not made. */
export function planRounds(plan: DayPlan, calm: boolean): void {
  const sail = (log: Logbook, departure: Departure) => (calm ? log.sailIfClear(departure) : log.sail(departure));
  const pier: Berth = { ...places.QINGLUO[2]!, at: [-6060, 180] };
  const log = plan.logbook(EXCURSION, pier);
  for (const atMs of [at(9), at(13), at(16)])
    sail(log, {
      atMs,
      passage: Array.from({ length: 3 }, () =>
        passageBetween(
          EXCURSION,
          pier,
          steered(plan, EXCURSION_ROUND, 120),
          pier,
          [8, 16, 25, 25, 25, 25, 25, 25, 25, 25, 25, 18, 7],
        ),
      ),
      to: pier,
      slackMs: 45 * MINUTE_MS,
    });
  const patrol = plan.logbook(PATROL, places.PATROL_BERTH);
  for (const atMs of [at(2, 30), at(9, 40), at(17), at(22)])
    sail(patrol, {
      atMs,
      passage: Array.from({ length: 3 }, () =>
        passageBetween(PATROL, places.PATROL_BERTH, steered(plan, PATROL_ROUND, 300), places.PATROL_BERTH, [6, 13]),
      ),
      to: places.PATROL_BERTH,
      slackMs: 50 * MINUTE_MS,
    });
}

export interface FishingTrip {
  readonly ship: Ship;
  readonly outward: Activity;
  readonly trawling: Activity;
  readonly homeward: Activity;
}

const TRAWL_KN = 3.4;
/** When each boat leaves; they work around the clock between them. */
const LEAVE_HOURS = [3, 4.5, 7.5, 10.5, 15.5, 18.5];

/** Out to the grounds, a trawl, and home. @param untilMs boats that would leave later stay in harbour. */
export function planFishing(plan: DayPlan, untilMs = Number.POSITIVE_INFINITY): FishingTrip[] {
  const trips: FishingTrip[] = [];
  FISHING_BOATS.forEach((ship, index) => {
    const home = places.FISH_HARBOUR[index]!;
    const log = plan.logbook(ship, home);
    const { way, ground } = FISHING_GROUNDS[index]!;
    const out = [...places.FROM_FISH_HARBOUR, ...way];
    const started: Berth = { at: [ground[0] * 1000, ground[1] * 1000], headingDeg: 90, hold: 'adrift' };
    const ended: Berth = { ...started, at: [started.at[0] + 1500, started.at[1] - 2200] };
    const leaveMs = at(LEAVE_HOURS[index]!) + plan.jitterMs(12);
    if (leaveMs > untilMs) return;
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
    const trawling = log.sail({
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
    trips.push({ ship, outward, trawling, homeward });
  });
  return trips;
}

/** Sails of a fine day; on a calm one whoever could not keep clear stays in. */
export function planYachts(plan: DayPlan, calm: boolean): void {
  YACHTS.slice(0, 4).forEach((yacht, index) => {
    const home = places.MARINA[index]!;
    const log = plan.logbook(yacht, home);
    [at(8, 40), at(13, 20)].forEach((atMs, sail) => {
      const speeds = [3, 4, 4, 5.5, 5 + index * 0.4, 6, 5.2, 5.8, 5.5, 4];
      const ways = Array.from({ length: 3 }, () => {
        const round = steered(plan, YACHT_ROUNDS[(index + sail) % YACHT_ROUNDS.length]!, 300);
        return passageBetween(yacht, home, [...places.FROM_MARINA, ...round, ...places.INTO_MARINA], home, speeds);
      });
      const departure = {
        atMs: atMs + index * 31 * MINUTE_MS + plan.jitterMs(10),
        passage: ways,
        to: home,
        slackMs: 45 * MINUTE_MS,
      };
      if (calm) log.sailIfClear(departure);
      else log.sail(departure);
    });
  });
}
