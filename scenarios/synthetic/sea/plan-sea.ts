import { DayPlan, type PlannedShip } from '../harbour/day-plan.ts';
import { planOrdinaryTraffic } from '../harbour/traffic.ts';
import { planTrouble } from '../harbour/trouble.ts';
import type { SeaScript } from './sea-script.ts';

/** Who sails when. @param beginsMs since the midnight that plans count from. */
export function planSea(script: SeaScript, seed: number, beginsMs: number): readonly PlannedShip[] {
  void beginsMs;
  const plan = new DayPlan(seed);
  const traffic = planOrdinaryTraffic(plan);
  if (script.kind !== 'quiet') planTrouble(plan, traffic);
  return plan.close();
}
