import type { River } from '../city-model.ts';
import { km, type Metres } from '../harbour/frame.ts';
import { betweenM, curved, lineOf, SHEET, spaced } from './plane.ts';
import { PEAKS, type Relief } from './relief.ts';
import { VALLEY_PLANS } from './road-plan.ts';
import { settlementAt } from './street-grid.ts';

export interface Waterway {
  readonly id: string;
  readonly name: River['name'];
  readonly kind: River['kind'];
  readonly widthM: number;
  readonly points: readonly Metres[];
}

/** A smallest-first queue of cells (binary heap, Williams 1964). */
class CellQueue {
  readonly #cells: number[] = [];
  readonly #keys: number[] = [];

  get size(): number {
    return this.#cells.length;
  }

  push(cell: number, key: number): void {
    let at = this.#cells.push(cell) - 1;
    this.#keys.push(key);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#keys[up]! <= this.#keys[at]!) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): number {
    const [top, last] = [this.#cells[0]!, this.#cells.length - 1];
    this.#swap(0, last);
    this.#cells.pop();
    this.#keys.pop();
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < last && this.#keys[left]! < this.#keys[least]!) least = left;
      if (right < last && this.#keys[right]! < this.#keys[least]!) least = right;
      if (least === at) return top;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#cells[a], this.#cells[b]] = [this.#cells[b]!, this.#cells[a]!];
    [this.#keys[a], this.#keys[b]] = [this.#keys[b]!, this.#keys[a]!];
  }
}

const neighboursOf = (columns: number) => [
  1,
  -1,
  columns,
  -columns,
  columns + 1,
  columns - 1,
  1 - columns,
  -columns - 1,
];

interface Flow {
  /** The cell that each cell drains into, −1 for the sea and the sheet's edge. */
  readonly into: Int32Array;
  /** Cells in the order in which water reaches the outlets, outlets first. */
  readonly order: readonly number[];
}

/** Where water runs, over brims where the ground has hollows (priority flood, Barnes, Lehman, Mulla 2014, Computers & Geosciences 62). */
function flowOf({ columns, rows, heights }: Relief): Flow {
  const neighbours = neighboursOf(columns);
  const into = new Int32Array(heights.length).fill(-1);
  const seen = new Uint8Array(heights.length);
  const queue = new CellQueue();
  const brim = Float32Array.from(heights);
  for (let cell = 0; cell < heights.length; cell++) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const edge = column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
    if (!edge && heights[cell]! > 0) continue;
    seen[cell] = 1;
    if (edge || neighbours.some((step) => heights[cell + step]! > 0)) queue.push(cell, heights[cell]!);
  }
  const order: number[] = [];
  while (queue.size > 0) {
    const cell = queue.pop();
    order.push(cell);
    for (const step of neighbours) {
      const next = cell + step;
      if (next < 0 || next >= heights.length || seen[next]) continue;
      seen[next] = 1;
      into[next] = cell;
      brim[next] = Math.max(heights[next]!, brim[cell]! + 0.01);
      queue.push(next, brim[next]!);
    }
  }
  return { into, order };
}

/** Cells of ground that gather into a stream: 36 of 200 m are 1.4 km². Ours. */
const STREAM_CELLS = 36;
/** Streams end this near a river. */
const CONFLUENCE_M = 170;

function rivers(): Waterway[] {
  return VALLEY_PLANS.map(({ id, name, widthM, points }) => ({
    id: `river-${id}`,
    name,
    kind: 'river',
    widthM,
    points: spaced(curved(points.map(km), 6), 260),
  }));
}

function gathered({ into, order }: Flow): Int32Array {
  const cells = new Int32Array(into.length).fill(1);
  for (let i = order.length - 1; i >= 0; i--) {
    const cell = order[i]!;
    const next = into[cell]!;
    if (next >= 0) cells[next]! += cells[cell]!;
  }
  return cells;
}

/** Rounds the corners of a grid path without leaving its beginning and end (Chaikin 1974). */
const rounded = (points: readonly Metres[]): Metres[] => [
  points[0]!,
  ...points.slice(1).flatMap((point, index): Metres[] => {
    const before = points[index]!;
    return [
      [before[0] * 0.75 + point[0] * 0.25, before[1] * 0.75 + point[1] * 0.25],
      [before[0] * 0.25 + point[0] * 0.75, before[1] * 0.25 + point[1] * 0.75],
    ];
  }),
  points.at(-1)!,
];

function nearestPeak(point: Metres): { readonly zh: string; readonly en: string } {
  const [best] = [...PEAKS].sort((a, b) => betweenM(point, km([a[3], a[4]])) - betweenM(point, km([b[3], b[4]])));
  return { zh: best![1], en: best![2] };
}

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/**
 * Rivers as drawn and the streams that the ground itself sends to them or to the sea; the beds of streams are dug into `relief` so that no stream runs uphill. Streams
 * under a town run in culverts.
 */
export function buildWaterways(relief: Relief): Waterway[] {
  const { columns, stepM, heights } = relief;
  const flow = flowOf(relief);
  const upstream = gathered(flow);
  const at = (cell: number): Metres => [
    SHEET.west + (cell % columns) * stepM,
    SHEET.south + Math.floor(cell / columns) * stepM,
  ];
  const main = rivers();
  const wet = new Uint8Array(heights.length);
  for (const { points } of main)
    for (const point of spaced(points, stepM / 2))
      for (const [dx, dy] of [
        [0, 0],
        [CONFLUENCE_M, 0],
        [-CONFLUENCE_M, 0],
        [0, CONFLUENCE_M],
        [0, -CONFLUENCE_M],
      ] as const) {
        const column = Math.round((point[0] + dx - SHEET.west) / stepM);
        const row = Math.round((point[1] + dy - SHEET.south) / stepM);
        if (column >= 0 && row >= 0 && column < columns && row < relief.rows) wet[row * columns + column] = 1;
      }
  const streams: Waterway[] = [];
  const perPeak = new Map<string, number>();
  const heads = flow.order.filter((cell) => upstream[cell]! >= STREAM_CELLS && heights[cell]! > 8).reverse();
  for (const head of heads) {
    if (wet[head]) continue;
    const path: number[] = [];
    let cell = head;
    while (cell >= 0 && !wet[cell] && heights[cell]! > 0) {
      path.push(cell);
      wet[cell] = 1;
      cell = flow.into[cell]!;
    }
    if (cell >= 0) path.push(cell);
    if (path.length < 6) continue;
    let bed = Number.POSITIVE_INFINITY;
    for (const dug of path) {
      bed = Math.min(bed, heights[dug]!);
      heights[dug] = bed;
    }
    const peak = nearestPeak(at(head));
    const count = perPeak.get(peak.zh) ?? 0;
    perPeak.set(peak.zh, count + 1);
    const zh = `${peak.zh}${ORDINALS[count] ?? count + 1}溪`;
    streams.push(
      ...reaches(`stream-${streams.length + 1}`, { zh, en: `${peak.en} stream ${count + 1}` }, rounded(path.map(at))),
    );
  }
  const all = [...main, ...streams];
  for (let pass = 0; pass < 3; pass++) for (const { points } of all) dig(relief, points);
  return all;
}

/** Dry ground is not dug lower than this, metres: rivers end at the sea's level, not under it. */
const LOWEST_BED_M = 0.3;

/** Lowers the ground round a waterway so that no point of its bed is higher than those before it. */
function dig({ columns, rows, stepM, heights }: Relief, points: readonly Metres[]): void {
  let bed = Number.POSITIVE_INFINITY;
  for (const [x, y] of points) {
    const u = Math.min(columns - 1.001, Math.max(0, (x - SHEET.west) / stepM));
    const v = Math.min(rows - 1.001, Math.max(0, (y - SHEET.south) / stepM));
    const at = Math.floor(v) * columns + Math.floor(u);
    const [fu, fv] = [u - Math.floor(u), v - Math.floor(v)];
    const [sw, se, nw, ne] = [heights[at]!, heights[at + 1]!, heights[at + columns]!, heights[at + columns + 1]!];
    bed = Math.max(LOWEST_BED_M, Math.min(bed, (sw * (1 - fu) + se * fu) * (1 - fv) + (nw * (1 - fu) + ne * fu) * fv));
    for (const corner of [at, at + 1, at + columns, at + columns + 1])
      if (heights[corner]! > bed) heights[corner] = bed;
  }
}

/** A stream in the open and, under towns, in culverts. */
function reaches(id: string, name: River['name'], points: readonly Metres[]): Waterway[] {
  const parts: Waterway[] = [];
  let part: Metres[] = [points[0]!];
  const isTown = (point: Metres) => settlementAt(point) !== undefined;
  let covered = isTown(points[0]!);
  for (const [index, point] of points.entries()) {
    if (index === 0) continue;
    part.push(point);
    const last = index === points.length - 1;
    if (!last && (isTown(point) === covered || part.length < 5)) continue;
    parts.push({
      id: `${id}-${parts.length + 1}`,
      name,
      kind: covered ? 'culvert' : 'stream',
      widthM: covered ? 5 : 7,
      points: part,
    });
    part = [point];
    covered = isTown(point);
  }
  return parts;
}

export const riversOf = (waterways: readonly Waterway[]): River[] =>
  waterways.map(({ points, ...river }) => ({ ...river, line: lineOf(points) }));
