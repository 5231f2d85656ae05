import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Context, DetectorDescriptor, Input, KeyedDetector, Surroundings } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { admit, detectorFailed, type Outlet, type Slot, type SlotSnapshot } from './slot.ts';
import type { Timer, TimerQueue } from './timer-queue.ts';

/** What a key is made of; most keys have neither state nor timers, and then end after `last`. */
type SavedKey =
  | [key: string, last: number]
  | [key: string, last: number, state: unknown, timers: [name: string, due: number, wake: number][], open: string[]];

/** What is kept of one key: created once, changed in place. */
class Entry {
  readonly key: string;
  /** The newest event time this key has seen, of a message or a timer. */
  last = Number.NEGATIVE_INFINITY;
  state: unknown;
  timers: Timer[] | undefined;
  open: string[] | undefined;

  constructor(key: string) {
    this.key = key;
  }
}

/** One per detector, pointed at the key at hand: no object is made per message. */
class SlotContext implements Context<unknown> {
  time: EventTime = eventTime(0);
  readonly surroundings: Surroundings;
  state: unknown;
  readonly findings: Finding[] = [];
  readonly #slot: KeyedSlot;

  constructor(slot: KeyedSlot, surroundings: Surroundings) {
    this.#slot = slot;
    this.surroundings = surroundings;
  }

  emit(finding: Finding): void {
    this.findings.push(finding);
  }

  setTimer(name: string, time: EventTime): void {
    this.#slot.setTimer(name, Math.max(time, this.time + 1));
  }

  cancelTimer(name: string): void {
    this.#slot.setTimer(name, Number.POSITIVE_INFINITY);
  }
}

/** Runs a keyed detector: state, timers and order of each of its keys. */
export class KeyedSlot implements Slot {
  readonly descriptor: DetectorDescriptor;
  readonly rule: string;
  late = 0;
  readonly #detector: KeyedDetector;
  readonly #order: number;
  readonly #outlet: Outlet;
  readonly #timers: TimerQueue;
  readonly #entries = new Map<string, Entry>();
  readonly #context: SlotContext;
  #current: Entry | undefined;

  constructor(options: {
    descriptor: DetectorDescriptor;
    rule: string;
    detector: KeyedDetector;
    order: number;
    outlet: Outlet;
    timers: TimerQueue;
  }) {
    this.descriptor = options.descriptor;
    this.rule = options.rule;
    this.#detector = options.detector;
    this.#order = options.order;
    this.#outlet = options.outlet;
    this.#timers = options.timers;
    this.#context = new SlotContext(this, options.outlet.surroundings);
  }

  get size(): number {
    return this.#entries.size;
  }

  accept(message: Input): void {
    const entry = this.#entry(message);
    if (entry === undefined) return;
    if (message.time <= entry.last) {
      this.late++;
      return;
    }
    if (entry.timers !== undefined) this.#fireBefore(entry, message.time);
    entry.last = message.time;
    this.#call(entry, message.time, message, undefined);
  }

  postpone(ms: number): void {
    for (const entry of this.#entries.values()) {
      for (const timer of entry.timers ?? []) {
        timer.due += ms;
        timer.wake += ms;
        timer.queuedAt = Number.NaN;
        this.#timers.schedule(timer);
      }
    }
  }

  /** Its timers are in the runtime's one queue, so that they fire in one order with all others. */
  advance(): void {}

  setTimer(name: string, due: number): void {
    const entry = this.#current;
    if (entry === undefined) throw new Error('timers can be set only during a call');
    this.#setTimer(entry, name, due, due + this.#lag(entry));
  }

