import type { Metres } from '../../../geodata/city/harbour/frame.ts';
import {
  clashes,
  everywhere,
  nearestApproach2,
  nearestApproachM,
  STEP_MS,
  type Trace,
  trace,
  type Water,
} from './clashes.ts';
import { type Activity, DAY_MS, escorting, lying, sailing, swinging, type UnderWay } from './itinerary.ts';
import type { Passage } from './passage.ts';

/** Delays are tried in whole minutes, about so many of them. Ours. */
const DELAYS = 15;
const delayStepMs = (slackMs: number): number => Math.max(1, Math.ceil(slackMs / 60_000 / DELAYS)) * 60_000;
const MEETING_STEP_MS = 30_000;
const LONGEST_LATER_MS = 180_000;
const MEETING_ERROR_M = 15;

/** When to leave, and how much one is in others' way then. */
interface Clearance {
  readonly delayMs: number;
  readonly clashes: number;
}

/** All movements of the day so far; new ones are given a time at which they keep clear of the rest. */
export class Timetable {
  readonly #traces: Trace[] = [];
  readonly #waterAt: (at: Metres) => Water;

  /** @param waterAt sheltered: where hulls lie close as a matter of course, at berths and anchorages. */
  constructor(waterAt: (at: Metres) => Water) {
    this.#waterAt = waterAt;
  }

  /** The delay after `activity`'s own start, up to `slackMs`, that is least in others' way; the earliest of equals. 0 clashes are none. @param least only fewer clashes are of interest. */
  clearDelay(activity: Activity, slackMs: number, least = Number.POSITIVE_INFINITY): Clearance {
    const own = trace(activity, this.#waterAt);
    const stepMs = delayStepMs(slackMs);
    let best = { delayMs: 0, clashes: least };
    for (let delayMs = 0; delayMs <= slackMs && best.clashes > 0; delayMs += stepMs) {
      let found = 0;
      for (const other of this.#traces) {
        found += clashes(own, delayMs / STEP_MS, other, best.clashes - found);
        if (found >= best.clashes) break;
      }
      if (found < best.clashes) best = { delayMs, clashes: found };
    }
    return best;
  }

  /** The delay within `±windowMs` at which `activity` passes `other` at `rangeM`, a little later than it would hit it; `undefined` when there is none. */
  meetingDelayMs(activity: Activity, windowMs: number, other: Activity, rangeM: number): number | undefined {
    const [own, its] = [trace(activity, everywhere), trace(other, everywhere)];
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
    this.#traces.push(trace(activity, this.#waterAt));
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
  readonly #patienceMs: number;
  readonly #movements: { readonly activity: Activity; readonly to: Berth }[] = [];

  /** @param phase 0–1, tells the swing of ships at anchor apart. @param patienceMs how much later than it wants it leaves at most, to keep clear of everybody. */
  constructor(timetable: Timetable, home: Berth, phase: number, patienceMs = 0) {
    this.#patienceMs = patienceMs;
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

  sail(departure: Departure): Activity {
    const { activity } = this.#clearest(departure);
    return this.#add(activity, departure.to);
  }

  /** Stays where it is when there is no time to leave at which it is in nobody's way. */
  sailIfClear(departure: Departure): Activity | undefined {
    const { activity, clashes } = this.#clearest(departure);
    return clashes === 0 ? this.#add(activity, departure.to) : undefined;
  }

  #clearest({ atMs, passage, underWay, slackMs = 0 }: Departure) {
    const startMs = Math.max(atMs, this.freeAtMs);
    const ways = 'path' in passage ? [passage] : passage;
    let best = { delayMs: 0, clashes: Number.POSITIVE_INFINITY, way: ways[0]! };
    const patienceMs = slackMs > 0 ? Math.max(slackMs, this.#patienceMs) : 0;
    for (const withinMs of new Set([slackMs, patienceMs])) {
      for (const way of ways) {
        if (best.clashes === 0) break;
        const found = this.#timetable.clearDelay(sailing(startMs, way, underWay), withinMs, best.clashes);
        if (found.clashes < best.clashes) best = { ...found, way };
      }
    }
    return { activity: sailing(startMs + best.delayMs, best.way, underWay), clashes: best.clashes };
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
