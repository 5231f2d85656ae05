/** A count with this mean, drawn by one uniform number: Poisson by inversion, the normal approximation above 40 (Devroye 1986, Non-Uniform Random Variate Generation, X.3). */
export function poisson(mean: number, uniform: number): number {
  if (mean <= 0) return 0;
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(uniform)));
  let [probability, count] = [Math.exp(-mean), 0];
  let below = probability;
  while (uniform > below && count < 200) {
    count++;
    probability *= mean / count;
    below += probability;
  }
  return count;
}

/** Standard normal quantile, good to 0.005 (Tukey's lambda approximation: p^0.135 − (1−p)^0.135 over 0.1975). */
export const normal = (uniform: number): number => {
  const p = Math.min(0.9999, Math.max(0.0001, uniform));
  return (p ** 0.135 - (1 - p) ** 0.135) / 0.1975;
};

export const logNormal = (
  { median, sigma }: { readonly median: number; readonly sigma: number },
  uniform: number,
): number => median * Math.exp(sigma * normal(uniform));
