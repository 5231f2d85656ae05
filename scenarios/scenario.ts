import type { CityModel } from '../geodata/city/city-model.ts';
import type { Family } from '../geodata/model/family.ts';
import type { LonLat } from '../geodata/model/geometry.ts';
import type { Grade } from '../geodata/model/grade.ts';
import type { ThingId } from '../geodata/model/ids.ts';
import type { Bilingual } from '../geodata/model/text.ts';
import type { EventTime } from '../geodata/model/time.ts';
import type { Message } from '../ingestion/observation.ts';

/** What was heard at one moment: radio sentences, and messages of everything that is no radio. */
export interface Heard {
  readonly time: EventTime;
  /** NMEA 0183 sentences with tag blocks, without line ends. They go through the AIS source's own decoder. */
  readonly lines: readonly string[];
  readonly messages: readonly Message[];
}

/** One condition that a good officer would want to know of, as it really was. The author of the day knows it; detectors never do. */
export interface TruthCondition {
  /** Unique within the day. */
  readonly id: string;
  readonly family: Family;
  /** The alert kind of the public contract. */
  readonly kind: string;
  readonly grade: Grade;
  /** The things that show it, the leading one first. */
  readonly things: readonly [ThingId, ...ThingId[]];
  readonly position: LonLat;
  /** Id of the zone or asset where it holds. */
  readonly place?: string;
  readonly from: EventTime;
  /** The end of the day when it outlives it. */
  readonly to: EventTime;
  /** The first moment at which the messages could show it: nobody can be asked to know earlier. */
  readonly visibleFrom: EventTime;
  /** What brought it about. Conditions that share a cause belong to one incident. */
  readonly cause: string;
  readonly description: Bilingual;
}

/** How many people were in harm's way at a moment, over the whole city. */
export interface ExposurePoint {
  readonly time: EventTime;
  readonly people: number;
  /** The same by what endangers them; families without anybody are left out. Absent where it is not known. */
  readonly families?: Partial<Readonly<Record<Family, number>>>;
}

/** What a day came to: known to its author only, once it has been lived through. */
export interface Outcome {
  /** By `from`, then `id`. */
  readonly truth: readonly TruthCondition[];
  /** One a minute. */
  readonly exposure: readonly ExposurePoint[];
}

/** Something done differently from a moment on. */
export type Intervention = { readonly at: EventTime } & (
  | { readonly kind: 'close_beach'; readonly beach: string }
  | { readonly kind: 'stop_shield'; readonly shield: string }
  | { readonly kind: 'scale_rain'; readonly factor: number }
  | { readonly kind: 'mute_thing'; readonly thing: string; readonly until?: EventTime }
  | { readonly kind: 'close_road'; readonly lowPoint: string }
  | { readonly kind: 'shut_valve'; readonly valve: string }
);

export interface DaySettings {
  readonly city: CityModel;
  readonly seed: number;
  /** Local midnight, or whenever the scenario's first hour is. */
  readonly start: EventTime;
  readonly interventions?: readonly Intervention[];
  /** Ordinary readings come so many times more seldom; whatever is out of the ordinary comes in full. Default 1. */
  readonly thin?: number;
}

/** A scenario made concrete. The same settings give the same bytes. */
export interface Day {
  /** Everything heard in `[from, end)`, in order of time. */
  play(from: EventTime): Iterable<Heard>;
  /** Lives through the day on first use; then kept. */
  outcome(): Outcome;
}

export interface Scenario {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** 6–24 h, ms. */
  readonly durationMs: number;
  /** Local time of day at which it begins, ms since midnight. */
  readonly startsAtMs: number;
  /** Where a live demonstration opens, ms behind the beginning. */
  readonly opensAtMs: number;
  /** The seed that is used unless another is asked for. */
  readonly seed: number;
  begin(settings: DaySettings): Day;
}
