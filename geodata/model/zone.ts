import type { BoundingBox, PolygonRings } from './geometry.ts';
import type { Bilingual } from './text.ts';

/** What a zone at sea means to the rules that watch vessels. */
export type SeaZoneKind = 'speed_limit' | 'no_go' | 'anchorage' | 'berth' | 'fairway' | 'harbour';

/** Zones of other families mean nothing to vessels: rules ask for the kinds that they know. */
export type ZoneKind = SeaZoneKind | 'beach' | 'closed_water' | 'bathing_water' | 'work_area';

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
