import type { DayPlan } from '../harbour/day-plan.ts';
import { HOUR_MS, MINUTE_MS } from '../harbour/day-plan.ts';
import { speedAtBeach } from '../harbour/hurry.ts';
import type { OrdinaryTraffic } from '../harbour/traffic.ts';
import { LNG_VISIT } from '../harbour/trouble.ts';
import type { Activity } from '../motion/itinerary.ts';
import { type Leisure, leisureFleet, passageFrom, roundOf } from './leisure.ts';
import type { NightScript } from './sea-script.ts';

/** One in so many turns its transponder off on the way, and for how long. Ours. */
const DARK_EVERY = 4;
const DARK_AFTER_MS = 11 * MINUTE_MS;
const DARK_MS = 38 * MINUTE_MS;
/** One in so many meets a ship much too closely, at this range, m. Ours: two lengths of the ship. */
const MEETS_EVERY = 5;
const NEAR_MISS_M = 110;
/** Speedboats race along the bathing water at these times behind the first departure, hours. Ours. */
const RACES_H = [1.6, 4.2, 5.1];
/** When one goes to look at the gas carriers, hours behind the first departure. */
const INTRUSION_H = 3.4;

/** Leisure boats at night, between the ferries that still run and the ships of the night. */
export function planNight(
  plan: DayPlan,
  { yachts, fromH, toH }: NightScript,
  beginsMs: number,
  traffic: OrdinaryTraffic,
): void {
  const fleet = leisureFleet(yachts, RACES_H.length + 1);
  const firstMs = beginsMs + fromH * HOUR_MS;
  const lastMs = beginsMs + toH * HOUR_MS;
  fleet.yachts.forEach((boat, index) => {
    const share = (index + 0.7 * plan.random()) / fleet.yachts.length;
    const atMs = Math.round((firstMs + (lastMs - firstMs) * share) / MINUTE_MS) * MINUTE_MS;
    const movement = sail(plan, boat, atMs, index % MEETS_EVERY === 2 ? traffic : undefined);
    if (index % DARK_EVERY === 1) {
      const fromMs = movement.startMs + DARK_AFTER_MS;
      plan.silence(boat.ship, { fromMs, toMs: fromMs + DARK_MS });
    }
  });
  const [explorer, ...racers] = fleet.speedboats;
  racers.forEach(({ ship, home }, index) => {
    speedAtBeach(plan, firstMs + RACES_H[index]! * HOUR_MS, ship, home);
  });
  if (!explorer) return;
  const visit = passageFrom(plan, explorer, [[-1.6, -2.2], [3.2, -1.9], ...LNG_VISIT.slice(1, -1), [0.5, -2.6]], 6, 60);
  plan
    .logbook(explorer.ship, explorer.home)
    .sail({ atMs: firstMs + INTRUSION_H * HOUR_MS, passage: visit, to: explorer.home });
}

/** A round of the bay; who meets others passes one of the ships of the night closely, if one comes by. */
function sail(plan: DayPlan, boat: Leisure, atMs: number, meets: OrdinaryTraffic | undefined): Activity {
  const log = plan.logbook(boat.ship, boat.home);
  const passage = roundOf(plan, boat, 4.5 + 2.5 * plan.random());
  const others = (meets?.cargo ?? [])
    .map(({ movement }) => movement)
    .filter(({ startMs, endMs }) => startMs < atMs + 2 * HOUR_MS && endMs > atMs);
  const met =
    others.length > 0 ? log.sailToMeet({ atMs, passage, to: boat.home, rangeM: NEAR_MISS_M, others }) : undefined;
  return met?.movement ?? log.sail({ atMs, passage, to: boat.home, slackMs: 10 * MINUTE_MS });
}
