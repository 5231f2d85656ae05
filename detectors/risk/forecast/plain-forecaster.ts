import type { Band } from '../../runtime/inference/quantiles.ts';

/**
 * The plain streaming forecaster of any evenly read series: three damped trends of different quickness (Gardner & McKenzie 1985) side by side, of which the one that erred least of late
 * speaks. Its bands are widened after each miss and narrowed after each hit until they hold 80 % in the long run (adaptive conformal inference: Gibbs & Candès 2021, NeurIPS 34).
 */

/** Steps of the series' own interval. */
export const HORIZON_STEPS: readonly number[] = [1, 2, 3, 6, 12];
export const WINDOW = 24;
const FARTHEST = HORIZON_STEPS.at(-1)!;
/** Weights of the newest reading. Ours: from a noisy gauge to one that is exact. */
const LEVEL_WEIGHTS = [0.15, 0.45, 0.9];
const TREND_SHARE = 0.15;
const DAMPING = 0.85;
/** Errors are forgotten at this rate. Ours: half an hour of five-minute readings. */
const FORGET = 0.1;
const MISS_SHARE = 0.2;
/** How quickly bands answer, of their width. Ours, within Gibbs & Candès' range. */
const BAND_RATE = 0.08;
/** Of the value: no series is more exact than its last digit. */
const LEAST_SCALE = 1e-4;

/** Plain data. */
export interface ForecasterState {
  /** Level, trend and discounted error of each trend. */
  readonly trends: [number, number, number][];
  /** Discounted size of a one-step error, in the series' unit. */
  scale: number;
  /** Half widths of the bands by horizon, in scales. */
  readonly widths: number[];
  /** Newest last. */
  readonly recent: number[];
  /** What was told of late, newest last: median and half width by horizon. */
  readonly told: (readonly (readonly [number, number])[])[];
  steps: number;
}

export const newForecaster = (value: number): ForecasterState => ({
  trends: LEVEL_WEIGHTS.map(() => [value, 0, 0]),
  scale: LEAST_SCALE * Math.max(1, Math.abs(value)),
  widths: HORIZON_STEPS.map((steps) => 1.5 * Math.sqrt(steps)),
  recent: [value],
  told: [],
  steps: 1,
});

/** Takes the next reading; the state is changed in place. */
export function takeValue(state: ForecasterState, value: number): void {
  judgeBands(state, value);
  const best = bestOf(state);
  const error = Math.abs(value - (best[0] + DAMPING * best[1]));
  const forget = Math.max(FORGET, 1 / state.steps);
  state.scale += forget * (error - state.scale);
  state.scale = Math.max(state.scale, LEAST_SCALE * Math.max(1, Math.abs(value)));
  state.trends.forEach((trend, index) => {
    const expected = trend[0] + DAMPING * trend[1];
    const miss = value - expected;
    const weight = LEVEL_WEIGHTS[index]!;
    trend[0] = expected + weight * miss;
    trend[1] = DAMPING * trend[1] + weight * TREND_SHARE * miss;
    trend[2] += FORGET * (miss * miss - trend[2]);
  });
  state.recent.push(value);
  if (state.recent.length > WINDOW) state.recent.shift();
  state.steps++;
  state.told.push(plainBands(state).map(({ median, high }) => [median, high - median] as const));
  if (state.told.length > FARTHEST) state.told.shift();
}

/** By horizon, in the series' unit. */
export function plainBands(state: ForecasterState): Band[] {
  const [level, trend] = bestOf(state);
  return HORIZON_STEPS.map((steps, index) => {
    const median = level + (trend * DAMPING * (1 - DAMPING ** steps)) / (1 - DAMPING);
    const half = state.widths[index]! * state.scale;
    return { low: median - half, median, high: median + half };
  });
}

const bestOf = ({ trends }: ForecasterState): readonly [number, number, number] =>
  trends.reduce((best, trend) => (trend[2] < best[2] ? trend : best));

function judgeBands({ told, widths }: ForecasterState, value: number): void {
  HORIZON_STEPS.forEach((steps, index) => {
    const then = told[told.length - steps]?.[index];
    if (!then) return;
    const isMiss = Math.abs(value - then[0]) > then[1];
    widths[index]! *= Math.exp(BAND_RATE * ((isMiss ? 1 : 0) - MISS_SHARE));
  });
}
