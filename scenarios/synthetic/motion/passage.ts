import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import { createPath, type Path } from './path.ts';

/** One stretch of constant acceleration. */
interface Phase {
  readonly startS: number;
  readonly alongM: number;
  readonly speedMps: number;
  readonly accelerationMps2: number;
}

/** How a hull handles. */
export interface Handling {
  /** Radius of its turns, metres. */
  readonly turnRadiusM: number;
  /** Gaining or losing way, m/s². */
  readonly accelerationMps2: number;
}

/** A movement from rest to rest, without a date: time counts from its start. */
export interface Passage {
  readonly path: Path;
  readonly durationMs: number;
  /** Metres along the path and speed after so much time, clamped to the ends. */
  at(elapsedMs: number): { readonly alongM: number; readonly speedMps: number };
}

/** @param speedsKn one for each leg, or the last one given for all that follow. */
export function createPassage(points: readonly Metres[], speedsKn: readonly number[], handling: Handling): Passage {
  const path = createPath(points, handling.turnRadiusM);
  const legs = path.waypointsM.length - 1;
  const cruise = Array.from({ length: legs }, (_, leg) => (speedsKn[leg] ?? speedsKn.at(-1)!) * MPS_PER_KNOT);
  const joints = jointSpeeds(path.waypointsM, cruise, handling.accelerationMps2);
  const phases: Phase[] = [];
  let startS = 0;
  const add = (alongM: number, speedMps: number, accelerationMps2: number, seconds: number) => {
    if (seconds <= 0) return;
    phases.push({ startS, alongM, speedMps, accelerationMps2 });
    startS += seconds;
  };
  for (let leg = 0; leg < legs; leg++) {
    const [beginM, endM] = [path.waypointsM[leg]!, path.waypointsM[leg + 1]!];
    const [enter, leave, a] = [joints[leg]!, joints[leg + 1]!, handling.accelerationMps2];
    const lengthM = endM - beginM;
    const peak = Math.max(
      enter,
      leave,
      Math.min(cruise[leg]!, Math.sqrt((2 * a * lengthM + enter ** 2 + leave ** 2) / 2)),
    );
    const [upM, downM] = [(peak ** 2 - enter ** 2) / (2 * a), (peak ** 2 - leave ** 2) / (2 * a)];
    add(beginM, enter, a, (peak - enter) / a);
    add(beginM + upM, peak, 0, Math.max(0, lengthM - upM - downM) / peak);
    add(endM - downM, peak, -a, (peak - leave) / a);
  }
  return { path, durationMs: Math.ceil(startS * 1000), at: (elapsedMs) => motionIn(phases, elapsedMs / 1000, startS) };
}

/** Speeds at the waypoints that the legs on both sides allow and the acceleration can reach. */
function jointSpeeds(waypointsM: readonly number[], cruise: readonly number[], a: number): number[] {
  const joints = waypointsM.map((_, i) => (i === 0 || i === cruise.length ? 0 : Math.min(cruise[i - 1]!, cruise[i]!)));
  const reach = (speed: number, leg: number) =>
    Math.sqrt(speed ** 2 + 2 * a * (waypointsM[leg + 1]! - waypointsM[leg]!));
  for (let i = 1; i < joints.length; i++) joints[i] = Math.min(joints[i]!, reach(joints[i - 1]!, i - 1));
  for (let i = joints.length - 2; i >= 0; i--) joints[i] = Math.min(joints[i]!, reach(joints[i + 1]!, i));
  return joints;
}

function motionIn(phases: readonly Phase[], elapsedS: number, endS: number) {
  const at = Math.min(endS, Math.max(0, elapsedS));
  let [low, high] = [0, phases.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (phases[middle]!.startS <= at) low = middle;
    else high = middle - 1;
  }
  const phase = phases[low]!;
  const t = at - phase.startS;
  return {
    alongM: phase.alongM + phase.speedMps * t + 0.5 * phase.accelerationMps2 * t * t,
    speedMps: Math.max(0, phase.speedMps + phase.accelerationMps2 * t),
  };
}
