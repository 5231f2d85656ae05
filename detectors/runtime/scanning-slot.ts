import { eventTime } from '../../geodata/model/time.ts';
import type { DetectorDescriptor, Input, ScanningDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { admit, type Outlet, type Slot, type SlotSnapshot } from './slot.ts';

/**
 * How much longer than its own inputs a scanning detector lets all other messages push its time, ms. Ours: more than the minute by which the
 * pipeline lets a clock be ahead, so that one sensor with a fast clock cannot make every vessel late.
 */
const OTHERS_GRACE_MS = 120_000;

interface Data {
  readonly newest: number | null;
  readonly waiting: Input[];
  readonly lastScan: number | null;
  readonly lastInput: number | null;
  readonly detector: unknown;
}

/**
 * Runs a scanning detector. Inputs wait until a scan whose time covers them is due, and are then handed over in order of event
 * time: what a scan finds depends on the inputs up to its time alone, not on the order in which they came.
 */
export class ScanningSlot implements Slot {
  readonly descriptor: DetectorDescriptor;
  readonly rule: string;
  late = 0;
  readonly #detector: ScanningDetector;
  readonly #outlet: Outlet;
  readonly #latenessMs: number;
  #waiting: Input[] = [];
  /** The earliest time in `#waiting`; Infinity when it is empty. */
  #earliest = Number.POSITIVE_INFINITY;
  #lastScan = Number.NEGATIVE_INFINITY;
  #lastInput = Number.NEGATIVE_INFINITY;
  /** The newest event time of its inputs, waiting or not. */
  #newest = Number.NEGATIVE_INFINITY;
  #open: string[] = [];

  constructor(options: {
    descriptor: DetectorDescriptor;
    rule: string;
    detector: ScanningDetector;
    outlet: Outlet;
    latenessMs: number;
  }) {
    this.descriptor = options.descriptor;
    this.rule = options.rule;
    this.#detector = options.detector;
    this.#outlet = options.outlet;
    this.#latenessMs = options.latenessMs;
  }

  get size(): number {
    return this.#waiting.length;
  }

  accept(message: Input): void {
    if (message.time <= this.#lastScan) {
      this.late++;
      return;
    }
    this.#waiting.push(message);
    if (message.time < this.#earliest) this.#earliest = message.time;
    if (message.time > this.#newest) this.#newest = message.time;
  }

  advance(watermark: number, toldTo: number): void {
    const reached = Math.max(this.#newest - this.#latenessMs, watermark - OTHERS_GRACE_MS, toldTo);
    // The common case of every message: no tick is due yet.
    if (this.#lastScan + this.#detector.intervalMs >= reached) return;
    for (let tick = this.#nextTick(); tick < reached; tick = this.#nextTick()) this.#scan(tick);
  }

  snapshot(): SlotSnapshot {
    const data: Data = {
      newest: Number.isFinite(this.#newest) ? this.#newest : null,
      waiting: this.#waiting,
      lastScan: Number.isFinite(this.#lastScan) ? this.#lastScan : null,
      lastInput: Number.isFinite(this.#lastInput) ? this.#lastInput : null,
      detector: this.#detector.snapshot(),
    };
    return { rule: this.rule, open: [...this.#open], data: JSON.stringify(data) };
  }

  restore(snapshot: SlotSnapshot): void {
    const data = JSON.parse(snapshot.data) as Data;
    this.#waiting = data.waiting;
    this.#earliest = earliestOf(this.#waiting);
    this.#newest = data.newest ?? Number.NEGATIVE_INFINITY;
    this.#lastScan = data.lastScan ?? Number.NEGATIVE_INFINITY;
    this.#lastInput = data.lastInput ?? Number.NEGATIVE_INFINITY;
    this.#open = [...snapshot.open];
    this.#detector.restore(data.detector);
  }

  /** The next tick at which there is anything to look at; Infinity when there is none. */
  #nextTick(): number {
    const { intervalMs, settleMs } = this.#detector;
    const next = this.#lastScan + intervalMs;
    if (Number.isFinite(next) && next <= this.#lastInput + settleMs) return next;
    return Math.max(next, Math.ceil(this.#earliest / intervalMs) * intervalMs);
  }

  #scan(tick: number): void {
    if (this.#earliest <= tick) this.#observeUpTo(tick);
    this.#lastScan = tick;
    const findings: Finding[] = [];
    try {
      this.#detector.scan(eventTime(tick), this.#outlet.surroundings, (finding) => findings.push(finding));
      admit(findings, this.#open, this.#outlet.emit);
    } catch (error) {
      this.#outlet.fault(this.descriptor.id, error);
    }
  }

  #observeUpTo(tick: number): void {
    const due: Input[] = [];
    const later: Input[] = [];
    for (const message of this.#waiting) (message.time <= tick ? due : later).push(message);
    this.#waiting = later;
    this.#earliest = earliestOf(later);
    due.sort(byTimeAndSubject);
    for (const message of due) {
      try {
        this.#detector.observe(message, this.#outlet.surroundings);
      } catch (error) {
        this.#outlet.fault(this.descriptor.id, error);
      }
    }
    this.#lastInput = due.at(-1)!.time;
  }
}

function earliestOf(messages: readonly Input[]): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { time } of messages) if (time < earliest) earliest = time;
  return earliest;
}

function byTimeAndSubject(a: Input, b: Input): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.thing !== b.thing) return a.thing < b.thing ? -1 : 1;
  const [first, second] = [subjectOf(a), subjectOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Tells messages of one thing and time apart. */
function subjectOf(message: Input): string {
  if (message.kind === 'observation') return message.datastream;
  return message.kind === 'report' || message.kind === 'warning' ? message.id : '';
}
