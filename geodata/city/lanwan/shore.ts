import { harbourLand } from '../harbour/coast.ts';
import type { Metres } from '../harbour/frame.ts';
import { harbourStructures } from '../harbour/structures.ts';
import { SHEET } from './plane.ts';

type Edge = readonly [x1: number, y1: number, x2: number, y2: number];

const BAND_M = 60;
const BANDS = Math.ceil((SHEET.north - SHEET.south) / BAND_M);

function banded(rings: readonly (readonly Metres[])[]): Edge[][] {
  const bands: Edge[][] = Array.from({ length: BANDS }, () => []);
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
      const first = Math.max(0, Math.floor((Math.min(y1, y2) - SHEET.south) / BAND_M));
      const last = Math.min(BANDS - 1, Math.floor((Math.max(y1, y2) - SHEET.south) / BAND_M));
      for (let band = first; band <= last; band++) bands[band]!.push([x1, y1, x2, y2]);
    }
  return bands;
}

let land: Edge[][] | undefined;

/** Whether a plane point lies on the harbour's mainland or an island, exactly; structures do not count. False off the sheet. */
export function isDry([x, y]: Metres): boolean {
  land ??= banded(harbourLand().map(({ ring }) => ring));
  const edges = land[Math.floor((y - SHEET.south) / BAND_M)];
  if (!edges) return false;
  let inside = false;
  for (const [x1, y1, x2, y2] of edges)
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  return inside;
}

/** Columns and rows of square cells over the sheet. */
export interface Raster {
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
}

export const rasterOf = (cellM: number): Raster => ({
  cellM,
  columns: Math.round((SHEET.east - SHEET.west) / cellM),
  rows: Math.round((SHEET.north - SHEET.south) / cellM),
});

/** The cell that holds a plane point, or −1 off the sheet. */
export function cellAt({ cellM, columns, rows }: Raster, [x, y]: Metres): number {
  const column = Math.floor((x - SHEET.west) / cellM);
  const row = Math.floor((y - SHEET.south) / cellM);
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}

export const cellCentre = ({ cellM, columns }: Raster, cell: number): Metres => [
  SHEET.west + ((cell % columns) + 0.5) * cellM,
  SHEET.south + (Math.floor(cell / columns) + 0.5) * cellM,
];

/** Fills the cells whose centres lie inside the rings (even–odd), row by row. */
export function fillRings(raster: Raster, rings: readonly (readonly Metres[])[], cells: Uint8Array): void {
  const crossings: number[][] = Array.from({ length: raster.rows }, () => []);
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
      const rowOf = (y: number) => Math.ceil((y - SHEET.south) / raster.cellM - 0.5);
      const [from, to] = [rowOf(Math.min(y1, y2)), rowOf(Math.max(y1, y2))];
      for (let row = Math.max(0, from); row < Math.min(raster.rows, to); row++) {
        const y = SHEET.south + (row + 0.5) * raster.cellM;
        crossings[row]!.push(x1 + ((x2 - x1) * (y - y1)) / (y2 - y1));
      }
    }
  crossings.forEach((xs, row) => {
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const columnOf = (x: number) => Math.ceil((x - SHEET.west) / raster.cellM - 0.5);
      const [from, to] = [Math.max(0, columnOf(xs[i]!)), Math.min(raster.columns, columnOf(xs[i + 1]!))];
      cells.fill(1, row * raster.columns + from, row * raster.columns + Math.max(from, to));
    }
  });
}

export function dryCells(raster: Raster): Uint8Array {
  const cells = new Uint8Array(raster.columns * raster.rows);
  for (const { ring } of harbourLand()) fillRings(raster, [ring], cells);
  return cells;
}

/** Dry cells and those under breakwaters, moles and piers. */
export function builtOrDryCells(raster: Raster): Uint8Array {
  const cells = dryCells(raster);
  for (const { ring } of harbourStructures) fillRings(raster, [ring], cells);
  return cells;
}

/** Distance in metres from every cell to the nearest cell that is `wanted`, by two chamfer passes (Borgefors 1986, CVGIP 34; within 8 %). */
export function distanceTo({ cellM, columns, rows }: Raster, wanted: (cell: number) => boolean): Float32Array {
  const distance = new Float32Array(columns * rows);
  for (let cell = 0; cell < distance.length; cell++) distance[cell] = wanted(cell) ? 0 : Number.POSITIVE_INFINITY;
  const [straight, diagonal] = [cellM, cellM * Math.SQRT2];
  const pass = (step: 1 | -1) => {
    const [start, end] = step === 1 ? [0, distance.length] : [distance.length - 1, -1];
    for (let cell = start; cell !== end; cell += step) {
      const column = cell % columns;
      const behind = column - step >= 0 && column - step < columns;
      const ahead = column + step >= 0 && column + step < columns;
      const back = cell - step * columns;
      let least = distance[cell]!;
      if (behind) least = Math.min(least, distance[cell - step]! + straight);
      if (back >= 0 && back < distance.length) {
        least = Math.min(least, distance[back]! + straight);
        if (behind) least = Math.min(least, distance[back - step]! + diagonal);
        if (ahead) least = Math.min(least, distance[back + step]! + diagonal);
      }
      distance[cell] = least;
    }
  };
  pass(1);
  pass(-1);
  return distance;
}
