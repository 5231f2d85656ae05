import type { BoundingBox, PolygonRings } from './geometry.ts';
import type { Bilingual } from './text.ts';

/** What a zone means to the rules that watch it: the first six to those for vessels, which take no notice of the others. */
export type ZoneKind =
  | 'speed_limit'
  | 'no_go'
  | 'anchorage'
  | 'berth'
  | 'fairway'
  | 'harbour'
  | 'beach'
  | 'closed_water'
  | 'bathing_water'
  | 'work_area';

export interface Zone {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ZoneKind;
  readonly rings: PolygonRings;
  readonly bounds: BoundingBox;
  /** Only on `speed_limit`: the highest speed over ground allowed, knots, with exceptions by vessel class. */
  readonly speedLimitKn?: number;
  readonly speedLimitKnByClass?: Readonly<Record<string, number>>;
}
