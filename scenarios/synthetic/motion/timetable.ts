import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../../geodata/model/units.ts';
import { type Activity, DAY_MS, escorting, lying, sailing, swinging, type UnderWay } from './itinerary.ts';
import type { Passage } from './passage.ts';

const STEP_MS = 10_000;
const STEPS_A_DAY = DAY_MS / STEP_MS;

/** Prudent distance between two hulls under way, and how far ahead their officers look for it. Ours: what keeps a bay calm. */
const CLEAR_M = 0.3 * METERS_PER_NAUTICAL_MILE;
const LOOK_AHEAD_S = 8 * 60;
const LOOK_RANGE_M = 3 * METERS_PER_NAUTICAL_MILE;

/** Positions and velocities of one movement every ten seconds: x, y, vx, vy. */
interface Trace {
  readonly startStep: number;
  readonly samples: Float64Array;
}

function trace(activity: Activity): Trace {
  const startStep = Math.ceil(activity.startMs / STEP_MS);
  const count = Math.max(0, Math.floor(activity.endMs / STEP_MS) - startStep + 1);
  const samples = new Float64Array(count * 4);
  for (let i = 0; i < count; i++) {
    const { at, speedMps, courseDeg } = activity.motion((startStep + i) * STEP_MS);
    const course = (courseDeg * Math.PI) / 180;
    samples.set([at[0], at[1], Math.sin(course) * speedMps, Math.cos(course) * speedMps], i * 4);
  }
  return { startStep, samples };
}

/** Steps at which `a`, moved by `shift` steps, and `b` would close to less than {@link CLEAR_M} if both held on. */
function clashes(a: Trace, shift: number, b: Trace): number {
  let count = 0;
  for (const day of [-STEPS_A_DAY, 0, STEPS_A_DAY]) {
    const offset = a.startStep + shift + day - b.startStep;
    const from = Math.max(0, -offset);
    const to = Math.min(a.samples.length / 4, b.samples.length / 4 - offset);
    for (let i = from; i < to; i++) if (closing(a.samples, i * 4, b.samples, (i + offset) * 4)) count++;
  }
  return count;
}

