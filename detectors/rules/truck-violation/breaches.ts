import type { EventTime } from '../../../geodata/model/time.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import type { Position } from '../../../ingestion/observation.ts';
import type { Measure } from '../../finding.ts';
import type { TruckViolationParameters } from './parameters.ts';
import { hoursOutside, type Permit } from './permit.ts';

/** Gravest first: what an officer calls the whole trip by. */
export const TRUCK_RULES = ['unlicensed_tipping', 'overspeed', 'off_route', 'out_of_hours'] as const;
export type TruckRule = (typeof TRUCK_RULES)[number];

const KMH_PER_KNOT = MPS_PER_KNOT * 3.6;

/** What one fix says, rule by rule; a rule that it cannot speak of is absent. */
export interface Breaches {
  readonly broken: Readonly<Partial<Record<TruckRule, Measure>>>;
  readonly isStanding: boolean;
  readonly awayM: number | undefined;
  readonly speedKmh: number | undefined;
}

/** @param stoodSince since when the truck has been standing off its route, where it has. */
export function breachesOf(
  { lon, lat, speedKn, time }: Position,
  permit: Permit,
  hour: number,
  stoodSince: EventTime | undefined,
  parameters: TruckViolationParameters,
): Breaches {
  const broken: Partial<Record<TruckRule, Measure>> = {};
  const speedKmh = speedKn === undefined ? undefined : speedKn * KMH_PER_KNOT;
  const isMoving = speedKmh !== undefined && speedKmh >= parameters.movingKmh;
  const isStanding = speedKmh !== undefined && !isMoving;
  const { route, speedLimitKmh, hours } = permit;
  if (speedKmh !== undefined && speedLimitKmh !== undefined && speedKmh > speedLimitKmh + parameters.speedMarginKmh)
    broken.overspeed = { value: speedKmh, limit: speedLimitKmh, unit: 'km/h' };
  if (hours && isMoving && hoursOutside(hours, hour) * 60 > parameters.hoursGraceMin)
    broken.out_of_hours = { value: hour, limit: nearerLimit(hours, hour), unit: 'h' };
  const awayM = route?.distanceM([lon, lat]);
  if (awayM !== undefined && awayM > parameters.corridorM) {
    broken.off_route = { value: awayM, limit: parameters.corridorM, unit: 'm' };
    const stoodMin = stoodSince === undefined || !isStanding ? 0 : (time - stoodSince) / 60_000;
    if (stoodMin >= parameters.tippingDwellMin)
      broken.unlicensed_tipping = { value: stoodMin, limit: parameters.tippingDwellMin, unit: 'min' };
  }
  return { broken, isStanding, awayM, speedKmh };
}

/** The limit of the day that was missed by less: out before the morning's, or still out after the evening's. */
function nearerLimit({ fromH, toH }: { readonly fromH: number; readonly toH: number }, hour: number): number {
  const early = (fromH - hour + 24) % 24;
  const late = (hour - toH + 24) % 24;
  return early < late ? fromH : toH;
}
