import type { MonitoringPoint, Pit } from '../../../geodata/city/city-model.ts';
import type { PlanePoint } from '../../../geodata/model/local-plane.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { RATE_WINDOW_MS } from './controls.ts';
import type { GroundTrouble } from './ground-trouble.ts';
import { type Influence, ordinarySettlementM } from './ordinary-settlement.ts';
import { excavatedM, ordinaryPitValue } from './pit-growth.ts';
import { ringConvergenceMm } from './ring-convergence.ts';
import type { Shield } from './shield.ts';

const WATER_KN_M3 = 9.81;
/** What a leaking wall adds to its own struts and wall near the leak, as a share of the control value, and how far along the wall. Ours. */
const LEAK_ADDS = 0.7;
const LEAK_REACH_M = 40;
/** What a void adds to the rings over it, mm, and how far along the drive. Ours: a few rings lose their bedding. */
const VOID_CONVERGENCE_MM = 30;
const VOID_REACH_M = 8;
/** No pumping test sees farther; beyond it the lowering is below a centimetre. */
const DRAWDOWN_REACH_M = 1200;
/** In trough widths: less than a millionth of the centre is felt beyond. */
const BOWL_REACH = 5.5;

/** What one monitoring point truly reads, without the weather: a function of absolute time. */
export interface PointModel {
  readonly point: MonitoringPoint;
  readonly place: PlanePoint;
  readonly troubles: readonly GroundTrouble[];
  /** Cumulative, in its kind's unit and sign. */
  at(time: EventTime): number;
  /** Change over the last day. */
  change(time: EventTime): number;
  /** The trouble that has moved it most within the last day: two may reach one well, and the one that began first need not be the one that drains it. */
  mover(time: EventTime): GroundTrouble | undefined;
}

export interface PointGround {
  readonly influences: readonly Influence[];
  readonly troughDepths: ReadonlyMap<Shield, number>;
  readonly pit: Pit | undefined;
  readonly pitDateMs: number;
}

export function createPointModel(
  point: MonitoringPoint,
  place: PlanePoint,
  { influences, troughDepths, pit, pitDateMs }: PointGround,
  allTroubles: readonly GroundTrouble[],
): PointModel {
  const troubles = allTroubles.filter((trouble) => reaches(trouble, point, distance(trouble, place)));
  const ring = influences.find(({ shield }) => shield.drive.id === point.shieldId) ?? influences[0];
  const ordinary = (time: EventTime): number => {
    if (pit) return ordinaryPitValue(point, pit, excavatedM(pit, pitDateMs, time));
    if (point.kind === 'convergence') return ring ? ringConvergenceMm(ring, point, time) : 0;
    if (point.kind !== 'settlement_point') return 0;
    let sunkM = 0;
    for (const each of influences) sunkM += ordinarySettlementM(each, troughDepths.get(each.shield) ?? 0, time);
    return -1000 * sunkM;
  };
  const at = (time: EventTime): number =>
    troubles.reduce((sum, trouble) => sum + effect(trouble, point, place, time), ordinary(time));
  return {
    point,
    place,
    troubles,
    at,
    change: (time) => at(time) - at(eventTime(time - RATE_WINDOW_MS)),
    mover(time) {
      const before = eventTime(time - RATE_WINDOW_MS);
      let most: { trouble: GroundTrouble; moved: number } | undefined;
      for (const trouble of troubles) {
        if (!trouble.happens || trouble.settings.startMs > time) continue;
        const moved = Math.abs(effect(trouble, point, place, time) - effect(trouble, point, place, before));
        if (!most || moved > most.moved) most = { trouble, moved };
      }
      return most?.trouble;
    },
  };
}

const distance = ({ settings: { at } }: GroundTrouble, place: PlanePoint): number =>
  Math.hypot(at[0] - place[0], at[1] - place[1]);

function reaches({ settings, widthM }: GroundTrouble, point: MonitoringPoint, distanceM: number): boolean {
  switch (point.kind) {
    case 'settlement_point':
      return distanceM < BOWL_REACH * widthM;
    case 'groundwater':
    case 'pore_pressure':
      return settings.inflowM3s > 0 && distanceM < DRAWDOWN_REACH_M;
    case 'convergence':
    case 'axial_force':
    case 'inclinometer':
      return point.pitId === settings.assetId || point.shieldId === settings.assetId;
  }
}

/** What a trouble adds to a point, signed. */
function effect(trouble: GroundTrouble, point: MonitoringPoint, place: PlanePoint, time: EventTime): number {
  const distanceM = distance(trouble, place);
  switch (point.kind) {
    case 'settlement_point':
      return -1000 * trouble.settlementM(time, distanceM);
    case 'groundwater':
      return -Math.min(trouble.drawdownM(time, distanceM), trouble.settings.depthM);
    case 'pore_pressure':
      return -WATER_KN_M3 * Math.min(trouble.drawdownM(time, distanceM), trouble.settings.depthM);
    case 'convergence':
    case 'axial_force':
    case 'inclinometer':
      return point.pitId === undefined
        ? VOID_CONVERGENCE_MM * trouble.progress(time) * Math.exp(-0.5 * (distanceM / VOID_REACH_M) ** 2)
        : LEAK_ADDS * point.controlCumulative * trouble.progress(time) * Math.exp(-distanceM / LEAK_REACH_M);
  }
}
