import { type Activity, DAY_MS } from '../motion/itinerary.ts';
import type { Passage } from '../motion/passage.ts';
import type { Berth } from '../motion/timetable.ts';
import { at, type DayPlan, HOUR_MS, MINUTE_MS, passageBetween, type ShipMovement } from './day-plan.ts';
import { planPilot, planTug } from './escorts.ts';
import { CARGO_SHIPS, type Ship } from './fleet.ts';
import type { Route } from './places.ts';
import * as places from './places.ts';

/** Speeds of the cargo ships: anchorage lane, fairway, basin, quay. */
const FAIRWAY_KN = 12;
const CARGO_SLOT_MS = 90 * MINUTE_MS;

/** Eight ships, sixteen slots a day: each leaves once and comes back twelve hours later. By day every other one may meet a ferry too closely. @param untilMs no slot after this: the port is closed. @param meets whether any such meeting is planned. */
export function planCargo(
  plan: DayPlan,
  ferries: readonly ShipMovement[],
  untilMs = DAY_MS,
  meets = true,
): ShipMovement[] {
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
    if (atMs >= untilMs) break;
    const movement =
      (meets && slot % 2 === 0 && meetAFerry(plan, ship, ferries, { atMs, passage, to })) ||
      log.sail({ atMs, passage, to, slackMs: 50 * MINUTE_MS });
    movements.push({ ship, movement });
    planTug(plan, ship, movement, leaving, slot);
    if (!leaving) planPilot(plan, movement, slot);
  }
  return movements;
}

/** What is planned as a near miss: 0.08 nautical miles. Ours. */
export const NEAR_MISS_M = 148;

function meetAFerry(
  plan: DayPlan,
  ship: Ship,
  ferries: readonly ShipMovement[],
  departure: { readonly atMs: number; readonly passage: Passage; readonly to: Berth },
): Activity | undefined {
  const middle = (activity: { startMs: number; endMs: number }) => (activity.startMs + activity.endMs) / 2;
  const expected = departure.atMs + departure.passage.durationMs / 2;
  const near = ferries.filter(({ movement }) => Math.abs(middle(movement) - expected) < HOUR_MS);
  const met = plan
    .logbook(ship, departure.to)
    .sailToMeet({ ...departure, rangeM: NEAR_MISS_M, others: near.map(({ movement }) => movement) });
  return met?.movement;
}
