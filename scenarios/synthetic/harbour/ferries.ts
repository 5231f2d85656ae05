import type { Berth } from '../motion/timetable.ts';
import { at, type DayPlan, MINUTE_MS, passageBetween, type ShipMovement, steered } from './day-plan.ts';
import { FERRIES, type Ship } from './fleet.ts';
import type { Route } from './places.ts';
import * as places from './places.ts';

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

/** Three boats on the two lines of the bay. @param lastMs no round begins later. */
export function planFerries(plan: DayPlan, lastMs = Number.POSITIVE_INFINITY): ShipMovement[] {
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
        passage: Array.from({ length: 3 }, () => passageBetween(ship, from, steered(plan, via, 60), to, speeds)),
        to,
        slackMs: 6 * MINUTE_MS,
      });
      made.push({ ship, movement });
    };
    for (let ms = cycle.firstMs; ms <= Math.min(lastMs, cycle.lastMs); ms += cycle.everyMs) {
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
