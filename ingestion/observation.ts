import type { LonLat } from '../geodata/model/geometry.ts';
import type { Grade } from '../geodata/model/grade.ts';
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
  /** The organisation that answers for it. */
  readonly department?: string;
  /** The datastreams' own expected interval, seconds, where it is not the kind's. */
  readonly intervalS?: number;
  /** For vessels: mmsi, imo, callSign, shipType (ITU-R M.1371-5 table 53 code), lengthM, beamM, draughtM, destination, eta. */
  readonly attrs?: Attributes;
}

/** What one camera saw at one moment, counted by class. Its key is (thing, time). A moment without any is a message with no groups: an empty view is news too. */
export interface Detection {
  readonly kind: 'detection';
  /** The camera. */
  readonly thing: ThingId;
  readonly time: EventTime;
  readonly groups: readonly DetectedGroup[];
  readonly quality: Quality;
}

export interface DetectedGroup {
  /** person, vessel, car, truck, bicycle, tent, fire, smoke, … */
  readonly class: string;
  /** How many at once, ≥ 1. */
  readonly n: number;
  /** Highest score among them, (0, 1]. */
  readonly maxScore: number;
  /** Where they were, when the view is divided: the id of a zone or an asset of the city. */
  readonly zone?: string;
  /** On the ground, where the camera knows; not necessarily all of them. */
  readonly positions?: readonly LonLat[];
}

/** What a citizen or a patrol told. Its key is `id`. */
export interface Report {
  readonly kind: 'report';
  /** The channel that took it: a thing of kind `report_channel`. */
  readonly thing: ThingId;
  readonly id: string;
  readonly time: EventTime;
  readonly channel: '12345' | 'app' | 'patrol';
  /** In the teller's own words. */
  readonly text: string;
  readonly category?: string;
  readonly matterCode?: string;
  readonly lon?: number;
  readonly lat?: number;
}

/** A warning of an authority (CAP 1.2 terms). Its key is `id`. */
export interface Warning {
  readonly kind: 'warning';
  /** Who issued it: a thing of kind `warning_issuer`. */
  readonly thing: ThingId;
  readonly id: string;
  /** When it was issued. */
  readonly time: EventTime;
  /** `update` and `cancel` end the earlier ones that `replaces` names. */
  readonly status: 'alert' | 'update' | 'cancel';
  /** 台风, 暴雨, 雷电, 高温, 大风, … */
  readonly event: string;
  readonly severity: 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown';
  readonly grade?: Grade;
  readonly headline: string;
  /** In words; absent: the whole city. */
  readonly area?: string;
  readonly effectiveAt?: EventTime;
  readonly expiresAt?: EventTime;
  readonly replaces?: readonly string[];
}

/** What ingestion emits. Later stages import it from here; nobody redeclares it. */
export type Message = Observation | Position | ThingDescription | Detection | Report | Warning;

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
