import { km, type Metres } from '../harbour/frame.ts';
import { hashNoise } from '../seeded-random.ts';
import { curved, rise, SHEET, spaced } from './plane.ts';
import { RESERVOIRS } from './reservoir-plan.ts';
import { ROAD_PLANS, VALLEY_PLANS } from './road-plan.ts';
import { SETTLEMENTS } from './settlement-plan.ts';
import { cellAt, distanceTo, dryCells, type Raster, rasterOf } from './shore.ts';

/** Heights over the sheet, metres, at grid points `stepM` apart, row by row from the south-west corner. */
export interface Relief {
  readonly stepM: number;
  readonly columns: number;
  readonly rows: number;
  readonly heights: Float32Array;
}

const STEP_M = 200;
const COLUMNS = (SHEET.east - SHEET.west) / STEP_M + 1;
const ROWS = (SHEET.north - SHEET.south) / STEP_M + 1;

/** Peaks on the map: kilometres, metres and the reach of the massif in kilometres. Drawn by hand. */
export const PEAKS: readonly (readonly [
  id: string,
  zh: string,
  en: string,
  eastKm: number,
  northKm: number,
  heightM: number,
  reachKm: number,
])[] = [
  ['pengyu', '鹏屿山', 'Mount Pengyu', -14, -5.5, 612, 3.4],
  ['fengguan', '凤冠岭', 'Fengguan Ridge', 12.5, 4.5, 520, 2.8],
  ['yunling', '云岭', 'Yunling', 6.2, 8.1, 433, 1.7],
  ['bijia', '笔架山', 'Mount Bijia', -7.2, 9.7, 468, 2.4],
  ['niutou', '牛头岭', 'Niutou Ridge', -2.9, 9, 386, 1.8],
  ['maluan', '马峦山', 'Mount Maluan', -18.3, 2, 447, 1.9],
  ['sanzhou', '三洲田', 'Sanzhoutian', -12, 2.7, 402, 2.1],
  ['daling', '大岭古', 'Dalinggu', 13, 8.3, 574, 2.6],
  ['paiya', '排牙顶', 'Paiya Summit', 19.3, 9.4, 498, 2.1],
  ['qiniang', '七娘峰', 'Qiniang Peak', -12.2, -9.2, 356, 1.9],
  ['luoding', '螺顶', 'Luoding', -22.6, -5.6, 415, 1.9],
  ['guanyin', '观音座', 'Guanyinzuo', -22.4, 7, 322, 1.4],
  ['tiantou', '田头山', 'Tiantou Hill', -20.7, 12.4, 305, 1.5],
  ['wanghai', '望海岭', 'Wanghai Hill', 9.9, -2, 186, 1.1],
  ['xiaolu', '鹭顶', 'Luding', 5.3, -6.7, 142, 0.7],
  ['huangzhu', '黄竹嶂', 'Huangzhu Crag', -16.4, -8.2, 482, 2.2],
];

/** Bilinear value noise in [0, 1) over squares of `size` metres. */
function noise(seed: number, x: number, y: number, size: number): number {
  const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
  const ease = (t: number) => t * t * (3 - 2 * t);
  const [u, v] = [ease(x / size - column), ease(y / size - row)];
  const at = (i: number, j: number) => hashNoise(seed, (column + i) * 7919 + (row + j) * 104_729);
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}

/** Ridged multifractal (Musgrave 1994): crests where the noise turns, [0, 1]. */
function ridges(seed: number, x: number, y: number): number {
  let [sum, weight, total] = [0, 1, 0];
  let size = 2900;
  for (let octave = 0; octave < 5; octave++) {
    const crest = 1 - Math.abs(2 * noise(seed + octave * 101, x, y, size) - 1);
    sum += crest * crest * weight;
    total += weight;
    weight *= 0.52;
    size /= 2.1;
  }
  return sum / total;
}

/** Calls `visit` for every grid point within `reachM` of a point, with its distance. */
function near([x, y]: Metres, reachM: number, visit: (index: number, awayM: number) => void): void {
  const first = (value: number, origin: number) => Math.max(0, Math.ceil((value - reachM - origin) / STEP_M));
  const last = (value: number, origin: number, count: number) =>
    Math.min(count - 1, Math.floor((value + reachM - origin) / STEP_M));
  for (let row = first(y, SHEET.south); row <= last(y, SHEET.south, ROWS); row++)
    for (let column = first(x, SHEET.west); column <= last(x, SHEET.west, COLUMNS); column++) {
      const away = Math.hypot(SHEET.west + column * STEP_M - x, SHEET.south + row * STEP_M - y);
      if (away <= reachM) visit(row * COLUMNS + column, away);
    }
}

