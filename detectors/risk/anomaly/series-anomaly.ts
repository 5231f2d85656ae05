/**
 * How surprising is the newest value of one series? Several plain views of it (its level, its step, how its mean, its spread and its roughness have moved, what it
 * usually is at this hour of the day) are each asked how rare what they see is in the memory of this very series; their surprises, −log10 of those
 * probabilities, are combined by a power mean. No training step, one pass, a state of fixed size that is plain data. What only repeats lately is held back.
 *
 * Multiplying the values by a constant, or adding one, changes nothing but rounding.
 */
import { type Centre, learn, newCentre, standing } from './centre.ts';
import { keep, newRecent, type Recent, spreadOfNewest, sumsOfNewest } from './recent.ts';
import { freshSurprise, newRepeats, type Repeats } from './repeats.ts';
import { count, newTail, rarity, type Tail } from './tail.ts';

const DAY_MS = 86_400_000;
const HOURS = 24;
/** Spans over which means are compared with those just before, values. Ours: 2, 4 and 8 h of five-minute means. */
const SPANS = [24, 48, 96] as const;
/** Span of the views of mean, spread and roughness, values. Ours: the middle one. */
const SPAN = 48;
/** All spans that are summed: each span and, with the one before it, its double. Shortest first. */
const SUMMED = [24, 48, 96, 192] as const;
const LONGEST = SUMMED[3];
/** How fast the usual level is forgotten, per value. Ours: a week of five-minute means. */
const SLOW = 1 / 2000;
/** The same for what the hour does not explain. */
const RESIDUAL_RATE = 1 / 500;
/** The same within an hour of the day, per value of that hour: four days of five-minute means. */
const HOUR_RATE = 0.02;
/** Values of an hour before its own spread counts. Ours. */
const HOUR_KNOWN = 10;
/** Share of the general spread added to that of an hour, so that a silent hour does not make a whisper a scream. Ours. */
const FLOOR = 0.1;
/** Values before anything can surprise. Ours. */
const WARM_UP = 100;
/** Exponent of the power mean: between the mean (1), which needs all views, and the largest (∞), which trusts a single one. Ours. */
const POWER = 3;
/** Nothing physical is larger; keeps sums finite. */
const LARGEST = 1e100;

/** A quantity that goes either way: rare for its own side. */
interface Sided {
  up: Tail;
  down: Tail;
}

export interface SeriesAnomaly {
  n: number;
  /** What everything is measured from and in: the first value, and the first step that was not zero (0 before it). */
  origin: number;
  unit: number;
  last: number;
  recent: Recent;
  level: Centre;
  mean: Centre;
  spread: Centre;
  roughness: Centre;
  /** Mean step lately. */
  rough: number;
  hours: Centre[];
  /** What the hour of the day does not explain. */
  residual: Centre;
  tails: Record<'level' | 'step' | 'mean' | 'residual', Tail>;
  shifts: Tail[];
  sides: Record<'spread' | 'roughness' | 'hour', Sided>;
  repeats: Repeats;
}

/** What the newest value told. */
export interface Surprise {
  /** Power mean of the views' surprises, decades: 3 is about as rare as once in a thousand values in every view. */
  readonly surprise: number;
  /** The same, but 0 while it is no more than the latest surprise, and less if the like of it was frequent of late. */
  readonly fresh: number;
}

const sided = (): Sided => ({ up: newTail(), down: newTail() });

export const newSeriesAnomaly = (): SeriesAnomaly => ({
  n: 0,
  origin: 0,
  unit: 0,
  last: 0,
  recent: newRecent(),
  level: newCentre(),
  mean: newCentre(),
  spread: newCentre(),
  roughness: newCentre(),
  rough: 0,
  hours: Array.from({ length: HOURS }, newCentre),
  residual: newCentre(),
  tails: { level: newTail(), step: newTail(), mean: newTail(), residual: newTail() },
  shifts: SPANS.map(newTail),
  sides: { spread: sided(), roughness: sided(), hour: sided() },
  repeats: newRepeats(),
});

/** Score in [0, 1) as benchmarks want it, the same order as {@link Surprise.fresh}. */
export const scoreOf = ({ fresh }: Surprise): number => 1 - 10 ** -fresh;

