import { FAMILIES, type Family } from '../../../geodata/model/family.ts';
import type { HistogramBin } from '../../feed/queries.ts';

/** How many alerts of each grade one bar stands for; index 0 is grade I. */
export interface Bar {
  readonly from: number;
  readonly total: number;
  readonly grades: readonly [number, number, number, number];
}

export interface Bars {
  readonly families: Readonly<Record<Family, readonly Bar[]>>;
  /** The tallest bar of all, at least 1: every family is drawn to one scale. */
  readonly tallest: number;
  countSince(time: number): number;
}

const isFamily = (name: string): name is Family => FAMILIES.some((family) => family === name);

/** Sorts the server's counts into bars. Buckets without alerts have no bar: nothing is drawn there. */
export function barsOf(bins: readonly HistogramBin[], from: number, bucketMs: number): Bars {
  const families: Record<Family, Map<number, [number, number, number, number]>> = {
    city: new Map(),
    underground: new Map(),
    beach: new Map(),
    vessel: new Map(),
  };
  for (const { time, family, grade, count } of bins) {
    if (!isFamily(family)) continue;
    const start = from + Math.floor((Date.parse(time) - from) / bucketMs) * bucketMs;
    const grades = families[family].get(start) ?? [0, 0, 0, 0];
    grades[grade - 1]! += count;
    families[family].set(start, grades);
  }
  const rows = Object.fromEntries(
    FAMILIES.map((family) => [
      family,
      [...families[family]].map(([start, grades]): Bar => ({ from: start, total: sum(grades), grades })),
    ]),
  ) as unknown as Record<Family, readonly Bar[]>;
  const all = Object.values(rows).flat();
  return {
    families: rows,
    tallest: Math.max(1, ...all.map(({ total }) => total)),
    countSince: (time) => sum(all.filter((bar) => bar.from >= time).map(({ total }) => total)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
