/**
 * Settlement over a driven tunnel, fitted to what was levelled across it. Peck (1969), "Deep excavations and tunneling in soft ground", 7th ICSMFE:
 * S(x) = Smax·exp(−x²/2i²); O'Reilly & New (1982), "Settlements above tunnels in the United Kingdom": i = K·z0. The trough's volume per metre is √(2π)·i·Smax,
 * and the volume loss its share of the face.
 */
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** K of clays of stiff to medium consistency (O'Reilly & New 1982); also taken where too few points say how wide the trough is. */
const USUAL_K = 0.5;
/** Widest range of K that Mair & Taylor (1997) report, rounded outwards: sands 0.25, soft clays 0.7. */
const LEAST_K = 0.2;
const MOST_K = 0.9;
/** A trough much deeper than anything levelled is guessed from its rim. Ours. */
const MOST_EXTRAPOLATED = 1.5;
/** Steps in which K is first looked for; it is then refined between neighbours. */
const STEPS = 28;
const REFINEMENTS = 30;
/** Two unknowns take three points at unlike distances, of which one must not be over the axis. */
const ENOUGH_POINTS = 3;

export interface Levelled {
  /** From the axis, metres; either sign. */
  readonly acrossM: number;
  /** Down is positive, millimetres. */
  readonly settlementMm: number;
}

export interface Tunnel {
  /** Of the axis, metres below ground. */
  readonly depthM: number;
  readonly diameterM: number;
}

export interface Trough {
  /** Distance of the inflection point from the axis, metres. */
  readonly widthM: number;
  readonly deepestMm: number;
  /** Share of the face that was lost, (0–1). */
  readonly volumeLoss: number;
  /** Root mean square of what the trough does not explain, millimetres. */
  readonly residualMm: number;
  /** False: too few points, so the width is {@link USUAL_K} times the depth. */
  readonly widthIsFitted: boolean;
}

/** Depth of the trough at a distance from its axis, in the unit of its deepest place. */
export const troughAt = ({ widthM, deepestMm }: Pick<Trough, 'widthM' | 'deepestMm'>, acrossM: number): number =>
  deepestMm * Math.exp(-0.5 * (acrossM / widthM) ** 2);

export const usualWidthM = ({ depthM }: Tunnel): number => USUAL_K * depthM;

/** Least squares; `undefined` without points, where the ground does not go down, and where only the rim was levelled. */
export function fitTrough(levelled: readonly Levelled[], tunnel: Tunnel): Trough | undefined {
  if (levelled.length === 0) return undefined;
  const usual = usualWidthM(tunnel);
  const distances = levelled.map(({ acrossM }) => Math.abs(acrossM));
  const widthIsFitted =
    levelled.length >= ENOUGH_POINTS && Math.max(...distances) - Math.min(...distances) >= usual / 2;
  const widthM = widthIsFitted ? bestWidth(levelled, tunnel.depthM) : usual;
  const { deepestMm, squares } = withWidth(levelled, widthM);
  const largest = Math.max(...levelled.map(({ settlementMm }) => settlementMm));
  if (!(deepestMm > 0) || deepestMm > MOST_EXTRAPOLATED * largest) return undefined;
  return {
    widthM,
    deepestMm,
    volumeLoss: (ROOT_TWO_PI * widthM * (deepestMm / 1000)) / ((Math.PI * tunnel.diameterM ** 2) / 4),
    residualMm: Math.sqrt(squares / levelled.length),
    widthIsFitted,
  };
}

/** For one width the deepest settlement is linear. */
function withWidth(levelled: readonly Levelled[], widthM: number): { deepestMm: number; squares: number } {
  let [product, norm] = [0, 0];
  for (const { acrossM, settlementMm } of levelled) {
    const share = Math.exp(-0.5 * (acrossM / widthM) ** 2);
    product += share * settlementMm;
    norm += share * share;
  }
  const deepestMm = norm > 0 ? product / norm : 0;
  const squares = levelled.reduce(
    (sum, { acrossM, settlementMm }) => sum + (settlementMm - troughAt({ widthM, deepestMm }, acrossM)) ** 2,
    0,
  );
  return { deepestMm, squares };
}

function bestWidth(levelled: readonly Levelled[], depthM: number): number {
  const cost = (k: number) => withWidth(levelled, k * depthM).squares;
  const step = (MOST_K - LEAST_K) / STEPS;
  let best = LEAST_K;
  for (let n = 1; n <= STEPS; n++) if (cost(LEAST_K + n * step) < cost(best)) best = LEAST_K + n * step;
  let [low, high] = [Math.max(LEAST_K, best - step), Math.min(MOST_K, best + step)];
  for (let n = 0; n < REFINEMENTS; n++) {
    const third = (high - low) / 3;
    if (cost(low + third) < cost(high - third)) high -= third;
    else low += third;
  }
  return ((low + high) / 2) * depthM;
}
