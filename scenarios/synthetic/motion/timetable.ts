import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import { METERS_PER_NAUTICAL_MILE } from '../../../geodata/model/units.ts';
import { type Activity, DAY_MS, escorting, lying, sailing, swinging, type UnderWay } from './itinerary.ts';
import type { Passage } from './passage.ts';

const STEP_MS = 10_000;
const STEPS_A_DAY = DAY_MS / STEP_MS;

/** What officers keep clear by, and how far ahead they look for it. Ours: what keeps a bay calm. */
const CLEAR_M = 0.25 * METERS_PER_NAUTICAL_MILE;
const TOO_CLOSE_M = 0.13 * METERS_PER_NAUTICAL_MILE;
/** One step of a course that would end too close counts as much as so many that would not end clear. */
const TOO_CLOSE_WEIGHT = 25;
/** Nobody sails on into a collision, whatever else it costs. */
const COLLISION_M = 70;
const COLLISION_AHEAD_S = 90;
const COLLISION_WEIGHT = 1000;
const LOOK_AHEAD_S = 10 * 60;
const LOOK_RANGE_M = 4 * METERS_PER_NAUTICAL_MILE;
/** Two hulls that are both slower have room and time, m/s. */
const SLOW_MPS = 1;

/** Clashes look ahead, so every other sample tells them. */
const STRIDE = 2;

const FIELDS = 4;

/** Positions and velocities of one movement every ten seconds: x, y, vx, vy; x is NaN where closeness is ordinary. */
interface Trace {
  readonly startStep: number;
  readonly samples: Float64Array;
}

function trace(activity: Activity, isSheltered: (at: Metres) => boolean): Trace {
  const startStep = Math.ceil(activity.startMs / STEP_MS);
  const count = Math.max(0, Math.floor(activity.endMs / STEP_MS) - startStep + 1);
  const samples = new Float64Array(count * FIELDS);
  for (let i = 0; i < count; i++) {
    const { at, speedMps, courseDeg } = activity.motion((startStep + i) * STEP_MS);
    const course = (courseDeg * Math.PI) / 180;
    const east = isSheltered(at) ? Number.NaN : at[0];
    samples.set([east, at[1], Math.sin(course) * speedMps, Math.cos(course) * speedMps], i * FIELDS);
  }
  return { startStep, samples };
}

