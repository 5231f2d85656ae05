import { timeScale } from '../../../panels/inspector/chart-scale.ts';
import type { Window } from './time-window.ts';

/** Where everything on the lanes stands, pixels. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  /** Of the plot. */
  readonly left: number;
  readonly right: number;
  readonly at: (time: number) => number;
  readonly timeAt: (x: number) => number;
  readonly ticks: readonly number[];
  readonly axis: Band;
  readonly observations: Band;
  readonly alerts: Band;
  readonly incidents: Band;
  readonly actions: Band;
  readonly messages: Band;
}

export interface Band {
  readonly top: number;
  readonly height: number;
}

/** Ours, by eye: flags above, times below. */
const AXIS_PX = 50;
const ROW_PX = 26;
/** A run that has the lane for itself. */
const ALONE_PX = 34;
/** Ours: an axis label about every 110 pixels. */
const TICK_PX = 110;
const LEAST_PX = 64;

/** `runs` share each lane, one row of it each; the chart of observations takes what is left. */
export function layOut(width: number, height: number, runs: 1 | 2, [from, to]: Window): Geometry {
  const narrow = width < 600;
  const left = narrow ? 66 : 104;
  const right = Math.max(left + 50, width - (narrow ? 10 : 20));
  const scale = timeScale(from, to, left, right, Math.max(2, Math.floor((right - left) / TICK_PX)));
  const row = (runs === 1 ? ALONE_PX : ROW_PX * runs) + 2;
  const rest = Math.max(LEAST_PX * 2, height - AXIS_PX - 3 * row);
  const incidents = Math.max(runs * 30, Math.round(rest * (runs === 1 ? 0.36 : 0.5)));
  let top = 0;
  const band = (tall: number): Band => {
    const made = { top, height: tall };
    top += tall;
    return made;
  };
  return {
    width,
    height: Math.max(height, AXIS_PX + 3 * row + rest),
    left,
    right,
    at: scale.at,
    timeAt: (x) => from + ((x - left) / (right - left)) * (to - from),
    ticks: scale.ticks,
    axis: band(AXIS_PX),
    observations: band(rest - incidents),
    alerts: band(row),
    incidents: band(incidents),
    actions: band(row),
    messages: band(row),
  };
}

/** The middle of one run's row within a lane. */
export const rowMiddle = ({ top, height }: Band, index: number, runs: number): number =>
  top + (height / runs) * (index + 0.5);