function closing(a: Float64Array, i: number, b: Float64Array, j: number): boolean {
  const [dx, dy] = [b[j]! - a[i]!, b[j + 1]! - a[i + 1]!];
  if (Math.abs(dx) > LOOK_RANGE_M || Math.abs(dy) > LOOK_RANGE_M) return false;
  const [vx, vy] = [b[j + 2]! - a[i + 2]!, b[j + 3]! - a[i + 3]!];
  const closingSpeed2 = vx * vx + vy * vy;
  const ahead = closingSpeed2 < 0.01 ? 0 : Math.min(LOOK_AHEAD_S, Math.max(0, -(dx * vx + dy * vy) / closingSpeed2));
  return Math.hypot(dx + vx * ahead, dy + vy * ahead) < CLEAR_M;
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

/** All movements of the day so far; new ones are given a time at which they keep clear of the rest. */
export class Timetable {
  readonly #traces: Trace[] = [];

  /** The delay after `activity`'s own start, up to `slackMs`, with the fewest clashes; the earliest of equals. */
  clearDelayMs(activity: Activity, slackMs: number): number {
    const own = trace(activity);
    let best = { delayMs: 0, clashes: Number.POSITIVE_INFINITY };
    for (let delayMs = 0; delayMs <= slackMs; delayMs += 60_000) {
      const shift = delayMs / STEP_MS;
      let found = 0;
      for (const other of this.#traces) {
        found += clashes(own, shift, other);
        if (found >= best.clashes) break;
      }
      if (found < best.clashes) best = { delayMs, clashes: found };
      if (found === 0) break;
    }
    return best.delayMs;
  }

  /** The delay nearest to the middle of `±windowMs` at which `activity` passes `other` at `rangeM`; `undefined` when there is none. */
  meetingDelayMs(activity: Activity, windowMs: number, other: Activity, rangeM: number): number | undefined {
    let collision = { delayMs: 0, nearestM: Number.POSITIVE_INFINITY };
    for (let delayMs = -windowMs; delayMs <= windowMs; delayMs += 30_000) {
      const nearestM = nearestApproachM(activity, delayMs, other);
      if (nearestM < collision.nearestM) collision = { delayMs, nearestM };
    }
    for (let later = 0; later < 180_000; later += 1000) {
      const delayMs = collision.delayMs + later;
      if (Math.abs(nearestApproachM(activity, delayMs, other) - rangeM) < 15) return delayMs;
    }
    return undefined;
  }

  add(activity: Activity): void {
    this.#traces.push(trace(activity));
  }
}

/** Where a hull may lie. */
export interface Berth {
  readonly at: Metres;
  readonly headingDeg: number;
  readonly hold: 'moored' | 'anchored' | 'adrift';
  /** Length of cable that it swings on, metres; only where it anchors. */
  readonly cableM?: number;
}

export interface Departure {
  readonly atMs: number;
  readonly passage: Passage;
  readonly to: Berth;
  readonly underWay?: UnderWay;
  /** How much later it may leave to keep clear of others; 0 keeps to the minute. */
  readonly slackMs?: number;
  /** Leave so that it passes that movement at this range instead. */
  readonly meet?: { readonly movement: Activity; readonly rangeM: number };
}

const SHORTEST_STAY_MS = 60_000;

/** One hull's day under construction: passages in order, stays filled in between. */
export class Logbook {
  readonly #timetable: Timetable;
  readonly #home: Berth;
  readonly #phase: number;
  readonly #movements: { readonly activity: Activity; readonly to: Berth }[] = [];

  /** @param phase 0–1, tells the swing of ships at anchor apart. */
  constructor(timetable: Timetable, home: Berth, phase: number) {
    this.#timetable = timetable;
    this.#home = home;
    this.#phase = phase;
  }

  get berth(): Berth {
    return this.#movements.at(-1)?.to ?? this.#home;
  }

  get freeAtMs(): number {
    return (this.#movements.at(-1)?.activity.endMs ?? 0) + SHORTEST_STAY_MS;
  }

  /** Returns the movement with its settled times, or `undefined` when the meeting asked for cannot be had. */
  sail({ atMs, passage, to, underWay, slackMs = 0, meet }: Departure): Activity | undefined {
    const wanted = sailing(Math.max(atMs, this.freeAtMs), passage, underWay);
    const delayMs = meet
      ? this.#timetable.meetingDelayMs(wanted, 30 * 60_000, meet.movement, meet.rangeM)
      : this.#timetable.clearDelayMs(wanted, slackMs);
    if (delayMs === undefined || wanted.startMs + delayMs < this.freeAtMs) return undefined;
    const settled = sailing(wanted.startMs + delayMs, passage, underWay);
    this.#add(settled, to);
    return settled;
  }

  /** Keeps station on `lead`; the caller has brought the hull to where that begins, and ends it where `to` says. */
  escort(startMs: number, endMs: number, lead: Activity, aheadM: number, starboardM: number): Activity {
    const activity = escorting(startMs, endMs, lead, aheadM, starboardM);
    this.#movements.push({ activity, to: { at: activity.motion(endMs).at, headingDeg: 0, hold: 'adrift' } });
    return activity;
  }

  /** All activities of the day, stays included. @throws RangeError when the hull does not come home, or comes too late for the next day. */
  close(): readonly Activity[] {
    const first = this.#movements[0];
    const last = this.#movements.at(-1);
    if (!first || !last) return [this.#stay(0, DAY_MS, this.#home)];
    if (last.to !== this.#home) throw new RangeError('a day must end where it began');
    if (last.activity.endMs > first.activity.startMs + DAY_MS) throw new RangeError('a day runs into the next');
    const activities: Activity[] = [];
    this.#movements.forEach(({ activity, to }, index) => {
      const next = this.#movements[index + 1]?.activity.startMs ?? first.activity.startMs + DAY_MS;
      activities.push(activity);
      if (next > activity.endMs) activities.push(this.#stay(activity.endMs, next, to));
    });
    return activities;
  }

  #add(activity: Activity, to: Berth): void {
    this.#timetable.add(activity);
    this.#movements.push({ activity, to });
  }

  #stay(startMs: number, endMs: number, { at, headingDeg, hold, cableM = 0 }: Berth): Activity {
    if (hold === 'anchored') return swinging(startMs, endMs, at, cableM, headingDeg, this.#phase);
    return lying(startMs, endMs, at, headingDeg, hold === 'moored' ? 5 : 0);
  }
}
