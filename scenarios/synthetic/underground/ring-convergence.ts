import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { ORDINARY_SHARE } from './controls.ts';
import type { Influence } from './ordinary-settlement.ts';

/** Final change of a ring's diameter in soft ground, share of it. Ours: 0.1 %, well within the 0.4 % to which GB 50446-2017 table 16 limits built rings' ovality. */
const FINAL_SHARE = 0.001;
/** Panet & Guenot (1982), "Analysis of convergence behind the face of a tunnel", Tunnelling '82: shape of the curve behind the face, elastic ground. */
const PANET_M = 0.75;

/** Convergence of a ring, mm, since it was built; 0 before the face has passed. */
export function ringConvergenceMm({ shield, alongM }: Influence, point: MonitoringPoint, time: EventTime): number {
  // What was built before the present drive has long come to rest.
  const behindM = alongM < shield.fromM ? Number.POSITIVE_INFINITY : shield.faceM(time) - alongM;
  if (behindM <= 0) return 0;
  const memory = alongM < shield.fromM ? 1 : shield.memory(time);
  const radiusM = shield.drive.diameterM / 2;
  const grown = 1 - ((PANET_M * radiusM) / (PANET_M * radiusM + behindM)) ** 2;
  const controlled = ORDINARY_SHARE * point.controlCumulative;
  return (
    Math.min(1000 * shield.drive.diameterM * FINAL_SHARE, controlled, rateBound(point, shield.metresPerDay, radiusM)) *
    grown *
    memory
  );
}

/** Final convergence whose first day stays within the controlled rate. */
function rateBound(point: MonitoringPoint, metresPerDay: number, radiusM: number): number {
  if (point.controlRatePerDay === undefined) return Number.POSITIVE_INFINITY;
  const firstDay = 1 - ((PANET_M * radiusM) / (PANET_M * radiusM + metresPerDay)) ** 2;
  return (ORDINARY_SHARE * point.controlRatePerDay) / firstDay;
}
