import { type Metres, toLonLat } from '../../../geodata/city/harbour/frame.ts';
import { harbourZones } from '../../../geodata/city/harbour/harbour-zones.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import type { Zone } from '../../../geodata/model/zone.ts';
import type { Activity } from '../motion/itinerary.ts';
import { type DayPlan, MINUTE_MS } from './day-plan.ts';
import type { Ship } from './fleet.ts';

export const zoneById = (id: string): Zone => {
  const zone = harbourZones.find((each) => each.id === id);
  if (!zone) throw new RangeError(`no zone ${id}`);
  return zone;
};

/** First and last moment of a movement at which `holds`; `undefined` when never. */
export function span(movement: Activity, holds: (at: Metres, speedMps: number) => boolean) {
  let fromMs: number | undefined;
  let toMs = 0;
  let where: Metres | undefined;
  for (let ms = movement.startMs; ms <= movement.endMs; ms += 5000) {
    const motion = movement.motion(ms);
    if (!holds(motion.at, motion.speedMps)) continue;
    fromMs ??= ms;
    where ??= motion.at;
    toMs = ms;
  }
  return fromMs === undefined || !where ? undefined : { fromMs, toMs, position: toLonLat(where) };
}

/** Writes down what `ship` did. */
export function tell(
  plan: DayPlan,
  kind: string,
  grade: Grade,
  ship: Ship,
  when: ReturnType<typeof span>,
  zone?: string,
) {
  if (when) plan.truth.push({ kind, grade, things: [vesselId(ship.mmsi)], ...when, ...(zone && { zone }) });
}

/** How long an encounter is worth an alarm before and after its closest point. */
const ENCOUNTER_MS = 4 * MINUTE_MS;

/** Writes down that two ships passed each other too closely. */
export function tellNearMiss(
  plan: DayPlan,
  [one, other]: readonly [Ship, Ship],
  [a, b]: readonly [Activity, Activity],
): void {
  const rangeM = (ms: number) => {
    const [p, q] = [a.motion(ms).at, b.motion(ms).at];
    return Math.hypot(p[0] - q[0], p[1] - q[1]);
  };
  let closestMs = Math.max(a.startMs, b.startMs);
  for (let ms = closestMs; ms <= Math.min(a.endMs, b.endMs); ms += 1000)
    if (rangeM(ms) < rangeM(closestMs)) closestMs = ms;
  plan.truth.push({
    kind: 'close_quarters',
    grade: 2,
    things: [vesselId(one.mmsi), vesselId(other.mmsi)],
    fromMs: closestMs - ENCOUNTER_MS,
    toMs: closestMs + ENCOUNTER_MS / 4,
    position: toLonLat(a.motion(closestMs).at),
  });
}
