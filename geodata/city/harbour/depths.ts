import { contours } from 'd3-contour';
import { polygonContains } from '../../model/geometry.ts';
import { hashNoise } from '../seeded-random.ts';
import { harbourLand } from './coast.ts';
import { km, type Metres } from './frame.ts';
import { BASIN_KM, FAIRWAY_KM } from './harbour-zones.ts';

/** Depth limits of the tints, metres below chart datum. */
const DEPTH_LEVELS_M = [5, 10, 20] as const;

const WEST_M = -48_000;
const EAST_M = 48_000;
const SOUTH_M = -40_000;
const NORTH_M = 12_000;
const CELL_M = 250;
const COLUMNS = (EAST_M - WEST_M) / CELL_M + 1;
const ROWS = (NORTH_M - SOUTH_M) / CELL_M + 1;
/** How far from the shore the seabed keeps sloping; beyond, depth no longer matters to a tint. Ours, by eye. */
const SLOPE_M = 6_000;
const DREDGED_M = 15.5;
const DREDGED_BASIN_M = 12.5;
const CHANNEL_HALF_WIDTH_M = 330;

/** Bilinear value noise in [0, 1) over squares of `size` metres. */
function noise(seed: number, [x, y]: Metres, size: number): number {
  const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
  const [u, v] = [x / size - column, y / size - row];
  const at = (i: number, j: number) => hashNoise(seed, (column + i) * 7919 + (row + j) * 104_729);
  const ease = (t: number) => t * t * (3 - 2 * t);
  const [eu, ev] = [ease(u), ease(v)];
  return (at(0, 0) * (1 - eu) + at(1, 0) * eu) * (1 - ev) + (at(0, 1) * (1 - eu) + at(1, 1) * eu) * ev;
}

/** Distance from `point` to the segment `a`–`b`, metres. */
function distanceToSegment([x, y]: Metres, a: Metres, b: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/** Quays have points at their corners only; the distance needs one at least every cell. */
function* densified(ring: readonly Metres[]): Generator<Metres> {
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / (CELL_M / 2));
    for (let step = 0; step < steps; step++)
      yield [a[0] + ((b[0] - a[0]) * step) / steps, a[1] + ((b[1] - a[1]) * step) / steps];
  }
}

/** Distance to the nearest shore point, for every grid cell, by the two-pass propagation of Danielsson (1980, CGIP 14). */
function shoreDistances(): Float64Array {
  const nearest: (Metres | undefined)[] = new Array(COLUMNS * ROWS).fill(undefined);
  const distance = new Float64Array(COLUMNS * ROWS).fill(Number.POSITIVE_INFINITY);
  const offer = (index: number, candidate: Metres | undefined) => {
    if (!candidate) return;
    const away = Math.hypot(
      WEST_M + (index % COLUMNS) * CELL_M - candidate[0],
      SOUTH_M + Math.floor(index / COLUMNS) * CELL_M - candidate[1],
    );
    if (away >= distance[index]!) return;
    distance[index] = away;
    nearest[index] = candidate;
  };
  for (const { ring } of harbourLand())
    for (const point of densified(ring)) {
      const column = Math.round((point[0] - WEST_M) / CELL_M);
      const row = Math.round((point[1] - SOUTH_M) / CELL_M);
      if (column >= 0 && column < COLUMNS && row >= 0 && row < ROWS) offer(row * COLUMNS + column, point);
    }
  const sweep = (from: number, to: number, step: 1 | -1) => {
    for (let index = from; index !== to; index += step) {
      const column = index % COLUMNS;
      const back = index - step * COLUMNS;
      if (column - step >= 0 && column - step < COLUMNS) offer(index, nearest[index - step]);
      for (const side of [-1, 0, 1])
        if (column + side >= 0 && column + side < COLUMNS) offer(index, nearest[back + side]);
    }
  };
  for (let pass = 0; pass < 2; pass++) {
    sweep(0, COLUMNS * ROWS, 1);
    sweep(COLUMNS * ROWS - 1, -1, -1);
  }
  return distance;
}

