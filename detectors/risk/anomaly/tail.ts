/**
 * How rare is a value this large? A histogram over the logarithm of a quantity that is not negative, with slow forgetting; beyond the largest value of the memory the
 * tail goes on as a power law (peaks over threshold, Pickands 1975; with a fixed index, so that a handful of extremes cannot bend it). The empirical p-value with
 * one added to both counts is that of conformal prediction (Vovk et al. 2005, eq. 2.20). Plain data.
 */
export interface Tail {
  /** Weight by eighth octaves, lowest first; the first bin holds zero and all below. */
  bins: number[];
  total: number;
  /** Values since weights were last let go. */
  since: number;
  /** The highest bin that holds anything. */
  highest: number;
}

const PER_OCTAVE = 8;
/** Octaves on either side of 1. */
const OCTAVES = 25;
const BINS = 2 * OCTAVES * PER_OCTAVE;
/** Weights halve every so many values: about two weeks of five-minute means. Ours; between 1,500 and 6,000 it makes little difference. */
const HALF_LIFE = 4000;
const FORGETTING_STEPS = 16;
const KEPT = 2 ** (-1 / FORGETTING_STEPS);
/** Weights are kept to this, so that an extreme is forgotten at last and a snapshot stays short. A power of two: exact. */
const NOTHING = 2 ** -10;
/** Twice as far beyond the largest known value is a quarter as likely. Ours: a heavy tail, so that one record does not seem impossible. */
const TAIL_INDEX = 2;
/** Nothing is called rarer than this. */
const RAREST = 1e-12;

export const newTail = (): Tail => ({ bins: new Array<number>(BINS).fill(0), total: 0, since: 0, highest: 0 });

function binOf(value: number): number {
  if (!(value > 0)) return 0;
  const bin = Math.floor(PER_OCTAVE * Math.log2(value)) + BINS / 2;
  return Math.max(1, Math.min(BINS - 1, bin));
}

export function count(tail: Tail, value: number): void {
  const bin = binOf(value);
  tail.bins[bin]! += 1;
  if (bin > tail.highest) tail.highest = bin;
  tail.total++;
  if (++tail.since * FORGETTING_STEPS >= HALF_LIFE) forget(tail);
}

function forget(tail: Tail): void {
  tail.since = 0;
  tail.total = 0;
  for (let bin = 0; bin <= tail.highest; bin++) {
    tail.bins[bin] = Math.round((tail.bins[bin]! * KEPT) / NOTHING) * NOTHING;
    tail.total += tail.bins[bin]!;
  }
  while (tail.highest > 0 && tail.bins[tail.highest] === 0) tail.highest--;
}

/** Probability of a value at least as large, (0, 1]. */
export function rarity({ bins, total, highest }: Tail, value: number): number {
  const bin = binOf(value);
  if (bin > highest && highest > 0) {
    const edge = 2 ** ((highest + 1 - BINS / 2) / PER_OCTAVE);
    return Math.max(RAREST, (edge / value) ** TAIL_INDEX / (total + 2));
  }
  let atLeast = bins[bin]! * (1 - placeInBin(value, bin) / 2);
  for (let higher = bin + 1; higher <= highest; higher++) atLeast += bins[higher]!;
  return Math.min(1, (atLeast + 1) / (total + 2));
}

const placeInBin = (value: number, bin: number): number =>
  bin === 0 ? 0 : Math.max(0, Math.min(1, PER_OCTAVE * Math.log2(value) - (bin - BINS / 2)));
