import { DAY_MS } from '../motion/itinerary.ts';
import { planCargo } from './cargo.ts';
import type { DayPlan, ShipMovement } from './day-plan.ts';
import { planFerries } from './ferries.ts';
import { type FishingTrip, planFishing, planRounds, planYachts } from './small-craft.ts';

/** What trouble is built on. */
export interface OrdinaryTraffic {
  readonly cargo: readonly ShipMovement[];
  readonly fishing: readonly FishingTrip[];
}

/** What moves by a timetable or by trade: the calm part of the day, first come first served. @param mood eventful: cargo ships pass ferries too closely; calm: nobody is in anybody's way. */
export function planOrdinaryTraffic(plan: DayPlan, mood: 'calm' | 'ordinary' | 'eventful'): OrdinaryTraffic {
  const ferries = planFerries(plan);
  const cargo = planCargo(plan, ferries, DAY_MS, mood === 'eventful');
  planRounds(plan, mood === 'calm');
  const fishing = planFishing(plan);
  planYachts(plan, mood === 'calm');
  return { cargo, fishing };
}