/** How badly `a`, moved by `shift` steps, and `b` would be in each other's way if at each step both held on. */
function clashes(a: Trace, shift: number, b: Trace): number {
  let sum = 0;
  for (let day = -STEPS_A_DAY; day <= STEPS_A_DAY; day += STEPS_A_DAY) {
    const offset = a.startStep + shift + day - b.startStep;
    const from = Math.max(0, -offset);
    const to = Math.min(a.samples.length / FIELDS, b.samples.length / FIELDS - offset);
    for (let i = from; i < to; i += STRIDE) sum += clash(a.samples, i * FIELDS, b.samples, (i + offset) * FIELDS);
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
  if (closing2 < SLOW_MPS * SLOW_MPS) return 0;
  const ahead = -(dx * vx + dy * vy) / closing2;
  if (ahead < 0 || ahead > LOOK_AHEAD_S) return 0;
  const missM = Math.hypot(dx + vx * ahead, dy + vy * ahead);
  if (missM < COLLISION_M && ahead < COLLISION_AHEAD_S) return COLLISION_WEIGHT;
  return missM < TOO_CLOSE_M ? TOO_CLOSE_WEIGHT : missM < CLEAR_M ? 1 : 0;
}

const nowhere = () => false;

/** Squared nearest distance at the steps of two traces, `a` moved by `shift` steps. */
function nearestApproach2(a: Trace, shift: number, b: Trace): number {
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
function nearestApproachM(a: Activity, delayMs: number, b: Activity): number {
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

/** Delays are tried in whole minutes, about so many of them. Ours. */
const DELAYS = 15;
const delayStepMs = (slackMs: number): number => Math.max(1, Math.ceil(slackMs / 60_000 / DELAYS)) * 60_000;
const MEETING_STEP_MS = 30_000;
const LONGEST_LATER_MS = 180_000;
const MEETING_ERROR_M = 15;

/** All movements of the day so far; new ones are given a time at which they keep clear of the rest. */
export class Timetable {
  readonly #traces: Trace[] = [];
  readonly #isSheltered: (at: Metres) => boolean;

  /** @param isSheltered where hulls lie close as a matter of course: berths and anchorages. */
  constructor(isSheltered: (at: Metres) => boolean) {
    this.#isSheltered = isSheltered;
  }

  /** The delay after `activity`'s own start, up to `slackMs`, that is least in others' way; the earliest of equals. 0 clashes are none. */
  clearDelay(activity: Activity, slackMs: number): { readonly delayMs: number; readonly clashes: number } {
    const own = trace(activity, this.#isSheltered);
    const stepMs = delayStepMs(slackMs);
    let best = { delayMs: 0, clashes: Number.POSITIVE_INFINITY };
    for (let delayMs = 0; delayMs <= slackMs && best.clashes > 0; delayMs += stepMs) {
      let found = 0;
      for (const other of this.#traces) {
        found += clashes(own, delayMs / STEP_MS, other);
        if (found >= best.clashes) break;
      }
      if (found < best.clashes) best = { delayMs, clashes: found };
    }
    return best;
  }

  /** The delay within `±windowMs` at which `activity` passes `other` at `rangeM`, a little later than it would hit it; `undefined` when there is none. */
  meetingDelayMs(activity: Activity, windowMs: number, other: Activity, rangeM: number): number | undefined {
    const [own, its] = [trace(activity, nowhere), trace(other, nowhere)];
    let collision = { delayMs: 0, nearest2: Number.POSITIVE_INFINITY };
    for (let delayMs = -windowMs; delayMs <= windowMs; delayMs += MEETING_STEP_MS) {
      const nearest2 = nearestApproach2(own, delayMs / STEP_MS, its);
      if (nearest2 < collision.nearest2) collision = { delayMs, nearest2 };
    }
    // Beyond the collision the range grows with the delay.
    let [low, high] = [0, LONGEST_LATER_MS];
    while (high - low > 500) {
      const middle = (low + high) / 2;
      if (nearestApproachM(activity, collision.delayMs + middle, other) < rangeM) low = middle;
      else high = middle;
    }
    const delayMs = Math.round((collision.delayMs + high) / 1000) * 1000;
    return Math.abs(nearestApproachM(activity, delayMs, other) - rangeM) < MEETING_ERROR_M ? delayMs : undefined;
  }

  add(activity: Activity): void {
    this.#traces.push(trace(activity, this.#isSheltered));
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
  /** One way to go, or several to choose the clearest from. */
  readonly passage: Passage | readonly Passage[];
  readonly to: Berth;
  readonly underWay?: UnderWay;
  /** How much later it may leave to keep clear of others; 0 keeps to the minute. */
  readonly slackMs?: number;
}

/** A departure that passes another movement at a given range. */
export interface Meeting {
  readonly atMs: number;
  readonly passage: Passage;
  readonly to: Berth;
  readonly rangeM: number;
  /** Whom it may meet; of these it meets the one that leaves it least in the way of the rest. */
  readonly others: readonly Activity[];
}

/** How far from the wanted time a ship may leave to meet another. */
const MEETING_WINDOW_MS = 30 * 60_000;

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

  sail({ atMs, passage, to, underWay, slackMs = 0 }: Departure): Activity {
    const startMs = Math.max(atMs, this.freeAtMs);
    const ways = 'path' in passage ? [passage] : passage;
    let best = { delayMs: 0, clashes: Number.POSITIVE_INFINITY, way: ways[0]! };
    for (const way of ways) {
      const found = this.#timetable.clearDelay(sailing(startMs, way, underWay), slackMs);
      if (found.clashes < best.clashes) best = { ...found, way };
      if (best.clashes === 0) break;
    }
    return this.#add(sailing(startMs + best.delayMs, best.way, underWay), to);
  }

  /** `undefined` when none of the others can be met in time. */
  sailToMeet({
    atMs,
    passage,
    to,
    rangeM,
    others,
  }: Meeting): { readonly movement: Activity; readonly other: Activity } | undefined {
    const wanted = sailing(Math.max(atMs, this.freeAtMs), passage);
    let best: { movement: Activity; other: Activity; clashes: number } | undefined;
    for (const other of others) {
      const delayMs = this.#timetable.meetingDelayMs(wanted, MEETING_WINDOW_MS, other, rangeM);
      if (delayMs === undefined || wanted.startMs + delayMs < this.freeAtMs) continue;
      const movement = sailing(wanted.startMs + delayMs, passage);
      const { clashes } = this.#timetable.clearDelay(movement, 0);
      if (!best || clashes < best.clashes) best = { movement, other, clashes };
    }
    return best && { movement: this.#add(best.movement, to), other: best.other };
  }

  /** Keeps station on `lead`; the caller has brought the hull to where that begins, and ends it where `to` says. */
  escort(startMs: number, endMs: number, lead: Activity, stations: Parameters<typeof escorting>[3]): Activity {
    const activity = escorting(startMs, endMs, lead, stations);
    return this.#add(activity, { at: activity.motion(endMs).at, headingDeg: 0, hold: 'adrift' });
  }

  /** All activities of the day, stays included. A day must end where it began, before it begins again: last trips for which there is no time are not made. */
  close(): readonly Activity[] {
    const first = this.#movements[0];
    if (!first) return [this.#stay(0, DAY_MS, this.#home)];
    const fits = ({ activity, to }: { readonly activity: Activity; readonly to: Berth }) =>
      to === this.#home && activity.endMs <= first.activity.startMs + DAY_MS;
    while (this.#movements.length > 0 && !fits(this.#movements.at(-1)!)) this.#movements.pop();
    if (this.#movements.length === 0) return [this.#stay(0, DAY_MS, this.#home)];
    const activities: Activity[] = [];
    this.#movements.forEach(({ activity, to }, index) => {
      const next = this.#movements[index + 1]?.activity.startMs ?? first.activity.startMs + DAY_MS;
      activities.push(activity);
      if (next > activity.endMs) activities.push(this.#stay(activity.endMs, next, to));
    });
    return activities;
  }

  /** All activities, with a stay at home before the first and one at the last berth after it, each longer than any day. */
  closeForGood(): readonly Activity[] {
    const activities: Activity[] = [];
    let [lying, since] = [this.#home, -2 * DAY_MS];
    for (const { activity, to } of this.#movements) {
      if (activity.startMs > since) activities.push(this.#stay(since, activity.startMs, lying));
      activities.push(activity);
      [lying, since] = [to, activity.endMs];
    }
    activities.push(this.#stay(since, since + 5 * DAY_MS, lying));
    return activities;
  }

  #add(activity: Activity, to: Berth): Activity {
    this.#timetable.add(activity);
    this.#movements.push({ activity, to });
    return activity;
  }

  #stay(startMs: number, endMs: number, { at, headingDeg, hold, cableM = 0 }: Berth): Activity {
    if (hold === 'anchored') return swinging(startMs, endMs, at, cableM, headingDeg, this.#phase);
    return lying(startMs, endMs, at, headingDeg, hold === 'moored' ? 5 : 0);
  }
}
