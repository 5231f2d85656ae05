import { km, type Metres } from './frame.ts';

export type StructureKind = 'breakwater' | 'pier';

export interface Structure {
  readonly id: string;
  readonly kind: StructureKind;
  /** Closed ring, metres in the harbour's frame. */
  readonly ring: readonly Metres[];
}

type Line = readonly (readonly [number, number])[];

/** Centre lines in kilometres with the width of what stands on them in metres. */
const DRAWN: readonly (readonly [id: string, kind: StructureKind, widthM: number, line: Line])[] = [
  [
    'west-breakwater',
    'breakwater',
    36,
    [
      [-4.42, 1.72],
      [-3.5, 0.45],
      [-2.2, 0.05],
      [-0.85, -0.15],
    ],
  ],
  [
    'east-breakwater',
    'breakwater',
    36,
    [
      [2.95, 1.82],
      [2.6, 0.6],
      [1.4, 0.05],
      [0.05, -0.15],
    ],
  ],
  [
    'marina-mole',
    'breakwater',
    22,
    [
      [-5.75, 0.88],
      [-5.5, 0.45],
      [-4.95, 0.4],
    ],
  ],
  [
    'fish-harbour-mole',
    'breakwater',
    22,
    [
      [-8.5, -7.05],
      [-8.1, -7.15],
      [-8, -7.35],
    ],
  ],
  [
    'qingluo-pier',
    'pier',
    24,
    [
      [-6.2, 0.55],
      [-6.06, 0.34],
    ],
  ],
  [
    'marina-pontoon-west',
    'pier',
    8,
    [
      [-5.3, 1.08],
      [-5.3, 0.72],
    ],
  ],
  [
    'marina-pontoon-east',
    'pier',
    8,
    [
      [-5.05, 1.15],
      [-5.05, 0.72],
    ],
  ],
  [
    'xiaolu-pier',
    'pier',
    16,
    [
      [4.35, -6],
      [4.2, -5.86],
    ],
  ],
  [
    'wanghai-pier',
    'pier',
    18,
    [
      [7.9, -1.66],
      [7.72, -1.85],
    ],
  ],
  [
    'lng-trestle',
    'pier',
    14,
    [
      [6.12, 1.05],
      [5.55, 1.05],
    ],
  ],
  [
    'lng-jetty',
    'pier',
    30,
    [
      [5.52, 0.85],
      [5.52, 1.25],
    ],
  ],
];

/** Offsets a line to both sides by half the width; corners keep the mean direction, which is exact enough for walls that bend gently. */
function widened(line: Line, widthM: number): Metres[] {
  const points = line.map(km);
  const left: Metres[] = [];
  const right: Metres[] = [];
  points.forEach((point, index) => {
    const before = points[Math.max(0, index - 1)]!;
    const after = points[Math.min(points.length - 1, index + 1)]!;
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const half = widthM / 2 / Math.hypot(dx, dy);
    left.push([point[0] - dy * half, point[1] + dx * half]);
    right.push([point[0] + dy * half, point[1] - dx * half]);
  });
  const ring = [...right, ...left.reverse()];
  return [...ring, ring[0]!];
}

/** Breakwaters, moles, piers and jetties. */
export const harbourStructures: readonly Structure[] = DRAWN.map(([id, kind, widthM, line]) => ({
  id,
  kind,
  ring: widened(line, widthM),
}));
