import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { EvidenceForecast } from '../../finding.ts';

/**
 * Plain forecast of a monitoring series: a straight line, or settlement that comes to rest as 1 − exp(−t/τ) does (the usual curve of consolidation and of
 * convergence behind a face, e.g. Panet & Guenot 1982), whichever leaves the smaller squares. The band is the normal one of the residuals and of the line's own uncertainty.
 */
const HOUR_MS = 3_600_000;
/** Two-sided 80 %. */
const COVERAGE = 0.8;
const Z = 1.2816;
const POINTS = 12;
/** Fewer than this say nothing about a curve. */
const ENOUGH = 4;
/** A curve has to beat the line by this, for it has one unknown more. Ours, after Akaike's criterion for a dozen readings. */
const BETTER = 0.8;
/** Times of coming to rest, hours. Ours: from a first fall to a day's consolidation. */
const REST_HOURS = [0.5, 1, 2, 4, 8, 16];

interface Fit {
  readonly method: string;
  at(hours: number): number;
  /** Standard deviation of a coming reading. */
  deviation(hours: number): number;
  readonly squares: number;
}

/**
 * @param readings time and value, oldest first, in growing time.
 * @param limit in the same sign as the readings; what is to be crossed on the way from zero.
 * @returns `undefined` from fewer than four readings or none older than the newest.
 */
export function forecastTrend(
  readings: readonly (readonly [number, number])[],
  limit: number,
  horizonMs: number,
): EvidenceForecast | undefined {
  const newest = readings.at(-1);
  if (!newest || readings.length < ENOUGH || readings[0]![0] >= newest[0]) return undefined;
  const fit = bestFit(readings.map(([time, value]) => [(time - newest[0]) / HOUR_MS, value]));
  const points = Array.from({ length: POINTS }, (_, n) => {
    const ms = (horizonMs * (n + 1)) / POINTS;
    const [median, band] = [fit.at(ms / HOUR_MS), Z * fit.deviation(ms / HOUR_MS)];
    return { time: eventTime(Math.round(newest[0] + ms)), median, low: median - band, high: median + band };
  });
  const crossesAt = crossing(fit, limit, newest[0], horizonMs);
  const end = horizonMs / HOUR_MS;
  const beyond = Math.sign(limit) * (fit.at(end) - limit);
  return {
    method: fit.method,
    coverage: COVERAGE,
    points,
    ...(crossesAt !== undefined && { crossesAt }),
    probability: normalCdf(beyond / Math.max(fit.deviation(end), 1e-9)),
  };
}

/** By halving; a fit of these kinds crosses once. */
function crossing(fit: Fit, limit: number, from: number, horizonMs: number): EventTime | undefined {
  const isBeyond = (ms: number) => Math.sign(limit) * (fit.at(ms / HOUR_MS) - limit) >= 0;
  if (isBeyond(0)) return eventTime(from);
  if (!isBeyond(horizonMs)) return undefined;
  let [low, high] = [0, horizonMs];
  while (high - low > 1000) {
    const middle = (low + high) / 2;
    if (isBeyond(middle)) high = middle;
    else low = middle;
  }
  return eventTime(Math.round(from + high));
}

function bestFit(points: readonly (readonly [number, number])[]): Fit {
  const line = regress(points, (hours) => hours, 'linear trend');
  const start = points[0]![0];
  let best = line;
  for (const rest of REST_HOURS) {
    const curve = regress(points, (hours) => 1 - Math.exp(-(hours - start) / rest), 'exponential trend');
    if (curve.squares < best.squares * (best === line ? BETTER : 1)) best = curve;
  }
  return best;
}

function regress(
  points: readonly (readonly [number, number])[],
  basis: (hours: number) => number,
  method: string,
): Fit {
  const n = points.length;
  const [meanX, meanY] = [
    points.reduce((sum, [hours]) => sum + basis(hours), 0) / n,
    points.reduce((sum, [, value]) => sum + value, 0) / n,
  ];
  let [xx, xy] = [0, 0];
  for (const [hours, value] of points) {
    const x = basis(hours) - meanX;
    xx += x * x;
    xy += x * (value - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  const at = (hours: number) => meanY + slope * (basis(hours) - meanX);
  const squares = points.reduce((sum, [hours, value]) => sum + (value - at(hours)) ** 2, 0);
  const variance = squares / Math.max(1, n - 2);
  return {
    method,
    at,
    squares,
    deviation: (hours) => Math.sqrt(variance * (1 + 1 / n + (xx > 0 ? (basis(hours) - meanX) ** 2 / xx : 0))),
  };
}

/** Abramowitz & Stegun (1964) 26.2.17, absolute error below 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z >= 0 ? 1 - tail : tail;
}
