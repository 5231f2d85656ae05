import { type DayPlan, passageBetween, steered } from '../harbour/day-plan.ts';
import { MORE_SPEEDBOATS, MORE_YACHTS, type Ship } from '../harbour/fleet.ts';
import { FROM_MARINA, GUEST_BERTHS, INTO_MARINA, type Route } from '../harbour/places.ts';
import { YACHT_ROUNDS } from '../harbour/small-craft.ts';
import type { Passage } from '../motion/passage.ts';
import type { Berth } from '../motion/timetable.ts';

/** A boat of the marina with its pontoon. */
export interface Leisure {
  readonly ship: Ship;
  readonly home: Berth;
}

/** So many yachts and, behind them, so many speedboats; there are not more than lie in the marina. */
export function leisureFleet(yachts: number, speedboats: number): { yachts: Leisure[]; speedboats: Leisure[] } {
  const ships = [...MORE_YACHTS.slice(0, yachts), ...MORE_SPEEDBOATS.slice(0, speedboats)];
  const all = ships.map((ship, index) => ({ ship, home: GUEST_BERTHS[index]! }));
  const sails = Math.min(yachts, MORE_YACHTS.length);
  return { yachts: all.slice(0, sails), speedboats: all.slice(sails) };
}

/** Nobody steers the same round: points move by up to so much, m. Ours. */
const SPREAD_M = 650;

/** A round of the bay from the marina and back to it. @param speedKn in open water. */
export function roundOf(plan: DayPlan, { ship, home }: Leisure, speedKn: number): Passage {
  const round = YACHT_ROUNDS[Math.floor(plan.random() * YACHT_ROUNDS.length)]!;
  return passageFrom(plan, { ship, home }, round, speedKn, SPREAD_M);
}

const IN_HARBOUR_KN = 3.5;

/** From the pontoon by some points and back. */
export function passageFrom(
  plan: DayPlan,
  { ship, home }: Leisure,
  via: Route,
  speedKn: number,
  spreadM: number,
): Passage {
  const slow = FROM_MARINA.map(() => IN_HARBOUR_KN);
  const open = via.map(() => speedKn);
  const route = [...FROM_MARINA, ...steered(plan, via, spreadM), ...INTO_MARINA];
  return passageBetween(ship, home, route, home, [...slow, ...open, speedKn * 0.9, ...slow]);
}
