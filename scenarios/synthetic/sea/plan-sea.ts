import { DayPlan, MINUTE_MS, type PlannedShip } from '../harbour/day-plan.ts';
import { planOrdinaryTraffic } from '../harbour/traffic.ts';
import { planLittleTrouble, planTrouble } from '../harbour/trouble.ts';
import { planHoliday } from './plan-holiday.ts';
import { planNight } from './plan-night.ts';
import { planStorm } from './plan-storm.ts';
import type { SeaScript } from './sea-script.ts';

const MOODS: Partial<Readonly<Record<SeaScript['kind'], 'calm' | 'eventful'>>> = {
  quiet: 'calm',
  eventful: 'eventful',
};

/** How much later than they want skippers leave at most, to keep clear of everybody. Ours. */
const PATIENCE_MS: Readonly<Record<SeaScript['kind'], number>> = {
  quiet: 60 * MINUTE_MS,
  ordinary: 30 * MINUTE_MS,
  eventful: 0,
  holiday: 60 * MINUTE_MS,
  night_boats: 0,
  storm: 0,
};

/** Who sails when. @param beginsMs when the day begins, since the midnight that plans count from. */
export function planSea(script: SeaScript, seed: number, beginsMs: number): readonly PlannedShip[] {
  // A storm leaves ships elsewhere than it found them; other days could follow themselves.
  const plan = new DayPlan(seed, script.kind !== 'storm', PATIENCE_MS[script.kind]);
  if (script.kind === 'storm') {
    planStorm(plan, script, beginsMs);
    return plan.close();
  }
  const traffic = planOrdinaryTraffic(plan, MOODS[script.kind] ?? 'ordinary');
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