  snapshot(): SlotSnapshot {
    const open: string[] = [];
    for (const entry of this.#entries.values()) if (entry.open !== undefined) open.push(...entry.open);
    return { rule: this.rule, open, data: JSON.stringify(Array.from(this.#entries.values(), saved)) };
  }

  restore(snapshot: SlotSnapshot): void {
    this.#entries.clear();
    for (const [key, last, state, timers = [], open = []] of JSON.parse(snapshot.data) as SavedKey[]) {
      const entry = new Entry(key);
      entry.last = last;
      entry.state = state ?? undefined;
      if (open.length > 0) entry.open = open;
      for (const [name, due, wake] of timers) this.#setTimer(entry, name, due, wake);
      this.#entries.set(key, entry);
    }
  }

  #entry(message: Input): Entry | undefined {
    let key: string;
    try {
      key = this.#detector.key(message);
    } catch (error) {
      this.#outlet.fault(this.descriptor.id, error);
      return undefined;
    }
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = new Entry(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #setTimer(entry: Entry, name: string, due: number, wake: number): void {
    let timer = entry.timers?.find((candidate) => candidate.name === name);
    if (timer === undefined) {
      if (due === Number.POSITIVE_INFINITY) return;
      timer = this.#newTimer(entry, name);
      entry.timers ??= [];
      entry.timers.push(timer);
    }
    timer.due = due;
    timer.wake = wake;
    this.#timers.schedule(timer);
  }

  /**
   * How far the key is behind the stream, ms. Old data that come in beside live ones (a log of last year, a gauge whose clock is slow) run on
   * their own clock: the watermark has long passed their time, and to fire their timers by it would call each of them silent between two messages.
   */
  #lag(entry: Entry): number {
    return Math.max(0, this.#outlet.watermark() - entry.last);
  }

  #newTimer(entry: Entry, name: string): Timer {
    const timer: Timer = {
      name,
      key: entry.key,
      order: this.#order,
      due: Number.POSITIVE_INFINITY,
      wake: Number.POSITIVE_INFINITY,
      queuedAt: Number.NaN,
      fire: () => this.#fire(entry, timer),
    };
    return timer;
  }

  /** The key's own timers that are due before its next message: they must not depend on how far the watermark is. */
  #fireBefore(entry: Entry, time: number): void {
    for (;;) {
      let next: Timer | undefined;
      for (const timer of entry.timers!) {
        if (timer.due >= time) continue;
        if (next === undefined || timer.due < next.due || (timer.due === next.due && timer.name < next.name))
          next = timer;
      }
      if (next === undefined) return;
      this.#fire(entry, next);
    }
  }

  #fire(entry: Entry, timer: Timer): void {
    const time = eventTime(timer.due);
    timer.due = Number.POSITIVE_INFINITY;
    if (time > entry.last) entry.last = time;
    this.#call(entry, time, undefined, timer.name);
  }

  #call(entry: Entry, time: EventTime, message: Input | undefined, timer: string | undefined): void {
    const context = this.#context;
    context.time = time;
    context.state = entry.state;
    this.#current = entry;
    try {
      if (message !== undefined) this.#detector.onMessage(message, context);
      else this.#detector.onTimer?.(timer!, context);
      entry.state = context.state;
      if (context.findings.length > 0) this.#hand(entry, context.findings);
    } catch (error) {
      this.#reset(entry, time);
      this.#outlet.fault(this.descriptor.id, error);
    } finally {
      this.#current = undefined;
      if (context.findings.length > 0) context.findings.length = 0;
    }
  }

  #hand(entry: Entry, findings: readonly Finding[]): void {
    entry.open ??= [];
    admit(findings, entry.open, this.#outlet.emit);
    if (entry.open.length === 0) entry.open = undefined;
  }

  /** Half a change may be worse than none: a key whose call threw starts anew. */
  #reset(entry: Entry, time: EventTime): void {
    entry.state = undefined;
    for (const timer of entry.timers ?? []) timer.due = Number.POSITIVE_INFINITY;
    for (const key of entry.open ?? []) this.#outlet.emit(detectorFailed(this.descriptor.id, key, time));
    entry.open = undefined;
  }
}

function saved({ key, last, state, timers, open }: Entry): SavedKey {
  const set = (timers ?? []).filter(({ due }) => Number.isFinite(due));
  if (state === undefined && set.length === 0 && open === undefined) return [key, last];
  return [key, last, state ?? null, set.map(({ name, due, wake }) => [name, due, wake]), open ?? []];
}
