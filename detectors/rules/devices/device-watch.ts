import type { Grade } from '../../../geodata/model/grade.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { EvidenceSample } from '../../finding.ts';
import { keepSample } from '../conditions/samples.ts';

/** What a reading of one device means. */
export interface Limits {
  /** Reached from `raise` on, mildest first. */
  readonly levels: readonly { readonly grade: Grade; readonly raise: number }[];
  /** Within again below this. */
  readonly clear: number;
  readonly intervalMs: number;
  /** One reading is enough from here on; between the first level and this a second must agree. Absent: always enough. */
  readonly sureFrom?: number;
  /** No such value exists: the device is at fault. */
  readonly most?: number;
  /** What the value is expected to be when the next reading comes, where a trend counts. */
  readonly expected?: number;
}

/** Plain data. */
export interface DeviceState {
  at: EventTime;
  value: number;
  before: { readonly at: EventTime; readonly value: number } | null;
  /** Readings in a row at or beyond the first level, and within `clear`. */
  beyond: number;
  within: number;
  reached: Grade | null;
  isSure: boolean;
  /** It last showed a fault of its own. */
  doubtedAt: EventTime | null;
  raised: Grade | null;
  /** What it clears below, as it was when it was raised. */
  clear: number;
  readonly samples: EvidenceSample[];
}

export type Change = 'raise' | 'update' | 'clear';

/** A reading so soon after the last, and so much earlier than its interval, says that the device has started anew. Ours: later ones may be a device that is back in its rhythm. */
const EARLY_SHARE = 0.8;
const EARLY_MS = 150_000;
/** A device that showed a fault is not believed singly for so long. Ours: one that restarts does so more often. */
const DOUBT_MS = 5 * 60_000;
/** What is new waits so long, for the restarts of others to be seen. Ours: a quarter of what a median alarm may be late. */
const HOLD_MS = 15_000;
/** So many readings in a row must agree then. Ours: a loose contact alternates. */
const DOUBT_NEED = 3;
/** So many devices that start anew within so long have lost their power together: none is believed singly. Ours. */
const TOGETHER = 3;
const TOGETHER_MS = 2 * 60_000;

interface Snapshot {
  readonly devices: readonly (readonly [ThingId, DeviceState])[];
  readonly touched: readonly ThingId[];
  readonly restarts: readonly (readonly [ThingId, EventTime])[];
}

/**
 * Watches the readings of many devices against their limits and tells faults of devices from what they measure: a device that restarts, alternates, calls its own reading
 * suspect or tells the impossible must say the same three times in a row; when many restart at once, all must. Others are believed at once.
 */
export class DeviceWatch {
  readonly #clearNeed: number;
  readonly #devices = new Map<ThingId, DeviceState>();
  readonly #touched = new Set<ThingId>();
  readonly #restarts = new Map<ThingId, EventTime>();

  /** @param clearNeed readings in a row that must be within before it clears. */
  constructor(clearNeed: number) {
    this.#clearNeed = clearNeed;
  }

  state(thing: ThingId): DeviceState | undefined {
    return this.#devices.get(thing);
  }

  observe({ thing, time, value, quality }: Observation, limits: Limits): void {
    const state = this.#devices.get(thing);
    const isEarly = state !== undefined && time - state.at < Math.min(EARLY_MS, EARLY_SHARE * limits.intervalMs);
    if (isEarly) this.#restarts.set(thing, time);
    if (state && (isEarly || quality !== 'good' || value > (limits.most ?? Number.POSITIVE_INFINITY)))
      state.doubtedAt = time;
    if (quality !== 'good' || value > (limits.most ?? Number.POSITIVE_INFINITY)) return;
    const next = state ?? newState(time, value);
    if (state) {
      state.before = { at: state.at, value: state.value };
      Object.assign(state, { at: time, value });
    }
    const level = limits.levels.findLast(({ raise }) => Math.max(value, limits.expected ?? value) >= raise);
    next.beyond = level ? next.beyond + 1 : 0;
    // Where no level holds now (a workshop has opened), what was raised is over.
    const isWithin = limits.levels.length === 0 || value < (next.raised === null ? limits.clear : next.clear);
    next.within = isWithin ? next.within + 1 : 0;
    next.reached = level?.grade ?? null;
    next.isSure = value >= (limits.sureFrom ?? Number.NEGATIVE_INFINITY);
    if (next.raised === null) next.clear = limits.clear;
    keepSample(next.samples, { time, value, thing });
    this.#devices.set(thing, next);
    if (level || next.raised !== null) this.#touched.add(thing);
  }

  /** Tells what has changed, in order of ids. A raise that waits for the others' restarts to pass is looked at again. */
  scan(time: EventTime, tell: (thing: ThingId, change: Change, state: DeviceState) => void): void {
    for (const [thing, at] of this.#restarts) if (at < time - TOGETHER_MS) this.#restarts.delete(thing);
    for (const thing of [...this.#touched].sort()) {
      const state = this.#devices.get(thing)!;
      const change = this.#changeOf(state, time);
      const waits = change === undefined && state.reached !== null && state.reached < (state.raised ?? 5);
      if (!waits) this.#touched.delete(thing);
      if (change === undefined) continue;
      state.raised = change === 'clear' ? null : state.reached;
      tell(thing, change, state);
    }
  }

  snapshot(): Snapshot {
    return { devices: [...this.#devices], touched: [...this.#touched], restarts: [...this.#restarts] };
  }

  restore(snapshot: unknown): void {
    const { devices, touched, restarts } = structuredClone(snapshot) as Snapshot;
    for (const [thing, state] of devices) this.#devices.set(thing, state);
    for (const thing of touched) this.#touched.add(thing);
    for (const [thing, at] of restarts) this.#restarts.set(thing, at);
  }

  #changeOf(state: DeviceState, time: EventTime): Change | undefined {
    const { raised, reached, within } = state;
    if (raised !== null) {
      if (within >= this.#clearNeed) return 'clear';
      return reached !== null && reached < raised && this.#isBelieved(state, time) ? 'update' : undefined;
    }
    return reached !== null && this.#isBelieved(state, time) ? 'raise' : undefined;
  }

  #isBelieved({ doubtedAt, beyond, isSure, at }: DeviceState, time: EventTime): boolean {
    const isDoubted = doubtedAt !== null && at - doubtedAt <= DOUBT_MS;
    if (isDoubted || this.#restarts.size >= TOGETHER) return beyond >= DOUBT_NEED;
    return beyond >= (isSure ? 1 : 2) && time >= at + HOLD_MS;
  }
}

const newState = (at: EventTime, value: number): DeviceState => ({
  at,
  value,
  before: null,
  beyond: 0,
  within: 0,
  reached: null,
  isSure: false,
  doubtedAt: null,
  raised: null,
  clear: 0,
  samples: [],
});
