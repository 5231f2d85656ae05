import type { ThingId } from '../geodata/model/ids.ts';
import type { ThingKindName } from '../geodata/model/thing-kinds.ts';
import type { EventTime } from '../geodata/model/time.ts';

/** How far a value may be trusted. Sits beside the value; a bad value is kept, and never drawn or detected as if good. */
export type Quality = 'good' | 'suspect' | 'bad';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One reading of one datastream of one thing. Its key is (thing, datastream, time): a second message with the same key is a duplicate. */
export interface Observation {
  readonly kind: 'observation';
  readonly thing: ThingId;
  readonly datastream: string;
  readonly time: EventTime;
  /** In the datastream's own unit; always finite. */
  readonly value: number;
  readonly quality: Quality;
  readonly attrs?: Attributes;
}

/** ITU-R M.1371-5 §3.3.7 table 47, message 1 "navigational status"; 15 (undefined) is absent. */
export type NavigationStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14;

/** Where a moving thing was. Its key is (thing, time). "Not available" values are absent, never sentinels. */
export interface Position {
  readonly kind: 'position';
  readonly thing: ThingId;
  readonly time: EventTime;
  /** Degrees WGS-84, [-180, 180]. */
  readonly lon: number;
  /** Degrees WGS-84, [-90, 90]. */
  readonly lat: number;
  /** Speed over ground, knots, ≥ 0. */
  readonly speedKn?: number;
  /** Course over ground, degrees true, [0, 360). */
  readonly courseDeg?: number;
  /** True heading, degrees, [0, 360). */
  readonly headingDeg?: number;
  readonly status?: NavigationStatus;
  readonly quality: Quality;
}

/** What a thing is, as far as this message knows; absent fields say nothing and never erase what was known. */
export interface ThingDescription {
  readonly kind: 'thing';
  readonly thing: ThingId;
  readonly time: EventTime;
  readonly thingKind: ThingKindName;
  readonly name?: string;
  /** For things that stay in place. */
  readonly lon?: number;
  readonly lat?: number;
  /** For vessels: mmsi, imo, callSign, shipType (ITU-R M.1371-5 table 53 code), lengthM, beamM, draughtM, destination, eta. */
  readonly attrs?: Attributes;
}

/** What ingestion emits. Later stages import it from here; nobody redeclares it. */
export type Message = Observation | Position | ThingDescription;

/** Input that was refused: counted by reason, kept in the bounded quarantine. */
export interface Rejection {
  /** A short stable code for counting: `bad_json`, `checksum`, `out_of_range`, … */
  readonly reason: string;
  /** One sentence that names the offending field or line and the fix. */
  readonly detail: string;
  /** The input itself, cut to {@link LONGEST_EXCERPT} characters. */
  readonly excerpt: string;
  /** 1-based line or 0-based index in the file or body, where there is one. */
  readonly position?: number;
}

export const LONGEST_EXCERPT = 400;