/** How level people and water have made the ground, 0–1 at every grid point: 1 in towns and along roads, 0 in the wild. */
function levelness(): Float32Array {
  const level = new Float32Array(COLUMNS * ROWS);
  const raise = (index: number, value: number) => {
    if (value > level[index]!) level[index] = value;
  };
  for (const { eastKm, northKm, alongKm, acrossKm, turnDeg } of SETTLEMENTS) {
    const [cos, sin] = [Math.cos((turnDeg * Math.PI) / 180), Math.sin((turnDeg * Math.PI) / 180)];
    const centre = km([eastKm, northKm]);
    near(centre, alongKm * 1000 + acrossKm * 1000 + 1600, (index) => {
      const dx = SHEET.west + (index % COLUMNS) * STEP_M - centre[0];
      const dy = SHEET.south + Math.floor(index / COLUMNS) * STEP_M - centre[1];
      const along = Math.abs(dx * cos + dy * sin) / (alongKm * 1000);
      const across = Math.abs(dy * cos - dx * sin) / (acrossKm * 1000);
      const outM = (Math.hypot(along, across) - 1) * Math.min(alongKm, acrossKm) * 1000;
      raise(index, 1 - rise(outM, -100, 850));
    });
  }
  for (const { points, class: roadClass } of ROAD_PLANS) {
    if (roadClass === 'track') continue;
    const reach = roadClass === 'motorway' ? 480 : 800;
    for (let i = 1; i < points.length; i++) {
      if (points[i - 1]![2] === 'T') continue;
      const ends = [points[i - 1]!, points[i]!].map(([east, north]) => km([east, north]));
      for (const point of spaced(ends, 250))
        near(point, reach, (index, away) => raise(index, 0.9 * (1 - rise(away, 40, reach))));
    }
  }
  return level;
}

function wild(seed: number): Float32Array {
  const level = levelness();
  const coast = rasterOf(STEP_M / 2);
  const dry = dryCells(coast);
  const [toSea, toLand] = [distanceTo(coast, (cell) => !dry[cell]), distanceTo(coast, (cell) => dry[cell] === 1)];
  const heights = new Float32Array(COLUMNS * ROWS);
  for (let index = 0; index < heights.length; index++) {
    const x = SHEET.west + (index % COLUMNS) * STEP_M;
    const y = SHEET.south + Math.floor(index / COLUMNS) * STEP_M;
    const cell = cellAt(coast, [Math.min(x, SHEET.east - 1), Math.min(y, SHEET.north - 1)]);
    const inland = toSea[cell]!;
    if (inland === 0) {
      heights[index] = -Math.min(40, 1 + toLand[cell]! / 150);
      continue;
    }
    // Crests wander: the sampling point is pushed aside by slower noise, so that no lattice shows.
    const [wx, wy] = [x + 900 * noise(seed + 7, x, y, 3000), y + 900 * noise(seed + 9, x, y, 3000)];
    const crest = ridges(seed, wx, wy);
    const plain = 3 + inland / 300 + 5 * noise(seed + 11, x, y, 1300);
    const free = 1 - level[index]!;
    const shore = 0.25 + 0.75 * rise(inland, 100, 1900);
    let hill = (40 + 360 * crest ** 1.5) * shore;
    for (const [, , , east, north, top, reach] of PEAKS) {
      const away = Math.hypot(x - east * 1000, y - north * 1000) / (reach * 1000);
      if (away > 2) continue;
      const share = Math.exp(-(away ** 1.4) * 1.6);
      const rough = 1 - (1 - crest) * 0.75 * rise(away, 0, 0.5);
      hill = Math.max(hill, top * share * rough * rise(inland, 0, 500) + hill * 0.35 * rise(away, 0, 0.4));
    }
    heights[index] = Math.min(plain, 70) + hill * free * free;
  }
  return heights;
}

/** Ground beside a river's mouth in the sea. */
const MOUTH_M = 1.2;

