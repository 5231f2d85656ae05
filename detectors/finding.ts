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

/** What the finding rests on, kept with the alert for ever. All of it is plain JSON data. */
export interface Evidence {
  /** The parameters in force, as configured. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** The readings or positions that decided, oldest first, at most 60. */
  readonly samples: readonly EvidenceSample[];
  /** Geometry worth drawing, e.g. the two hulls and the closest points of an encounter, or the swing circle. */
  readonly points?: readonly { readonly label: Bilingual; readonly position: LonLat }[];
  /** Lines and areas worth drawing: a main and where its gas may have gone, the catchment, the face and the trough. */
  readonly shapes?: readonly EvidenceShape[];
  /** Every limit of the rule in the measure's unit, mildest first; the breached one is in {@link Measure}. */
  readonly limits?: readonly { readonly label: Bilingual; readonly value: number; readonly grade?: Grade }[];
  readonly forecast?: EvidenceForecast;
  readonly profile?: EvidenceProfile;
  /** Who and what is in harm's way: what stands above, lies downstream, is inside. Nearest first, at most 30. */
  readonly exposed?: readonly ExposedAsset[];
  /** 致灾链条: what follows if nothing is done. */
  readonly hazardChain?: Bilingual;
  /** What people said that counted, oldest first, at most 20. */
  readonly reports?: readonly {
    readonly id: string;
    readonly time: EventTime;
    readonly text: string;
    readonly position?: LonLat;
  }[];
  /** The model that judged; absent where a written rule did. */
  readonly model?: { readonly id: string; readonly version: string; readonly sha256: string };
}

export interface EvidenceShape {
  readonly label: Bilingual;
  readonly kind: 'line' | 'area';
  /** Of an area: closed, the first position is also the last. */
  readonly positions: readonly LonLat[];
}

/** What the series is expected to do, in the measure's unit. */
export interface EvidenceForecast {
  /** In words that a manifest or a docstring explains: `linear trend`, `forecaster 3`. */
  readonly method: string;
  /** Nominal coverage of the band, (0, 1). */
  readonly coverage: number;
  readonly points: readonly {
    readonly time: EventTime;
    readonly median: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** When the median crosses the limit, and how likely it crosses within the horizon, [0, 1]. */
  readonly crossesAt?: EventTime;
  readonly probability?: number;
}

/** A quantity over a distance, measured and fitted: a settlement trough across the drive. */
export interface EvidenceProfile {
  readonly x: { readonly label: Bilingual; readonly unit: string };
  readonly y: { readonly label: Bilingual; readonly unit: string };
  readonly measured: readonly { readonly x: number; readonly y: number; readonly thing?: ThingId }[];
  readonly fitted: readonly { readonly x: number; readonly y: number }[];
  /** What the fit says, each with its unit: volume loss, trough width, largest settlement. */
  readonly figures: readonly { readonly label: Bilingual; readonly value: number; readonly unit: string }[];
}

export interface ExposedAsset {
  readonly kind: 'building' | 'main' | 'road' | 'enterprise' | 'metro' | 'people' | 'place';
  /** In the city model, where it is one of its assets. */
  readonly id?: string;
  readonly name: Bilingual;
  /** From the subject, metres. */
  readonly distanceM?: number;
  readonly people?: number;
  readonly position?: LonLat;
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
  /** Id of the zone or asset of the city where it holds: a beach, a low point, a slope, a work area. */
  readonly zone?: string;
  readonly position?: LonLat;
  readonly measure?: Measure;
  /** How long from now until harm, as far as is known, seconds: what an officer's response must fit in (IEC 62682 "allowable response time"). */
  readonly timeToActS?: number;
  /** Persons in harm's way, as far as is known. */
  readonly peopleAtRisk?: number;
  /** One sentence with the reason, both languages, values and units inside. */
  readonly message: Bilingual;
  readonly ruleVersion: string;
  readonly evidence: Evidence;
  /**
   * What the detector itself knows to be one cause: alerts that carry the same become one incident. Causes that take several detectors to see are found by
   * the incidents' correlation.
   */
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