const CHANNEL = FAIRWAY_KM.map(km);
const BASIN = [BASIN_KM.map(km)];

function seabed(point: Metres, shoreM: number): number {
  const wave = 0.75 + 0.5 * noise(3, point, 2_600) + 0.25 * noise(5, point, 900);
  // The tinted shelf pinches out towards the edge of the grid, so that no straight cut shows from afar.
  const edge = Math.max(0, Math.abs(point[0]) / EAST_M - 0.55) ** 2 * 60;
  const natural = 30 * (1 - Math.exp((-shoreM * wave) / SLOPE_M)) * (1 + edge) + edge * 6;
  let dredged = polygonContains(BASIN, point) ? DREDGED_BASIN_M : 0;
  for (let i = 1; i < CHANNEL.length; i++)
    if (distanceToSegment(point, CHANNEL[i - 1]!, CHANNEL[i]!) < CHANNEL_HALF_WIDTH_M) dredged = DREDGED_M;
  return Math.max(natural, dredged);
}

interface DepthArea {
  /** Everywhere inside is shallower than this, metres. */
  readonly shallowerThanM: number;
  /** Polygons of closed rings, metres in the harbour's frame. */
  readonly polygons: readonly (readonly (readonly Metres[])[])[];
}

export interface Sounding {
  readonly at: Metres;
  readonly depthM: number;
}

export interface Seabed {
  /** Nested areas, the deepest limit first, so that painting them in order tints the shallows last. They run on under the land. */
  readonly areas: readonly DepthArea[];
  readonly soundings: readonly Sounding[];
}

/** An invented seabed that falls away from the shore, with the dredged fairway and basin cut into it. */
export function harbourSeabed(): Seabed {
  const shore = shoreDistances();
  const shallowness = new Array<number>(COLUMNS * ROWS);
  for (let index = 0; index < shallowness.length; index++) {
    const point: Metres = [WEST_M + (index % COLUMNS) * CELL_M, SOUTH_M + Math.floor(index / COLUMNS) * CELL_M];
    shallowness[index] = -seabed(point, shore[index]!);
  }
  const trace = contours().size([COLUMNS, ROWS]);
  const areas = [...DEPTH_LEVELS_M].reverse().map((shallowerThanM) => ({
    shallowerThanM,
    polygons: trace.contour(shallowness, -shallowerThanM).coordinates.map((rings) =>
      // d3-contour puts sample (i, j) at (i + ½, j + ½).
      rings.map((ring) => ring.map(([x, y]): Metres => [WEST_M + (x! - 0.5) * CELL_M, SOUTH_M + (y! - 0.5) * CELL_M])),
    ),
  }));
  const soundings = SOUNDED_KM.map(km).map((at) => {
    const [column, row] = [Math.round((at[0] - WEST_M) / CELL_M), Math.round((at[1] - SOUTH_M) / CELL_M)];
    return { at, depthM: Math.round(-shallowness[row * COLUMNS + column]!) };
  });
  return { areas, soundings };
}

/** Where spot depths are printed on the chart. */
const SOUNDED_KM: readonly (readonly [eastKm: number, northKm: number])[] = [
  [-7.6, -3.6],
  [-5.9, -2.6],
  [-4.6, -5.1],
  [-1.6, -2.2],
  [2.6, -2.1],
  [5.1, -3.1],
  [-1.4, -7.9],
  [2.9, -8.2],
  [8.3, -7.6],
  [-6.1, -13.9],
  [0.2, -13.2],
  [4.2, -10.1],
  [10.2, -14.4],
  [7.2, -16.3],
  [-1.2, -18.4],
  [15.2, -7.1],
  [-1.2, 1.4],
  [-12.6, -15.4],
  [17.2, -4.4],
  [1.2, -23.1],
];
