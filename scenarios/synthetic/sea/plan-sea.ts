import { DayPlan, type PlannedShip } from '../harbour/day-plan.ts';
import { planOrdinaryTraffic } from '../harbour/traffic.ts';
import { planLittleTrouble, planTrouble } from '../harbour/trouble.ts';
import { planHoliday } from './plan-holiday.ts';
import { planNight } from './plan-night.ts';
import { planStorm } from './plan-storm.ts';
import type { SeaScript } from './sea-script.ts';

/** Who sails when. @param beginsMs when the day begins, since the midnight that plans count from. */
export function planSea(script: SeaScript, seed: number, beginsMs: number): readonly PlannedShip[] {
  // A storm leaves ships elsewhere than it found them; other days could follow themselves.
  const plan = new DayPlan(seed, script.kind !== 'storm');
  if (script.kind === 'storm') {
    planStorm(plan, script, beginsMs);
    return plan.close();
  }
  const traffic = planOrdinaryTraffic(plan, script.kind === 'eventful');
  switch (script.kind) {
    case 'quiet':
      break;
    case 'ordinary':
      planLittleTrouble(plan, traffic);
      break;
    case 'eventful':
      planTrouble(plan, traffic);
      break;
    case 'holiday':
      planLittleTrouble(plan, traffic);
      planHoliday(plan, script);
      break;
    case 'night_boats':
      planLittleTrouble(plan, traffic);
      planNight(plan, script, beginsMs, traffic);
      break;
  }
  return plan.close();
}