const hourOf = (timeMs: number): number => Math.floor(((((timeMs % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS) * HOURS);

/** What is usual at this time of the day, in the series' own unit; `undefined` before the hour is known. */
export function usualAt(
  it: SeriesAnomaly,
  timeMs: number,
): { readonly centre: number; readonly spread: number } | undefined {
  const hour = it.hours[hourOf(timeMs)]!;
  if (hour.n <= HOUR_KNOWN) return undefined;
  const unit = it.unit || 1;
  return {
    centre: it.origin + unit * hour.centre,
    spread: unit * (hour.spread + FLOOR * it.residual.spread),
  };
}

/** Share of the spread that the hour of the day leaves unexplained: near 0 for a clear daily rhythm, near 1 for none. */
export const unexplained = ({ level, residual }: SeriesAnomaly): number =>
  level.spread > 0 ? residual.spread / level.spread : 1;

/** Takes the next value in; changes `it`. Times must not matter but for their hour of the day. */
export function surprise(it: SeriesAnomaly, timeMs: number, raw: number): Surprise {
  if (Number.isNaN(raw)) return { surprise: 0, fresh: 0 };
  const value = inUnit(it, Math.max(-LARGEST, Math.min(LARGEST, raw)));
  it.n++;
  const judged = it.n > WARM_UP;
  const sum = ofLevel(it, value) + ofShifts(it, value) + ofHour(it, timeMs, value);
  const views = 7 + SPANS.length;
  const all = judged ? (sum / views) ** (1 / POWER) : 0;
  return { surprise: all, fresh: freshSurprise(it.repeats, it.n, all) };
}

function inUnit(it: SeriesAnomaly, raw: number): number {
  if (it.n === 0) it.origin = raw;
  const offset = raw - it.origin;
  if (it.unit === 0) it.unit = Math.abs(offset);
  return it.unit === 0 ? 0 : Math.max(-LARGEST, Math.min(LARGEST, offset / it.unit));
}

/** Level, step and roughness. */
function ofLevel(it: SeriesAnomaly, value: number): number {
  const far = Math.abs(standing(it.level, value));
  learn(it.level, value, SLOW);
  const step = it.n === 1 ? 0 : Math.abs(value - it.last);
  it.last = value;
  it.rough += (step - it.rough) / SPAN;
  const rough = standing(it.roughness, it.rough);
  learn(it.roughness, it.rough, SLOW);
  return surpriseOf(it.tails.level, far) + surpriseOf(it.tails.step, step) + sidedSurprise(it.sides.roughness, rough);
}

/** Mean and spread of the newest span, and how the means of the spans differ from those of the spans before. */
function ofShifts(it: SeriesAnomaly, value: number): number {
  const { recent } = it;
  keep(recent, value, LONGEST);
  const sums = sumsOfNewest(recent, SUMMED);
  const known = recent.values.length;
  const mean = sums[1]! / Math.min(SPAN, known);
  const strays = spreadOfNewest(recent, SPAN, mean);
  let sum = surpriseOf(it.tails.mean, Math.abs(standing(it.mean, mean)));
  learn(it.mean, mean, SLOW);
  sum += sidedSurprise(it.sides.spread, standing(it.spread, strays));
  learn(it.spread, strays, SLOW);
  for (let index = 0; index < SPANS.length; index++) {
    const span = SPANS[index]!;
    const shift = known < 2 * span ? 0 : Math.abs(2 * sums[index]! - sums[index + 1]!) / span;
    sum += surpriseOf(it.shifts[index]!, shift);
  }
  return sum;
}

/** What this hour of the day does not explain, by the spread of all hours and by that of this one. */
function ofHour(it: SeriesAnomaly, timeMs: number, value: number): number {
  const hour = it.hours[hourOf(timeMs)]!;
  const { n, spread } = hour;
  const residual = n > 2 ? value - hour.centre : 0;
  learn(hour, value, HOUR_RATE);
  const general = it.residual.spread;
  const own = n > HOUR_KNOWN ? spread + FLOOR * general : general;
  const byHour = n > 3 ? residual / (own + Number.MIN_VALUE) : 0;
  const far = Math.abs(standing(it.residual, residual));
  learn(it.residual, residual, RESIDUAL_RATE);
  return surpriseOf(it.tails.residual, far) + sidedSurprise(it.sides.hour, byHour);
}

/** Asks, then counts the value itself. Already to the power of the mean. */
function surpriseOf(tail: Tail, value: number): number {
  const probability = rarity(tail, value);
  count(tail, value);
  return (-Math.log10(probability)) ** POWER;
}

function sidedSurprise({ up, down }: Sided, value: number): number {
  const [own, other] = value >= 0 ? [up, down] : [down, up];
  const probability = Math.min(1, 2 * rarity(own, Math.abs(value)));
  count(own, Math.abs(value));
  count(other, 0);
  return (-Math.log10(probability)) ** POWER;
}
