import type { z } from 'zod';
import type { CityModel } from '../geodata/city/city-model.ts';
import type { Family } from '../geodata/model/family.ts';
import type { ThingId } from '../geodata/model/ids.ts';
import type { Bilingual } from '../geodata/model/text.ts';
import type { ThingKindName } from '../geodata/model/thing-kinds.ts';
import type { EventTime } from '../geodata/model/time.ts';
import type { Zone } from '../geodata/model/zone.ts';
import type { Detection, Observation, Position, Quality, Report, Warning } from '../ingestion/observation.ts';
import type { Thing } from '../ingestion/thing.ts';
import type { Finding } from './finding.ts';

/** What detectors work on. What things are comes to them by {@link Surroundings.thing}. */
export type Input = Observation | Position | Detection | Report | Warning;

/** What a detector may look up besides its own state. Read-only, event-time, the same live and replayed. */
export interface Surroundings extends Ground {
  thing(id: ThingId): Thing | undefined;
}

/** The part of it that stays as it is while detectors run: indexes over it are built once. */
export interface Ground {
  readonly zones: readonly Zone[];
  /** What the city is made of; an empty one where nobody has described it. */
  readonly city: CityModel;
}

/** Handed to a detector on each call; valid during the call only. */
export interface Context<State> {
  /** The event time of the message or timer at hand. */
  readonly time: EventTime;
  readonly surroundings: Surroundings;
  /** This key's state; `undefined` on first sight. Must survive `structuredClone` and JSON: plain data only. */
  state: State | undefined;
  emit(finding: Finding): void;
  /**
   * Calls `onTimer` for this key once the watermark, or a message of this key, has passed `time`; a later call with the same
   * name moves it. A time that is not behind the current one becomes one millisecond behind it.
   */
  setTimer(name: string, time: EventTime): void;
  cancelTimer(name: string): void;
}

/** The light half of a detector: costs nothing until it is used. */
export interface DetectorDescriptor<Parameters = unknown> {
  /** `<family>.<kind>`. */
  readonly id: string;
  readonly family: Family;
  readonly alertKind: string;
  readonly name: Bilingual;
  /** Bumped whenever the same input may give another output. */
  readonly version: string;
  /** Which messages it wants. */
  readonly inputs: {
    readonly messages: readonly Input['kind'][];
    /** Of observations, positions and detections. Absent: of every kind of thing. */
    readonly thingKinds?: readonly ThingKindName[];
    /** Of observations. Absent: every datastream. */
    readonly datastreams?: readonly string[];
    /** The worst quality it takes. Absent: `good` only, so that a suspect fix or reading never raises or clears a value alert. */
    readonly worstQuality?: Quality;
  };
  /** Every parameter with its unit and source in its description, and its default. */
  readonly parameters: z.ZodType<Parameters>;
  create(parameters: Parameters): Detector;
}

/** A detector that looks at one key at a time (one vessel, one datastream). The runtime owns its state, timers and snapshot. */
export interface KeyedDetector<Wanted extends Input = Input, State = unknown> {
  readonly shape: 'keyed';
  key(message: Wanted): string;
  /**
   * Messages of a key arrive in strictly growing event time; late ones never arrive, and neither does a second one of the same time: what looks at several
   * series together scans. The key's timers that are due before a message fire before it.
   */
  onMessage(message: Wanted, context: Context<State>): void;
  onTimer?(name: string, context: Context<State>): void;
}

/** A detector that looks at many things together (pairs, clusters), at regular event-time ticks. It owns its state and can snapshot it. */
export interface ScanningDetector<Wanted extends Input = Input> {
  readonly shape: 'scanning';
  /** Event time between two scans. */
  readonly intervalMs: number;
  /** How long after the newest input a scan can still find anything; the runtime leaves out the ticks after that until the next input. */
  readonly settleMs: number;
  /** Called in order of (time, thing, datastream or id) with every input up to the next scan's time, just before that scan. */
  observe(message: Wanted, surroundings: Surroundings): void;
  /** Called at whole multiples of `intervalMs` once the watermark has passed them. */
  scan(time: EventTime, surroundings: Surroundings, emit: (finding: Finding) => void): void;
  /** Plain data: survives JSON. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
}

export type Detector = KeyedDetector<never, never> | ScanningDetector<never>;
