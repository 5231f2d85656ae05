import type { Raster } from './shore.ts';

/** What lies outside: no area may grow there. */
export const OUTSIDE = -1;

interface Seed {
  readonly cell: number;
  readonly label: number;
}

/** Width of a bucket, in cost. */
const BUCKET = 4;

/**
 * Lets labelled areas grow from their seeds over the cells until they meet: every reachable cell gets the label that reaches it cheapest (multi-source
 * Dijkstra with buckets, Dial 1969), so each area hangs together. `cost` is what entering a cell costs, 1 or more; infinite where nothing grows.
 */
export function grow(
  { columns, rows }: Raster,
  seeds: readonly Seed[],
  cost: Float32Array,
  limits: {
    /** A label stays within the cells that have its older label. */
    readonly within?: { readonly outer: Int32Array; readonly outerOf: (label: number) => number };
    /** How much a label may spend from its seed. */
    readonly reach?: (label: number) => number;
  } = {},
): Int32Array {
  const { within, reach } = limits;
  const labels = new Int32Array(columns * rows).fill(OUTSIDE);
  const best = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const buckets: number[][] = [];
  const offer = (cell: number, label: number, at: number) => {
    if (at >= best[cell]!) return;
    best[cell] = at;
    labels[cell] = label;
    const index = Math.floor(at / BUCKET);
    let bucket = buckets[index];
    if (!bucket) {
      bucket = [];
      buckets[index] = bucket;
    }
    bucket.push(cell);
  };
  for (const { cell, label } of seeds) offer(cell, label, 0);
  for (let index = 0; index < buckets.length; index++) {
    const bucket = buckets[index];
    if (!bucket) continue;
    for (let i = 0; i < bucket.length; i++) {
      const cell = bucket[i]!;
      const at = best[cell]!;
      if (Math.floor(at / BUCKET) !== index) continue;
      const label = labels[cell]!;
      const column = cell % columns;
      const visit = (next: number) => {
        const step = cost[next]!;
        if (step === Number.POSITIVE_INFINITY) return;
        if (reach && at + step > reach(label)) return;
        if (within && within.outer[next] !== within.outerOf(label)) return;
        offer(next, label, at + step);
      };
      if (column > 0) visit(cell - 1);
      if (column + 1 < columns) visit(cell + 1);
      if (cell >= columns) visit(cell - columns);
      if (cell + columns < best.length) visit(cell + columns);
    }
    buckets[index] = [];
  }
  return labels;
}
