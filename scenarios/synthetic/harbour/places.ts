import { km, type Metres } from '../../../geodata/city/harbour/frame.ts';
import { FAIRWAY_KM } from '../../../geodata/city/harbour/harbour-zones.ts';
import type { Berth } from '../motion/timetable.ts';

export type PointKm = readonly [eastKm: number, northKm: number];
export type Route = readonly PointKm[];

const moored = (at: PointKm, headingDeg: number): Berth => ({ at: km(at), headingDeg, hold: 'moored' });

/** Cable for ships in 15 to 25 m of water: some seven times the depth (ours, the usual rule of thumb). */
const anchored = (at: PointKm, cableM: number): Berth => ({ at: km(at), headingDeg: 210, hold: 'anchored', cableM });

/** Quay space of the cargo ships, each its own, west to east: containers (bow west), then bulk (bow east). */
export const CARGO_BERTHS: readonly Berth[] = [
  ...[-2.6, -1.95, -1.3, -0.65, 0].map((east) => moored([east, 2.96], 270)),
  ...[0.95, 1.5, 2.05].map((east) => moored([east, 2.56], 90)),
];

const ROWS = [
  [-18.2, -18.9],
  [-19.6, -18.9],
  [-21, -20.3],
] as const;

/** Outer anchorage: three rows, each reached by the lane beside it. */
export const OUTER_ANCHORAGE: readonly { readonly berth: Berth; readonly lane: readonly PointKm[] }[] = ROWS.flatMap(
  ([north, lane]) =>
    [9.2, 10.7, 12.2].map((east) => ({
      berth: anchored([east, north], 170),
      lane: [
        [7.2, lane],
        [east - 0.5, lane],
      ] as const,
    })),
);

export const ANCHORAGE_2: readonly Berth[] = (
  [
    [6, -12],
    [7.8, -11.8],
    [6.6, -13.7],
    [8.3, -13.5],
  ] as const
).map((at) => anchored(at, 150));

export const DONGCHONG_ANCHORAGE: readonly Berth[] = (
  [
    [-4.9, -10.3],
    [-3.2, -10.2],
    [-4.6, -11.7],
    [-3.1, -11.6],
    [-3.95, -10.95],
  ] as const
).map((at) => anchored(at, 90));

export const QINGLUO: readonly Berth[] = (
  [
    [-6.01, 0.3],
    [-6.1, 0.24],
    [-5.92, 0.38],
  ] as const
).map((at) => moored(at, 147));
export const PATROL_BERTH = moored([-5.8, 0.66], 57);
export const PILOT_BERTHS: readonly Berth[] = [moored([-5.9, 0.56], 57), moored([-5.85, 0.6], 57)];
export const XIAOLU: readonly Berth[] = [moored([4.16, -5.82], 135), moored([4.1, -5.9], 135)];
export const WANGHAI: readonly Berth[] = [
  moored([7.68, -1.92], 50),
  moored([7.6, -1.86], 50),
  moored([7.76, -1.98], 50),
];
export const TUG_BERTHS: readonly Berth[] = [2.2, 2.36, 2.52, 2.68].map((north) => moored([-3.35, north], 0));
export const MARINA: readonly Berth[] = Array.from({ length: 12 }, (_, index) =>
  moored([index < 6 ? -5.26 : -5.1, 0.74 + 0.045 * (index % 6)], index < 6 ? 90 : 270),
);
/** Further pontoons of the marina, for guests. */
export const GUEST_BERTHS: readonly Berth[] = [-5.42, -5.34, -5.02, -4.94, -4.86, -4.78].flatMap((east, column) =>
  Array.from({ length: 6 }, (_, index) => moored([east, 0.74 + 0.045 * index], column % 2 === 0 ? 90 : 270)),
);
/** Where ships that flee the outer roads drop their anchors. */
export const SHELTER: readonly Berth[] = (
  [
    [5.6, -13],
    [7.2, -12.7],
    [8.6, -12.4],
    [7.5, -14.2],
    [-2.75, -12.1],
    [-5.3, -11],
    [-3.9, -12.1],
    [-2.7, -9.9],
  ] as const
).map((at) => anchored(at, 170));
export const FISH_HARBOUR: readonly Berth[] = Array.from({ length: 8 }, (_, index) =>
  moored([-8.3 + 0.07 * (index % 4), -7.46 - 0.09 * Math.floor(index / 4)], 80),
);

/** Where breakwater boats turn out of their harbour, from the berth to open water. */
export const FROM_MARINA: readonly PointKm[] = [
  [-5.17, 0.6],
  [-4.92, 0.52],
  [-4.74, 0.15],
  [-4.78, -0.6],
];
/** The other side of the mouth: boats keep to starboard (COLREGs rule 9). */
export const INTO_MARINA: readonly PointKm[] = [
  [-4.1, -0.75],
  [-4.38, 0.15],
  [-4.66, 0.68],
  [-5.17, 0.64],
];
export const FROM_FISH_HARBOUR: readonly PointKm[] = [
  [-7.75, -7.5],
  [-6.6, -7.6],
];

/** Half the distance between the inward and the outward track in the fairway, kilometres. */
const LANE_KM = 0.1;

export const GATE: PointKm = [-0.4, -0.15];

/** Sea buoy to breakwaters, keeping to starboard (COLREGs rule 9). */
export const FAIRWAY_IN: readonly PointKm[] = FAIRWAY_KM.map(([east, north]) => [east + LANE_KM, north]);
export const FAIRWAY_OUT: readonly PointKm[] = FAIRWAY_KM.map(
  ([east, north]): PointKm => [east - LANE_KM, north],
).reverse();

/** From the breakwaters to a cargo berth. */
export function toQuay({ at, headingDeg }: Berth): readonly PointKm[] {
  const [east, north] = [at[0] / 1000, at[1] / 1000];
  const astern = headingDeg === 270 ? 1 : -1;
  return [
    [-0.3, 0.5],
    [east + astern * 0.9, north - 1],
    [east + astern * 0.4, north - 0.2],
  ];
}

/** From a cargo berth to the breakwaters. */
export function fromQuay({ at, headingDeg }: Berth): readonly PointKm[] {
  const [east, north] = [at[0] / 1000, at[1] / 1000];
  const ahead = headingDeg === 270 ? -1 : 1;
  return [
    [east + ahead * 0.25, north - 0.2],
    [east + ahead * 0.3, north - 0.75],
    [-0.55, 0.6],
  ];
}

export const points = (from: Berth, via: readonly PointKm[], to: Berth): Metres[] => [from.at, ...via.map(km), to.at];
