import type { LonLat } from '../geodata/model/geometry.ts';
import type { Grade } from '../geodata/model/grade.ts';
import type { ThingId } from '../geodata/model/ids.ts';
import type { Bilingual } from '../geodata/model/text.ts';
import type { EventTime } from '../geodata/model/time.ts';
import type { Zone } from '../geodata/model/zone.ts';

/** What a receiver heard at one moment. */
export interface Heard {
  readonly time: EventTime;
  /** NMEA 0183 sentences with tag blocks, without line ends. */
  readonly lines: readonly string[];
}

/** What really happened, for scoring: the scenario's author knows. */
export interface TruthEvent {
  /** The alert kind that a perfect detector would raise. */
  readonly kind: string;
  readonly grade: Grade;
  readonly things: readonly [ThingId, ...ThingId[]];
  /** When it holds, milliseconds since the recording's own start; `toMs` may lie beyond its end and then runs on into the next round. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone?: string;
  readonly position?: LonLat;
}

/** A scenario made concrete by a seed. Plays for ever: its end joins its beginning without a step. */
export interface Recording {
  readonly truth: readonly TruthEvent[];
  /** Milliseconds since the recording's start, [0, duration), at which event time `time` falls. */
  offsetAt(time: EventTime): number;
  /** What everybody last said of themselves before `time`: a receiver that has been listening knows it. */
  known(time: EventTime): Heard;
  /** Everything heard from `time` on, in order, without an end. Seeking costs nothing: nothing before is computed. */
  from(time: EventTime): Iterable<Heard>;
}

export interface Scenario {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** Length of one round. */
  readonly durationMs: number;
  /** The seed that is used unless another is asked for. */
  readonly seed: number;
  /** The waters and rules that belong to it. */
  readonly zones: readonly Zone[];
  /** The same seed gives the same bytes. */
  generate(seed: number): Recording;
}
