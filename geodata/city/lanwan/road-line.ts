import type { Bilingual } from '../../model/text.ts';
import type { RoadEdge } from '../city-model.ts';
import type { Metres } from '../harbour/frame.ts';

export type Structure = NonNullable<RoadEdge['structure']>;

/** A road before junctions are found: it meets every other road line that it touches or crosses at grade. */
export interface RoadLine {
  readonly class: RoadEdge['class'];
  readonly name?: Bilingual;
  readonly speedKmh: number;
  readonly lanes: number;
  readonly points: readonly Metres[];
  /** What carries each segment; one shorter than `points`. Absent: the ground. */
  readonly carriedBy?: readonly (Structure | undefined)[];
  /** On a level of its own: crosses others without meeting them; only ends meet. */
  readonly apart?: boolean;
  /** Goes only from its first point to its last. */
  readonly oneWay?: boolean;
}

/** Speed limits and lanes of one direction by class, of the size that CJJ 37-2012 §3.2 and JTG B01-2014 §3.5 give for such roads. */
export const ROAD_STANDARDS: Readonly<
  Record<RoadEdge['class'], { readonly speedKmh: number; readonly lanes: number }>
> = {
  motorway: { speedKmh: 100, lanes: 3 },
  trunk: { speedKmh: 70, lanes: 3 },
  primary: { speedKmh: 60, lanes: 3 },
  secondary: { speedKmh: 50, lanes: 2 },
  tertiary: { speedKmh: 40, lanes: 1 },
  residential: { speedKmh: 30, lanes: 1 },
  service: { speedKmh: 20, lanes: 1 },
  track: { speedKmh: 20, lanes: 1 },
};

/** Of the carriageways and pavements together, metres: what buildings keep off. Ours. */
export const ROAD_WIDTH_M: Readonly<Record<RoadEdge['class'], number>> = {
  motorway: 17,
  trunk: 34,
  primary: 30,
  secondary: 22,
  tertiary: 16,
  residential: 11,
  service: 6,
  track: 5,
};
