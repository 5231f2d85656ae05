import type { Family } from '../geodata/model/family.ts';
import type { LonLat } from '../geodata/model/geometry.ts';
import type { Grade } from '../geodata/model/grade.ts';
import type { ThingId } from '../geodata/model/ids.ts';
import type { Bilingual } from '../geodata/model/text.ts';
import type { EventTime } from '../geodata/model/time.ts';

/** The measured and the breached, in one unit. */
export interface Measure {
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

/** What the finding rests on, kept with the alert for ever. */
export interface Evidence {
  /** The parameters in force, as configured. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** The readings or positions that decided, oldest first, at most 60. */
  readonly samples: readonly EvidenceSample[];
  /** Geometry worth drawing, e.g. the two hulls and the closest points of an encounter, or the swing circle. */
  readonly points?: readonly { readonly label: Bilingual; readonly position: LonLat }[];
}

export interface EvidenceSample {
  readonly time: EventTime;
  readonly value: number;
  readonly thing?: ThingId;
  readonly position?: LonLat;
}

interface FindingBase {
  /** `<family>.<kind>`, the detector's id. */
  readonly detector: string;
  /** One condition on one subject by one detector: what at most one open alert may exist for. */
  readonly key: string;
  /** Event time of the moment that decided, never of its processing. */
  readonly time: EventTime;
}

export interface Raise extends FindingBase {
  readonly kind: 'raise';
  readonly family: Family;
  /** The alert kind of the public contract: `overspeed`, `close_quarters`, `threshold`, `missing`, … */
  readonly alertKind: string;
  readonly grade: Grade;
  /** Whom it is about, the leading one first. An encounter has two. */
  readonly things: readonly [ThingId, ...ThingId[]];
  readonly datastream?: string;
  readonly zone?: string;
  readonly position?: LonLat;
  readonly measure?: Measure;
  /** One sentence with the reason, both languages, values and units inside. */
  readonly message: Bilingual;
  readonly ruleVersion: string;
  readonly evidence: Evidence;
  /** Alerts that carry the same cause become one incident. */
  readonly cause: string;
}

/** The condition still holds and something worth knowing changed: a worse grade, a new extreme. Never opens an alert. */
export interface Update extends FindingBase {
  readonly kind: 'update';
  readonly grade?: Grade;
  readonly position?: LonLat;
  readonly measure?: Measure;
  readonly message?: Bilingual;
  readonly evidence?: Evidence;
}

export interface Clear extends FindingBase {
  readonly kind: 'clear';
  readonly message?: Bilingual;
}

/** What detectors emit. */
export type Finding = Raise | Update | Clear;
