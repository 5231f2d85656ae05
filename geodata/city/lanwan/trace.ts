import type { Metres } from '../harbour/frame.ts';
import { OUTSIDE } from './growth.ts';
import { blend, SHEET } from './plane.ts';
import type { Raster } from './shore.ts';

/** A border between two areas from one meeting point of three to the next (or round, when it meets none): shared by both, so that nothing lies between them. */
interface Arc {
  readonly left: number;
  readonly right: number;
  readonly points: Metres[];
  readonly from: number;
  readonly to: number;
}

/** Share of a cell by which a border may leave the midpoints of the cells' edges: two borders are at least 0.7 of a cell apart, so they cannot cross. */
const LEEWAY = 0.3;

/** Steps along a raster's corners: east, north, west, south, and the cells to the left and right of each. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

class Corners {
  readonly width: number;
  readonly raster: Raster;
  readonly labels: Int32Array;
  readonly #eastward: Uint8Array;
  readonly #northward: Uint8Array;

  constructor(raster: Raster, labels: Int32Array) {
    this.raster = raster;
    this.labels = labels;
    this.width = raster.columns + 1;
    this.#eastward = new Uint8Array(this.width * (raster.rows + 1));
    this.#northward = new Uint8Array(this.width * (raster.rows + 1));
    this.#findBorders();
  }

  #label(column: number, row: number): number {
    const { columns, rows } = this.raster;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return OUTSIDE;
    return this.labels[row * columns + column]!;
  }

  /** Labels left and right of the raster edge that leaves a corner in a direction. */
  sides(corner: number, direction: number): readonly [left: number, right: number] {
    const column = corner % this.width;
    const row = (corner - column) / this.width;
    if (direction === 0) return [this.#label(column, row), this.#label(column, row - 1)];
    if (direction === 1) return [this.#label(column - 1, row), this.#label(column, row)];
    if (direction === 2) return [this.#label(column - 1, row - 1), this.#label(column - 1, row)];
    return [this.#label(column, row - 1), this.#label(column - 1, row - 1)];
  }

  /** Whether the raster edge that leaves a corner in a direction parts two areas. */
  isBorder(corner: number, direction: number): boolean {
    if (direction === 0) return this.#eastward[corner] === 1;
    if (direction === 1) return this.#northward[corner] === 1;
    if (direction === 2) return corner > 0 && this.#eastward[corner - 1] === 1;
    return corner >= this.width && this.#northward[corner - this.width] === 1;
  }

  /** How many borders meet in a corner. */
  degree(corner: number): number {
    let count = 0;
    for (let direction = 0; direction < 4; direction++) if (this.isBorder(corner, direction)) count++;
    return count;
  }

  #findBorders(): void {
    const { columns, rows } = this.raster;
    for (let row = 0; row <= rows; row++)
      for (let column = 0; column <= columns; column++) {
        const here = column < columns && row < rows ? this.labels[row * columns + column]! : OUTSIDE;
        const below = column < columns && row > 0 ? this.labels[(row - 1) * columns + column]! : OUTSIDE;
        const left = column > 0 && row < rows ? this.labels[row * columns + column - 1]! : OUTSIDE;
        const corner = row * this.width + column;
        if (column < columns && here !== below) this.#eastward[corner] = 1;
        if (row < rows && here !== left) this.#northward[corner] = 1;
      }
  }

  next(corner: number, direction: number): number {
    const [dx, dy] = STEPS[direction]!;
    return corner + dx + dy * this.width;
  }

  position(corner: number): Metres {
    const column = corner % this.width;
    const row = (corner - column) / this.width;
    return [SHEET.west + column * this.raster.cellM, SHEET.south + row * this.raster.cellM];
  }
}

/** Ramer–Douglas–Peucker (1972) on an open line; the first and last two points stay, so that borders leave a meeting point as they did. */
function simplified(points: readonly Metres[], toleranceM: number, pinned: boolean): Metres[] {
  const last = points.length - 1;
  const keep = new Uint8Array(points.length);
  const anchors = pinned && last > 3 ? [0, 1, last - 1, last] : [0, last];
  for (const index of anchors) keep[index] = 1;
  const stack: (readonly [number, number])[] = [];
  for (let i = 1; i < anchors.length; i++) stack.push([anchors[i - 1]!, anchors[i]!]);
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    const [a, b] = [points[from]!, points[to]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    let [worst, at] = [toleranceM, -1];
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i]!;
      const away = length > 0 ? Math.abs((x - a[0]) * dy - (y - a[1]) * dx) / length : Math.hypot(x - a[0], y - a[1]);
      if (away > worst) [worst, at] = [away, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stack.push([from, at], [at, to]);
  }
  return points.filter((_, index) => keep[index] === 1);
}

function arcsOf(corners: Corners): Arc[] {
  const count = corners.width * (corners.raster.rows + 1);
  const degree = new Uint8Array(count);
  for (let corner = 0; corner < count; corner++) degree[corner] = corners.degree(corner);
  const walked = new Uint8Array(count * 4);
  const arcs: Arc[] = [];
  const tolerance = corners.raster.cellM * LEEWAY;
  const walk = (start: number, first: number, isNode: boolean) => {
    const [left, right] = corners.sides(start, first);
    const points: Metres[] = isNode ? [corners.position(start)] : [];
    let [corner, direction] = [start, first];
    for (;;) {
      const next = corners.next(corner, direction);
      walked[corner * 4 + direction] = 1;
      walked[next * 4 + ((direction + 2) % 4)] = 1;
      points.push(blend(corners.position(corner), corners.position(next), 0.5));
      corner = next;
      if (corner === start || degree[corner] !== 2) break;
      const back = (direction + 2) % 4;
      for (let turn = 0; turn < 4; turn++)
        if (turn !== back && corners.isBorder(corner, turn)) {
          direction = turn;
          break;
        }
    }
    points.push(isNode ? corners.position(corner) : points[0]!);
    // A border that closes on itself is simplified in two halves: a line from a point to itself has no chord.
    const middle = Math.floor(points.length / 2);
    const closed = start === corner;
    const line = closed
      ? [
          ...simplified(points.slice(0, middle + 1), tolerance, isNode).slice(0, -1),
          ...simplified(points.slice(middle), tolerance, isNode),
        ]
      : simplified(points, tolerance, true);
    arcs.push({
      left,
      right,
      points: line,
      from: isNode ? start : -1 - arcs.length,
      to: isNode ? corner : -1 - arcs.length,
    });
  };
  for (let corner = 0; corner < count; corner++)
    if (degree[corner]! > 2)
      for (let direction = 0; direction < 4; direction++)
        if (corners.isBorder(corner, direction) && !walked[corner * 4 + direction]) walk(corner, direction, true);
  for (let corner = 0; corner < count; corner++)
    if (degree[corner] === 2)
      for (let direction = 0; direction < 4; direction++)
        if (corners.isBorder(corner, direction) && !walked[corner * 4 + direction]) walk(corner, direction, false);
  return arcs;
}

const doubledArea = (ring: readonly Metres[]): number => {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return sum;
};

/** One area's arcs, turned so that the area lies on their left, joined end to end into closed rings. */
function ringsFrom(
  arcs: readonly { readonly from: number; readonly to: number; readonly points: readonly Metres[] }[],
) {
  const leaving = new Map<number, number[]>();
  arcs.forEach(({ from }, index) => {
    const there = leaving.get(from);
    if (there) there.push(index);
    else leaving.set(from, [index]);
  });
  const used = new Uint8Array(arcs.length);
  const rings: Metres[][] = [];
  arcs.forEach((first, start) => {
    if (used[start]) return;
    const ring: Metres[] = [first.points[0]!];
    let arc: (typeof arcs)[number] | undefined = first;
    let index = start;
    while (arc) {
      used[index] = 1;
      ring.push(...arc.points.slice(1));
      const end: number = arc.to;
      if (end === first.from) break;
      index = leaving.get(end)?.find((candidate) => !used[candidate]) ?? -1;
      arc = arcs[index];
    }
    rings.push(ring);
  });
  return rings;
}

/** The borders between a raster's areas, from which polygons of the areas and of any groups of them are joined. */
export class Borders {
  readonly #arcs: readonly Arc[];

  constructor(raster: Raster, labels: Int32Array) {
    this.#arcs = arcsOf(new Corners(raster, labels));
  }

  /**
   * The polygons of groups of areas, by group: outer rings (counterclockwise) first, then holes. Neighbours share their borders point by point, so the polygons
   * neither overlap nor leave gaps, and a group is exactly the union of its areas. A group in several pieces has several outer rings.
   */
  areas(groupOf: (label: number) => number = (label) => label): Map<number, Metres[][]> {
    const bySide = new Map<number, { from: number; to: number; points: Metres[] }[]>();
    const give = (group: number, from: number, to: number, points: Metres[]) => {
      if (group === OUTSIDE) return;
      const arcs = bySide.get(group);
      if (arcs) arcs.push({ from, to, points });
      else bySide.set(group, [{ from, to, points }]);
    };
    const group = (label: number) => (label === OUTSIDE ? OUTSIDE : groupOf(label));
    for (const { left, right, from, to, points } of this.#arcs) {
      const [onLeft, onRight] = [group(left), group(right)];
      if (onLeft === onRight) continue;
      give(onLeft, from, to, points);
      give(onRight, to, from, [...points].reverse());
    }
    const areas = new Map<number, Metres[][]>();
    for (const label of [...bySide.keys()].sort((a, b) => a - b))
      areas.set(
        label,
        ringsFrom(bySide.get(label)!).sort((a, b) => doubledArea(b) - doubledArea(a)),
      );
    return areas;
  }
}

/** {@link Borders.areas} of every label. */
export const traceAreas = (raster: Raster, labels: Int32Array): Map<number, Metres[][]> =>
  new Borders(raster, labels).areas();
