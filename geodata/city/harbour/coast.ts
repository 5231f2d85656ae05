import { type Random, seededRandom } from '../seeded-random.ts';
import { km, type Metres } from './frame.ts';

/** How the shore runs from a point to the next: broken rock, an even beach, or a wall that people built. */
type Shore = 'rock' | 'beach' | 'quay';
type ControlPoint = readonly [eastKm: number, northKm: number, shore?: Shore];

/** West to east, land on the left. Drawn by hand; rock is refined, the rest kept. */
const MAINLAND: readonly ControlPoint[] = [
  [-160, -52],
  [-128, -40],
  [-104, -43],
  [-80, -31],
  [-61, -33],
  [-44, -22],
  [-33, -20],
  [-27, -14.5],
  [-20, -15.5],
  [-15.5, -12.4],
  [-12, -12.8],
  [-9.6, -11.3],
  [-7.2, -10.2],
  [-6.8, -9.4],
  [-7.6, -8.5],
  [-8.5, -7.8, 'beach'],
  [-8.6, -6.9],
  [-7.5, -6.3],
  [-7.75, -5.8, 'beach'],
  [-8.3, -4.9, 'beach'],
  [-8.42, -4, 'beach'],
  [-8.15, -3.1, 'beach'],
  [-7.55, -2.5],
  [-6.9, -2.05],
  [-6.55, -1.4],
  [-6.9, -0.7],
  [-6.75, 0, 'quay'],
  [-6.6, 0.3, 'quay'],
  [-5.7, 0.9, 'quay'],
  [-5.15, 1.15, 'quay'],
  [-4.7, 1.2, 'quay'],
  [-4.4, 1.7, 'quay'],
  [-4.3, 2, 'quay'],
  [-3.4, 2, 'quay'],
  [-3.4, 3, 'quay'],
  [0.6, 3, 'quay'],
  [0.6, 2.6, 'quay'],
  [2.4, 2.6, 'quay'],
  [2.5, 2, 'quay'],
  [3.2, 1.7],
  [4, 2],
  [4.9, 2.6],
  [5.7, 2.3],
  [6.1, 1.6, 'quay'],
  [6.1, 0.5, 'quay'],
  [6.9, 0.4],
  [7.4, -0.2],
  [7.2, -1],
  [7.9, -1.7],
  [8.6, -1.9],
  [9, -2.7],
  [9.9, -3.6],
  [10.8, -3.1],
  [11.3, -1.6],
  [12.9, -0.8],
  [14.6, -1.6],
  [17, -0.2],
  [21, 2.2],
  [27, 1.4],
  [34, 5.6],
  [46, 6.2],
  [60, 14],
  [82, 16],
  [104, 27],
  [132, 30],
  [160, 44],
];

const MAINLAND_SEED = 20260918;
const NORTH_KM = 140;

interface Island {
  readonly id: string;
  readonly seed: number;
  readonly points: readonly ControlPoint[];
}

const ISLANDS: readonly Island[] = [
  {
    id: 'xiaolu',
    seed: 7,
    points: [
      [4.3, -6],
      [4.75, -5.6],
      [5.5, -5.75],
      [6, -6.4],
      [5.85, -7.2],
      [5.2, -7.55],
      [4.75, -7.1, 'beach'],
      [4.5, -6.6],
    ],
  },
  {
    id: 'luoyu',
    seed: 11,
    points: [
      [-3.6, -6.5],
      [-3.25, -6.15],
      [-2.8, -6.4],
      [-2.75, -6.9],
      [-3.2, -7.1],
    ],
  },
  {
    id: 'shuangjiao-west',
    seed: 13,
    points: [
      [11.3, -9.7],
      [11.55, -9.5],
      [11.7, -9.75],
      [11.5, -9.95],
    ],
  },
  {
    id: 'shuangjiao-east',
    seed: 17,
    points: [
      [12.05, -10.05],
      [12.3, -9.95],
      [12.35, -10.2],
      [12.1, -10.3],
    ],
  },
];

/** Share of a segment's length by which its middle may move aside; chosen by eye for a drowned granite coast. */
const ROUGHNESS = 0.42;
const BEACH_STEPS = 12;

/** Finer where people look: 30 m between points in the bay, coarser with distance. */
const finestM = ([east, north]: Metres): number => Math.max(30, (Math.hypot(east, north) - 18_000) / 60);

/** Midpoint displacement (Fournier, Fussell, Carpenter 1982, CACM 25-6) from `a`, inclusive, to `b`, exclusive. */
function refine(a: Metres, b: Metres, random: Random, out: Metres[]): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const middle: Metres = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  if (Math.hypot(dx, dy) < finestM(middle)) {
    out.push(a);
    return;
  }
  const aside = (random() - 0.5) * ROUGHNESS;
  const moved: Metres = [middle[0] - dy * aside, middle[1] + dx * aside];
  refine(a, moved, random, out);
  refine(moved, b, random, out);
}

/** Uniform Catmull–Rom spline (1974) from `b`, inclusive, to `c`, exclusive. */
function sweep(a: Metres, b: Metres, c: Metres, d: Metres, out: Metres[]): void {
  for (let step = 0; step < BEACH_STEPS; step++) {
    const t = step / BEACH_STEPS;
    const along = (axis: 0 | 1) =>
      0.5 *
      (2 * b[axis] +
        (c[axis] - a[axis]) * t +
        (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t ** 2 +
        (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t ** 3);
    out.push([along(0), along(1)]);
  }
}

function shoreline(points: readonly ControlPoint[], seed: number, closed: boolean): Metres[] {
  const random = seededRandom(seed);
  const at = (index: number): Metres => {
    const last = points.length - 1;
    const wrapped = closed ? (index + points.length) % points.length : Math.min(last, Math.max(0, index));
    const [east, north] = points[wrapped]!;
    return km([east, north]);
  };
  const out: Metres[] = [];
  const segments = closed ? points.length : points.length - 1;
  for (let i = 0; i < segments; i++) {
    const shore = points[i]![2] ?? 'rock';
    if (shore === 'quay') out.push(at(i));
    else if (shore === 'beach') sweep(at(i - 1), at(i), at(i + 1), at(i + 2), out);
    else refine(at(i), at(i + 1), random, out);
  }
  out.push(closed ? out[0]! : at(segments));
  return out;
}

export interface LandMass {
  readonly id: string;
  /** Closed ring, metres in the harbour's frame. */
  readonly ring: readonly Metres[];
}

let landMasses: readonly LandMass[] | undefined;

/** The mainland first, then the islands. Built once, the same every time. */
export function harbourLand(): readonly LandMass[] {
  landMasses ??= [
    mainland(),
    ...ISLANDS.map(({ id, seed, points }) => ({ id, ring: shoreline(points, seed, true).reverse() })),
  ];
  return landMasses;
}

function mainland(): LandMass {
  const shore = shoreline(MAINLAND, MAINLAND_SEED, false);
  const [first, last] = [shore[0]!, shore.at(-1)!];
  // GeoJSON wants outer rings counterclockwise (RFC 7946 §3.1.6): eastwards along the shore, back over the north.
  return {
    id: 'mainland',
    ring: [...shore, [last[0], NORTH_KM * 1000], [first[0], NORTH_KM * 1000], first],
  };
}
