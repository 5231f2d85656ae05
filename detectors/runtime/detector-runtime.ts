import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type {
  Detector,
  DetectorDescriptor,
  Input,
  KeyedDetector,
  ScanningDetector,
  Surroundings,
} from '../detector.ts';
import type { Finding } from '../finding.ts';
import { KeyedSlot } from './keyed-slot.ts';
import { Routes } from './routes.ts';
import { ScanningSlot } from './scanning-slot.ts';
import { type Outlet, ruleChanged, type Slot, type SlotSnapshot } from './slot.ts';
import { TimerQueue } from './timer-queue.ts';

/** How far, in event time, one message may be behind another and still come before timers and scans. Ours, configurable. */
const DEFAULT_LATENESS_MS = 5_000;

export interface ConfiguredDetector {
  readonly descriptor: DetectorDescriptor;
  /** Parsed with the descriptor's own schema, which fills in the defaults. Absent: all defaults. */
  readonly parameters?: unknown;
}

export interface RuntimeOptions {
  readonly detectors: readonly ConfiguredDetector[];
  readonly surroundings: Surroundings;
  emit(finding: Finding): void;
  /** A detector threw, or its findings did not fit together. It was bypassed for that call; the rest carried on. */
  onFault(detectorId: string, error: unknown): void;
  readonly latenessMs?: number;
}

/** Raised with every change of shape: a snapshot of another format cannot be read. */
export const SNAPSHOT_FORMAT = 2;

/** Plain JSON data. */
export interface RuntimeSnapshot {
  /** See {@link SNAPSHOT_FORMAT}. */
  readonly format: number;
  readonly newest: number | null;
  readonly advancedTo: number | null;
  readonly detectors: Readonly<Record<string, SlotSnapshot>>;
}

export interface RuntimeStats {
  /** Messages handed in. */
  readonly processed: number;
  readonly findings: number;
  /** By detector: messages not newer than the key's last, or behind a scan that is done. */
  readonly late: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  /** By detector: keys held; for a scanning detector, inputs that wait for the next scan. */
  readonly keys: Readonly<Record<string, number>>;
}

/**
 * Runs detectors over the stream in event time. It never looks at a wall clock, so a replay finds what live operation found.
 *
 * - Per key, a detector sees strictly growing times. A message that is not newer than the key's last message or fired timer is late:
 *   counted, never detected.
 * - The watermark is the newest event time seen less the allowed lateness. Timers and scans happen once it has passed their time, with
 *   exactly that time. A key's own message also passes that key's timers, so keyed results do not depend on how keys are interleaved, as
 *   long as no message is behind another by more than the lateness. A key that is further behind runs on its own clock.
 * - Scans wait for their own inputs: other messages push them on only two minutes later. Inputs behind a scan that is done, such as an old
 *   log read in beside a live feed, are late for it.
 * - Detectors get `good` messages only, unless their descriptor says otherwise.
 * - A detector that throws is reported and counted; the findings of that call are dropped, and its state for that key starts anew.
 */
export class DetectorRuntime {
  readonly #slots: readonly Slot[];
  readonly #scanning: readonly Slot[];
  readonly #routes: Routes;
  readonly #timers = new TimerQueue();
  readonly #outlet: Outlet;
  readonly #latenessMs: number;
  #newest = Number.NEGATIVE_INFINITY;
  #advancedTo = Number.NEGATIVE_INFINITY;
  #processed = 0;
  #findings = 0;
  readonly #faults = new Map<string, number>();

