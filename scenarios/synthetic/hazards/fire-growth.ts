/**
 * How a fire grows, smokes and heats. Heat in kW, time in s, lengths in m.
 *
 * Sources: NFPA 92-2021 annex B (and NFPA 72) for t² growth; Alpert (1972), Fire Technology 8, for the ceiling jet; Tewarson in the SFPE Handbook (5th ed. 2016) ch. 36 for heat of
 * combustion and soot yield; Mulholland & Croarkin (2000), Fire and Materials 24, for smoke's extinction; Briggs (1969), "Plume Rise", for rise in wind.
 */

/** kW/s²: 1,055 kW after 600, 300, 150 and 75 s. */
const GROWTH = { slow: 0.00293, medium: 0.01172, fast: 0.0469, ultrafast: 0.1876 } as const;
export type Growth = keyof typeof GROWTH;

/** Of mixed plastics and wood: kJ released by a kilogram, and soot from it. */
const HEAT_KJ_KG = 20_000;
const SOOT_SHARE = 0.05;
/** m² that a kilogram of flaming soot darkens. */
const EXTINCTION_M2_KG = 8700;
/** Share of the fuel after which a fire that nobody fights dies down. NFPA 92 leaves it to the designer; the usual 80 %. */
const STEADY_UNTIL = 0.8;
/** A fire that is fought falls to a third in so long. Ours. */
const FOUGHT_S = 10 * 60;

export interface FireCurve {
  readonly growth: Growth;
  readonly peakKW: number;
  readonly fuelMJ: number;
  /** Water is on it after so many seconds of flames. */
  readonly foughtAfterS: number;
}

/** Heat released after so many seconds of flames: t² up to the peak, steady while fuel lasts, then down in a straight line; quicker when it is fought. */
export function heatKW({ growth, peakKW, fuelMJ, foughtAfterS }: FireCurve, seconds: number): number {
  if (seconds <= 0) return 0;
  if (seconds > foughtAfterS) {
    const left = heatKW({ growth, peakKW, fuelMJ, foughtAfterS: Number.POSITIVE_INFINITY }, foughtAfterS);
    return left * Math.exp(-(seconds - foughtAfterS) / FOUGHT_S);
  }
  const alpha = GROWTH[growth];
  const fuelKJ = fuelMJ * 1000;
  const grownS = Math.min(Math.sqrt(peakKW / alpha), Math.cbrt((3 * STEADY_UNTIL * fuelKJ) / alpha));
  if (seconds <= grownS) return alpha * seconds ** 2;
  const topKW = alpha * grownS ** 2;
  const steadyUntilS = grownS + Math.max(0, STEADY_UNTIL * fuelKJ - (alpha * grownS ** 3) / 3) / topKW;
  if (seconds <= steadyUntilS) return topKW;
  const downS = (2 * (1 - STEADY_UNTIL) * fuelKJ) / topKW;
  return Math.max(0, topKW * (1 - (seconds - steadyUntilS) / downS));
}

/** Soot given off, kg/s. */
export const sootKgS = (kW: number): number => (kW / HEAT_KJ_KG) * SOOT_SHARE;

/** Obscuration of smoke of so many kilograms of soot in a cubic metre, %/m. */
export const obscurationPercent = (sootKgM3: number): number => 100 * (1 - Math.exp(-EXTINCTION_M2_KG * sootKgM3));

/** Rise of the air's temperature under a ceiling of `heightM`, at `distanceM` from the axis, K. */
export function ceilingJetK(kW: number, heightM: number, distanceM: number): number {
  const steepness = kW ** (2 / 3) / heightM ** (5 / 3);
  const r = distanceM / heightM;
  return r <= 0.18 ? 16.9 * steepness : (5.38 * steepness) / r ** (2 / 3);
}

/** Height of a hot plume's axis so far downwind, m. Seven tenths of the heat are carried by the air. */
export function plumeRiseM(kW: number, downM: number, windMps: number): number {
  const buoyancy = 8.9e-3 * 0.7 * kW;
  return (1.6 * Math.cbrt(buoyancy) * Math.max(0, downM) ** (2 / 3)) / Math.max(windMps, 0.5);
}
