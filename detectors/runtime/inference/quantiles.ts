/** The 0.1, 0.5 and 0.9 quantile of what will be. */
export interface Band {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Share of what comes that lies within a band. */
export const BAND_COVERAGE = 0.8;

/** What a model adds to each quantile of the plain method, put in order. */
export function corrected(plain: readonly Band[], output: Float32Array, row: number, unit: number): Band[] {
  return plain.map(({ low, median, high }, index) => {
    const at = 3 * (row * plain.length + index);
    const told = [low + unit * output[at]!, median + unit * output[at + 1]!, high + unit * output[at + 2]!];
    told.sort((a, b) => a - b);
    return { low: told[0]!, median: told[1]!, high: told[2]! };
  });
}

/** Two-sided 80 % of the normal distribution. */
const Z_80 = 1.2816;

/** How likely the value is beyond a limit (above a positive one, below a negative one), [0, 1]: normal on either side of the median. */
export function beyondProbability({ low, median, high }: Band, limit: number): number {
  const way = Math.sign(limit) || 1;
  const short = way * (limit - median);
  const half = short >= 0 === way > 0 ? high - median : median - low;
  return 1 - normal((short * Z_80) / Math.max(half, 1e-9));
}

/** The normal distribution by its logistic likeness, within 1 % (Johnson & Kotz 1970). */
const normal = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));
