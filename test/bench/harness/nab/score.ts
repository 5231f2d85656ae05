/**
 * The scoring of the Numenta Anomaly Benchmark (Lavin & Ahmad 2015, "Evaluating real-time anomaly detection algorithms", IEEE ICMLA, §II; with the corrections
 * of the benchmark's own release 1.1): the earliest detection in a window counts, by how early it is; each detection outside costs, by how far it is behind the window
 * before it; a window without detection costs; one threshold for the whole corpus, the best there is for the profile; 0 is a detector that never speaks, 100 one that
 * speaks at the first row of every window and nowhere else.
 */

interface Windowed {
  readonly windows: readonly (readonly [first: number, last: number])[];
  /** One per row, in [0, 1]. */
  readonly scores: readonly number[] | Float64Array;
}

export interface Profile {
  readonly name: string;
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}

/** The three application profiles of the benchmark's release 1.1. */
export const PROFILES: readonly Profile[] = [
  { name: 'standard', truePositive: 1, falsePositive: 0.11, falseNegative: 1 },
  { name: 'reward_low_FP_rate', truePositive: 1, falsePositive: 0.22, falseNegative: 1 },
  { name: 'reward_low_FN_rate', truePositive: 1, falsePositive: 0.11, falseNegative: 2 },
];

/** The share of a series in which nothing is scored, and its largest length, rows. */
const PROBATION = { share: 0.15, rows: 750 } as const;
/** From three window lengths behind a window on, a false detection costs in full. */
const FAR = 3;

export const probationRows = (rows: number): number => Math.min(Math.floor(PROBATION.share * rows), PROBATION.rows);

/** 2σ(−5y) − 1: 0.987 at the left edge of a window (y = −1), 0 at its right one, towards −1 behind it. */
export const scaledSigmoid = (place: number): number => (place >= FAR ? -1 : 2 / (1 + Math.exp(5 * place)) - 1);

interface Row {
  readonly score: number;
  /** What a detection here is worth in this profile. */
  readonly worth: number;
  /** Number of the window it is in, over the whole corpus; −1 outside. */
  readonly window: number;
}

export interface Outcome {
  /** Rows with at least this score are detections. */
  readonly threshold: number;
  /** Sum over the corpus, in the profile's weights. */
  readonly raw: number;
  /** 0 for silence, 100 for perfection. */
  readonly normalized: number;
}

const windowCount = (corpus: readonly Windowed[]): number =>
  corpus.reduce((sum, { windows }) => sum + windows.length, 0);

/** The best threshold for the profile, and what it scores. */
export function bestOutcome(corpus: readonly Windowed[], profile: Profile): Outcome {
  const silent = -profile.falseNegative * windowCount(corpus);
  let best = { threshold: Number.POSITIVE_INFINITY, raw: silent };
  sweep(corpus, profile, (threshold, raw) => {
    if (raw > best.raw) best = { threshold, raw };
  });
  return { ...best, normalized: normalize(best.raw, corpus, profile) };
}

/** What a threshold that was chosen elsewhere scores. */
export function outcomeAt(corpus: readonly Windowed[], profile: Profile, threshold: number): Outcome {
  let raw = -profile.falseNegative * windowCount(corpus);
  sweep(corpus, profile, (reached, itsRaw) => {
    if (reached >= threshold) raw = itsRaw;
  });
  return { threshold, raw, normalized: normalize(raw, corpus, profile) };
}

function normalize(raw: number, corpus: readonly Windowed[], { truePositive, falseNegative }: Profile): number {
  const windows = windowCount(corpus);
  const silent = -falseNegative * windows;
  return windows === 0 ? Number.NaN : (100 * (raw - silent)) / (truePositive * windows - silent);
}

/** Tells the corpus' score at every threshold that makes a difference, highest first. */
function sweep(corpus: readonly Windowed[], profile: Profile, tell: (threshold: number, raw: number) => void): void {
  const rows = corpus.flatMap((series, index) => {
    const before = windowCount(corpus.slice(0, index));
    return rowsOf(series, profile, before);
  });
  rows.sort((a, b) => b.score - a.score);
  const inWindows = new Array<number>(windowCount(corpus)).fill(-profile.falseNegative);
  let raw = -profile.falseNegative * inWindows.length;
  rows.forEach(({ score, worth, window }, index) => {
    if (window < 0) raw += worth;
    else if (worth > inWindows[window]!) {
      raw += worth - inWindows[window]!;
      inWindows[window] = worth;
    }
    if (rows[index + 1]?.score !== score) tell(score, raw);
  });
}

/** Behind the probation, each row with what a detection there is worth. */
function rowsOf({ windows, scores }: Windowed, profile: Profile, firstWindow: number): Row[] {
  const atBest = scaledSigmoid(-1);
  const rows: Row[] = [];
  let next = 0;
  for (let row = 0; row < scores.length; row++) {
    while (next < windows.length && row > windows[next]![1]) next++;
    const within = windows[next];
    const inside = within !== undefined && row >= within[0];
    const worth = inside
      ? (profile.truePositive * scaledSigmoid((row - within[1] - 1) / (within[1] - within[0] + 1))) / atBest
      : profile.falsePositive * scaledSigmoid(placeBehind(row, windows[next - 1]));
    if (row >= probationRows(scores.length))
      rows.push({ score: scores[row]!, worth, window: inside ? firstWindow + next : -1 });
  }
  return rows;
}

/** In window lengths behind the last window; far where there is none. */
const placeBehind = (row: number, window: readonly [number, number] | undefined): number =>
  window === undefined ? FAR : (row - window[1]) / (window[1] - window[0]);