/** Cuts the hand-drawn valleys so that their beds fall evenly from the head to the sea. */
function carveValleys(heights: Float32Array): void {
  for (const { points, headM, mouthM = MOUTH_M } of VALLEY_PLANS) {
    const line = spaced(curved(points.map(km), 6), 120);
    const length = line.length - 1;
    line.forEach((point, index) => {
      const bed = mouthM + headM * (1 - index / length) ** 1.6;
      near(point, 1_300, (cell, away) => {
        if (heights[cell]! <= 0) return;
        // Banks, a flood plain, then hillsides that steepen until they meet the hills.
        const bank = bed + 3.5 * rise(away, 60, 250) + Math.max(0, away - 250) ** 2 / 4_200;
        if (heights[cell]! > bank) heights[cell] = bank;
      });
    });
  }
}

/** A reservoir's water stands level. */
function levelReservoirs(heights: Float32Array): void {
  for (const [, , , east, north, radiusM] of RESERVOIRS) {
    let level = Number.POSITIVE_INFINITY;
    near(km([east, north]), radiusM * 0.8, (index) => {
      level = Math.min(level, heights[index]!);
    });
    near(km([east, north]), radiusM * 0.8, (index) => {
      heights[index] = level;
    });
  }
}

/** Ground heights: ridged noise and hand-placed peaks, pressed flat where people live and cut by rivers. The sea is negative. */
export function buildRelief(seed: number): Relief {
  const heights = wild(seed);
  carveValleys(heights);
  levelReservoirs(heights);
  for (const [, , , east, north, top] of PEAKS) {
    const [column, row] = [
      Math.round((east * 1000 - SHEET.west) / STEP_M),
      Math.round((north * 1000 - SHEET.south) / STEP_M),
    ];
    heights[row * COLUMNS + column] = top;
  }
  return { stepM: STEP_M, columns: COLUMNS, rows: ROWS, heights };
}

/** Height of the ground at a plane point, metres, bilinear between grid points; the sheet's edge goes on beyond it. */
export function reliefAt({ stepM, columns, rows, heights }: Relief, [x, y]: Metres): number {
  const u = Math.min(columns - 1.001, Math.max(0, (x - SHEET.west) / stepM));
  const v = Math.min(rows - 1.001, Math.max(0, (y - SHEET.south) / stepM));
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const at = row * columns + column;
  const [fu, fv] = [u - column, v - row];
  return (
    (heights[at]! * (1 - fu) + heights[at + 1]! * fu) * (1 - fv) +
    (heights[at + columns]! * (1 - fu) + heights[at + columns + 1]! * fu) * fv
  );
}

/** Rise of the ground over 200 m, degrees. */
export function steepnessAt(relief: Relief, [x, y]: Metres): number {
  const dx = reliefAt(relief, [x + 100, y]) - reliefAt(relief, [x - 100, y]);
  const dy = reliefAt(relief, [x, y + 100]) - reliefAt(relief, [x, y - 100]);
  return (Math.atan(Math.hypot(dx, dy) / 200) * 180) / Math.PI;
}

/** A value of each grid point of the relief, for every cell of a raster: the nearest point's. */
export function spreadOver(
  { stepM, columns, rows, heights }: Relief,
  raster: Raster,
  judge: (heightM: number, steepDeg: number) => number,
): Float32Array {
  const points = new Float32Array(heights.length);
  for (let point = 0; point < points.length; point++) {
    const column = point % columns;
    const [east, west] = [heights[column + 1 < columns ? point + 1 : point]!, heights[column > 0 ? point - 1 : point]!];
    const [north, south] = [heights[point + columns] ?? heights[point]!, heights[point - columns] ?? heights[point]!];
    const steep = (Math.atan(Math.hypot(east - west, north - south) / (2 * stepM)) * 180) / Math.PI;
    points[point] = judge(Math.max(0, heights[point]!), steep);
  }
  const values = new Float32Array(raster.columns * raster.rows);
  for (let row = 0; row < raster.rows; row++) {
    const pointRow = Math.min(rows - 1, Math.round(((row + 0.5) * raster.cellM) / stepM)) * columns;
    for (let column = 0; column < raster.columns; column++)
      values[row * raster.columns + column] =
        points[pointRow + Math.min(columns - 1, Math.round(((column + 0.5) * raster.cellM) / stepM))]!;
  }
  return values;
}
