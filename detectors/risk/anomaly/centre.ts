/** Where a quantity usually is and how far it usually strays, learnt one value at a time. Plain data. */
export interface Centre {
  centre: number;
  /** Mean distance from the centre. */
  spread: number;
  n: number;
}

/** Values that count in full before outliers are held back. Ours: enough for a first idea of the spread. */
const FREE = 20;
/** From then on no value moves the centre further than this many spreads would: the winsorising of robust statistics (Huber 1964), k = 4 mean deviations ≈ 3.2 σ. */
const REACH = 4;

export const newCentre = (): Centre => ({ centre: 0, spread: 0, n: 0 });

/** Forgets at `rate` per value once it has seen 1 / rate of them; before, all count alike. */
export function learn(it: Centre, value: number, rate: number): void {
  it.n++;
  if (it.n === 1) {
    it.centre = value;
    return;
  }
  const share = Math.max(rate, 1 / it.n);
  const reach = it.n < FREE ? Number.POSITIVE_INFINITY : REACH * it.spread + TINY;
  const distance = Math.max(-reach, Math.min(reach, value - it.centre));
  it.centre += share * distance;
  it.spread += share * (Math.abs(distance) - it.spread);
}

/** Below what a double can tell apart. */
const TINY = 1e-12;

/** How many spreads `value` is from the centre, with its sign; 0 while nothing is known. */
export const standing = ({ centre, spread, n }: Centre, value: number): number =>
  n === 0 ? 0 : (value - centre) / (spread + 1e-9 * Math.abs(centre) + Number.MIN_VALUE);
