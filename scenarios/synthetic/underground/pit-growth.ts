import type { MonitoringPoint, Pit } from '../../../geodata/city/city-model.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import { ORDINARY_SHARE } from './controls.ts';
import { DAY_MS } from './shield.ts';

/** How fast a strutted metro pit goes down, struts included. Ours: 18 m in ten weeks. */
const METRES_PER_DAY = 0.25;

/** Depth of a pit at a time, when it was `pit.excavatedM` deep at `dateMs`: grows evenly to the formation, never above a fifth of it. */
export function excavatedM(pit: Pit, dateMs: number, time: EventTime): number {
  const planned = pit.excavatedM + (METRES_PER_DAY * (time - dateMs)) / DAY_MS;
  return Math.min(pit.depthM, Math.max(Math.min(pit.excavatedM, pit.depthM / 5), planned));
}

/** Strut load by Peck's (1969) apparent earth pressure 0.65·Ka·γ·H on the 3 m × 4 m that one strut holds; Ka 0.33, γ 19 kN/m3. */
const strutLoadKN = (depthM: number): number => 0.65 * 0.33 * 19 * depthM * 3 * 4;
/** Largest wall displacement, 0.2 % of the depth: Clough & O'Rourke (1990), "Construction induced movements of insitu walls", for stiff walls in stiff ground. */
const wallDisplacementMm = (depthM: number): number => 2 * depthM;
/** Settlement behind a wall, 0.15 % of the depth: the same source. */
const settlementBehindMm = (depthM: number): number => 1.5 * depthM;
/** Lowering outside a tight wall. Ours: two percent of the depth. */
const drawdownOutsideM = (depthM: number): number => 0.02 * depthM;
const WATER_KN_M3 = 9.81;

/** Magnitude that ordinary excavation brings, in the point's unit, by depth. */
const BY_KIND: Readonly<Record<MonitoringPoint['kind'], (depthM: number) => number>> = {
  axial_force: strutLoadKN,
  inclinometer: wallDisplacementMm,
  convergence: wallDisplacementMm,
  settlement_point: settlementBehindMm,
  groundwater: drawdownOutsideM,
  pore_pressure: (depthM) => WATER_KN_M3 * drawdownOutsideM(depthM),
};

/** Which way it shows: lowering, settlement and loss of pressure are negative. */
const SIGN: Readonly<Record<MonitoringPoint['kind'], 1 | -1>> = {
  axial_force: 1,
  inclinometer: 1,
  convergence: 1,
  settlement_point: -1,
  groundwater: -1,
  pore_pressure: -1,
};

/** Signed value at a depth, scaled so that the finished pit stays within what ordinary work may reach. */
export function ordinaryPitValue(point: MonitoringPoint, pit: Pit, depthM: number): number {
  const magnitude = BY_KIND[point.kind];
  const scale = Math.min(1, (ORDINARY_SHARE * point.controlCumulative) / magnitude(pit.depthM));
  return SIGN[point.kind] * scale * magnitude(depthM);
}
