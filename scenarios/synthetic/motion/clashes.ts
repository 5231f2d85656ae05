import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { METERS_PER_NAUTICAL_MILE, MPS_PER_KNOT } from '../../../geodata/model/units.ts';
import { COMPANY_KN, ENCOUNTER_AT_SEA, ENCOUNTER_IN_HARBOUR } from '../sea/officer-limits.ts';
import { type Activity, DAY_MS } from './itinerary.ts';

/** Movements are compared at moments so far apart. */
export const STEP_MS = 10_000;
const STEPS_A_DAY = DAY_MS / STEP_MS;

/** Skippers keep a little more room than they must, as a share. Ours. */
const MARGIN = 1.06;
const AT_SEA = { clearM: ENCOUNTER_AT_SEA.dcpaM * MARGIN, aheadS: ENCOUNTER_AT_SEA.tcpaS * MARGIN };
const IN_HARBOUR = { clearM: ENCOUNTER_IN_HARBOUR.dcpaM * MARGIN, aheadS: ENCOUNTER_IN_HARBOUR.tcpaS * MARGIN };
/** One step of a course that would end within half of that counts as much as so many that would only not end clear. */
const TOO_CLOSE_WEIGHT = 10;
/** Nobody sails on into a collision, whatever else it costs. */
const COLLISION_M = 70;
const COLLISION_AHEAD_S = 90;
const COLLISION_WEIGHT = 1000;
const LOOK_RANGE_M = 6 * METERS_PER_NAUTICAL_MILE;
const COMPANY_MPS = COMPANY_KN * MPS_PER_KNOT;

/** Where closeness is ordinary, where it is usual, and where it is neither. */
export type Water = 'sheltered' | 'harbour' | 'sea';

/** Clashes look ahead, so every other sample tells them. */
const STRIDE = 2;

const FIELDS = 5;

/** Positions and velocities of one movement every ten seconds: x, y, vx, vy, and 1 within the harbour; x is NaN where closeness is ordinary. */
export interface Trace {
  readonly startStep: number;
  readonly samples: Float64Array;
}

export function trace(activity: Activity, waterAt: (at: Metres) => Water): Trace {
  const startStep = Math.ceil(activity.startMs / STEP_MS);
  const count = Math.max(0, Math.floor(activity.endMs / STEP_MS) - startStep + 1);
  const samples = new Float64Array(count * FIELDS);
  for (let i = 0; i < count; i++) {
    const { at, speedMps, courseDeg } = activity.motion((startStep + i) * STEP_MS);
    const course = (courseDeg * Math.PI) / 180;
    const water = waterAt(at);
    const first = i * FIELDS;
    samples[first] = water === 'sheltered' ? Number.NaN : at[0];
    samples[first + 1] = at[1];
    samples[first + 2] = Math.sin(course) * speedMps;
    samples[first + 3] = Math.cos(course) * speedMps;
    samples[first + 4] = water === 'harbour' ? 1 : 0;
  }
  return { startStep, samples };
}

/** How badly `a`, moved by `shift` steps, and `b` would be in each other's way if at each step both held on; no matter by how much beyond `budget`. */
export function clashes(a: Trace, shift: number, b: Trace, budget: number): number {
  let sum = 0;
  for (let day = -STEPS_A_DAY; day <= STEPS_A_DAY; day += STEPS_A_DAY) {
    const offset = a.startStep + shift + day - b.startStep;
    const from = Math.max(0, -offset);
    const to = Math.min(a.samples.length / FIELDS, b.samples.length / FIELDS - offset);
    for (let i = from; i < to && sum < budget; i += STRIDE)
      sum += clash(a.samples, i * FIELDS, b.samples, (i + offset) * FIELDS);
  }
  return sum;
}

function clash(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const dx = b[j]! - a[i]!;
  const dy = b[j + 1]! - a[i + 1]!;
  if (!(Math.abs(dx) < LOOK_RANGE_M && Math.abs(dy) < LOOK_RANGE_M)) return 0;
  const vx = b[j + 2]! - a[i + 2]!;
  const vy = b[j + 3]! - a[i + 3]!;
  const closing2 = vx * vx + vy * vy;
  if (closing2 < COMPANY_MPS * COMPANY_MPS) return 0;
  const ahead = -(dx * vx + dy * vy) / closing2;
  const { clearM, aheadS } = a[i + 4] === 1 || b[j + 4] === 1 ? IN_HARBOUR : AT_SEA;
  if (ahead < 0 || ahead > aheadS) return 0;
  const missM = Math.hypot(dx + vx * ahead, dy + vy * ahead);
  if (missM < COLLISION_M && ahead < COLLISION_AHEAD_S) return COLLISION_WEIGHT;
  return missM < clearM / 2 ? TOO_CLOSE_WEIGHT : missM < clearM ? 1 : 0;
}

export const everywhere = () => 'sea' as const;

/** Squared nearest distance at the steps of two traces, `a` moved by `shift` steps. */
export function nearestApproach2(a: Trace, shift: number, b: Trace): number {
  const offset = a.startStep + shift - b.startStep;
  const to = Math.min(a.samples.length / FIELDS, b.samples.length / FIELDS - offset);
  let nearest2 = Number.POSITIVE_INFINITY;
  for (let i = Math.max(0, -offset); i < to; i++) {
    const dx = a.samples[i * FIELDS]! - b.samples[(i + offset) * FIELDS]!;
    const dy = a.samples[i * FIELDS + 1]! - b.samples[(i + offset) * FIELDS + 1]!;
    nearest2 = Math.min(nearest2, dx * dx + dy * dy);
  }
  return nearest2;
}

/** The nearest that two movements come, metres, when `a` starts `delayMs` later than it says. */
export function nearestApproachM(a: Activity, delayMs: number, b: Activity): number {
  const from = Math.max(a.startMs + delayMs, b.startMs);
  const to = Math.min(a.endMs + delayMs, b.endMs);
  let nearest = Number.POSITIVE_INFINITY;
  const range = (ms: number) => {
    const [p, q] = [a.motion(ms - delayMs).at, b.motion(ms).at];
    return Math.hypot(p[0] - q[0], p[1] - q[1]);
  };
  let closest = from;
  for (let ms = from; ms <= to; ms += STEP_MS) {
    const away = range(ms);
    if (away < nearest) [nearest, closest] = [away, ms];
  }
  for (let ms = closest - STEP_MS; ms <= Math.min(to, closest + STEP_MS); ms += 500)
    if (ms >= from) nearest = Math.min(nearest, range(ms));
  return nearest;
}