  /** @throws ZodError when parameters do not fit their detector's schema; Error when two detectors share an id. */
  constructor(options: RuntimeOptions) {
    this.#latenessMs = options.latenessMs ?? DEFAULT_LATENESS_MS;
    this.#outlet = {
      surroundings: options.surroundings,
      watermark: () => this.#watermark(),
      emit: (finding) => {
        this.#findings++;
        options.emit(finding);
      },
      fault: (detector, error) => {
        this.#faults.set(detector, (this.#faults.get(detector) ?? 0) + 1);
        options.onFault(detector, error);
      },
    };
    this.#slots = options.detectors.map((configured, order) => this.#slot(configured, order));
    const ids = new Set(this.#slots.map((slot) => slot.descriptor.id));
    if (ids.size < this.#slots.length) throw new Error('two configured detectors share an id');
    this.#scanning = this.#slots.filter((slot) => slot instanceof ScanningSlot);
    this.#routes = new Routes(this.#slots);
  }

  /** Everything older has been seen, as far as the allowed lateness goes; `undefined` before the first message. */
  get watermark(): EventTime | undefined {
    const watermark = this.#watermark();
    return Number.isFinite(watermark) ? eventTime(watermark) : undefined;
  }

  /** Event time of the newest message; `undefined` before the first. */
  get newest(): EventTime | undefined {
    return Number.isFinite(this.#newest) ? eventTime(this.#newest) : undefined;
  }

  process(message: Input): void {
    this.#processed++;
    const kind = this.#outlet.surroundings.thing(message.thing)?.kind;
    const slots = this.#routes.for(message, kind);
    for (const slot of slots) slot.accept(message);
    if (message.time > this.#newest) {
      this.#newest = message.time;
      this.#pass();
    } else {
      const watermark = this.#watermark();
      for (const slot of slots) slot.advance(watermark, this.#advancedTo);
    }
  }

  /** Says that time has come to `watermark` although no message has: for live feeds that fall silent. Never goes back. */
  advance(watermark: EventTime): void {
    if (watermark <= this.#advancedTo) return;
    this.#advancedTo = watermark;
    this.#pass();
  }

  /**
   * Says that nobody listened for `gapMs` behind the newest message. A series must not be called silent for the time that we ourselves were away, so
   * all timers move by it.
   */
  resumeAfter(gapMs: number): void {
    for (const slot of this.#slots) if (slot instanceof KeyedSlot) slot.postpone(gapMs);
  }

  /** A copy of all state: later messages do not change it. */
  snapshot(): RuntimeSnapshot {
    return {
      format: SNAPSHOT_FORMAT,
      newest: Number.isFinite(this.#newest) ? this.#newest : null,
      advancedTo: Number.isFinite(this.#advancedTo) ? this.#advancedTo : null,
      detectors: Object.fromEntries(this.#slots.map((slot) => [slot.descriptor.id, slot.snapshot()])),
    };
  }

  /**
   * Goes on from a snapshot; call it before the first message. State of a detector whose version or parameters have changed since, or that is no longer
   * configured, is left behind, and a clear is emitted for everything it had open.
   */
  restore(snapshot: RuntimeSnapshot): void {
    this.#newest = snapshot.newest ?? Number.NEGATIVE_INFINITY;
    this.#advancedTo = snapshot.advancedTo ?? Number.NEGATIVE_INFINITY;
    const seen = Math.max(this.#newest, this.#advancedTo);
    const slots = new Map(this.#slots.map((slot) => [slot.descriptor.id, slot]));
    for (const [id, saved] of Object.entries(snapshot.detectors)) {
      const slot = slots.get(id);
      if (slot?.rule === saved.rule) slot.restore(saved);
      else for (const key of saved.open) this.#outlet.emit(ruleChanged(id, key, eventTime(seen)));
    }
  }

  stats(): RuntimeStats {
    const bySlot = (count: (slot: Slot) => number) =>
      Object.fromEntries(this.#slots.map((slot) => [slot.descriptor.id, count(slot)]));
    return {
      processed: this.#processed,
      findings: this.#findings,
      late: bySlot((slot) => slot.late),
      faults: Object.fromEntries(this.#faults),
      keys: bySlot((slot) => slot.size),
    };
  }

  #watermark(): number {
    return Math.max(this.#newest - this.#latenessMs, this.#advancedTo);
  }

  #pass(): void {
    const watermark = this.#watermark();
    this.#timers.fireBefore(watermark);
    for (const slot of this.#scanning) slot.advance(watermark, this.#advancedTo);
  }

  #slot({ descriptor, parameters }: ConfiguredDetector, order: number): Slot {
    const parsed = descriptor.parameters.parse(parameters ?? {});
    const rule = `${descriptor.version} ${JSON.stringify(parsed)}`;
    const detector: Detector = descriptor.create(parsed);
    const outlet = this.#outlet;
    // The routes hand a detector only the messages that its descriptor asks for, so the wider type is safe here.
    return detector.shape === 'keyed'
      ? new KeyedSlot({
          descriptor,
          rule,
          detector: detector as unknown as KeyedDetector,
          order,
          outlet,
          timers: this.#timers,
        })
      : new ScanningSlot({
          descriptor,
          rule,
          detector: detector as unknown as ScanningDetector,
          outlet,
          latenessMs: this.#latenessMs,
        });
  }
}
