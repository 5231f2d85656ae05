import { at, type DayPlan, HOUR_MS, MINUTE_MS } from '../harbour/day-plan.ts';
import { speedAtBeach } from '../harbour/hurry.ts';
import { leisureFleet, roundOf } from './leisure.ts';

/** First and last departure of a day out. Ours. */
const OUT_FROM_MS = at(8, 30);
const OUT_TO_MS = at(16);
/** How much later a boat leaves to keep clear of others: people on holiday look less. Ours. */
const PATIENCE_MS = 40 * MINUTE_MS;
/** Rounds that a skipper has in mind, and chooses the clearest from. Ours. */
const WAYS = 5;

/** Everybody sails; some twice; speedboats run along the bathers. */
export function planHoliday(
  plan: DayPlan,
  { yachts, speedboats }: { readonly yachts: number; readonly speedboats: number },
): void {
  const fleet = leisureFleet(yachts, speedboats);
  for (const boat of [...fleet.yachts, ...fleet.speedboats]) {
    const log = plan.logbook(boat.ship, boat.home);
    const isFast = fleet.speedboats.includes(boat);
    let atMs = OUT_FROM_MS + Math.round((plan.random() * (OUT_TO_MS - OUT_FROM_MS)) / MINUTE_MS) * MINUTE_MS;
    for (let sail = 0; sail < 2 && atMs < OUT_TO_MS; sail++) {
      const speedKn = isFast ? 9 + 3 * plan.random() : 4.5 + 2.5 * plan.random();
      const passage = Array.from({ length: WAYS }, () => roundOf(plan, boat, speedKn));
      const departure = { atMs, passage, to: boat.home, slackMs: PATIENCE_MS };
      // Whoever has been out already stays in when the bay is too full.
      if (sail === 0) log.sail(departure);
      else log.sailIfClear(departure);
      atMs = log.freeAtMs + HOUR_MS * (0.5 + plan.random());
    }
  }
  for (const [index, boat] of fleet.speedboats.entries())
    if (index % 2 === 0) speedAtBeach(plan, at(17) + index * 7 * MINUTE_MS, boat.ship, boat.home);
}
