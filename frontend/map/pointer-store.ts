import { create } from 'zustand';
import type { Pointed } from './chart.ts';

/** Where the pointer is on the chart, `[lon, lat]`; absent beside it. Kept apart so that moving it re-renders one line only. */
export const usePointer = create<{ readonly position: readonly [number, number] | undefined }>(() => ({
  position: undefined,
}));

interface Hover {
  readonly mark: Pointed | undefined;
  /** The chart's element: of two charts side by side the pointer is on one. */
  readonly on: HTMLElement | null;
}

/** The mark under the pointer. */
export const useHover = create<Hover>(() => ({ mark: undefined, on: null }));
