/**
 * How much gas a hole lets out, and how it thins in the wind. kg, s, m.
 *
 * Sources: CPR 14E (TNO "Yellow Book", 3rd ed. 2005) §2.5.2.3 for gas through a hole; Briggs (1973), "Diffusion estimation for small emissions", urban curves of class D, for
 * dispersion; IEC 60079-20-1:2010 table B.1 for methane's lower explosion limit.
 */

/** Methane at 15 °C and 1 atm, kg/m³. */
export const METHANE_KG_M3 = 0.678;
/** Lower heating value of methane (ISO 6976:2016), kJ/kg. */
export const METHANE_KJ_KG = 50_000;
/** Lower explosion limit of methane, share of the volume. */
const LEL_SHARE = 0.044;
/** The kilograms of methane in a cubic metre of air that are 100 %LEL. */
export const LEL_KG_M3 = LEL_SHARE * METHANE_KG_M3;

const ATMOSPHERE_PA = 101_325;
/** Ratio of specific heats and specific gas constant of methane, J/(kg K). */
const GAMMA = 1.31;
const GAS_CONSTANT = 518.3;
const GROUND_K = 293;
/** Of a torn edge; Yellow Book: 0.62. */
const DISCHARGE = 0.62;

/** Through a round hole of `holeMm` in a main at `pressureKPa` above the atmosphere, kg/s. */
export function releaseKgS(pressureKPa: number, holeMm: number): number {
  const absolutePa = pressureKPa * 1000 + ATMOSPHERE_PA;
  const areaM2 = (Math.PI * (holeMm / 1000) ** 2) / 4;
  const critical = ((GAMMA + 1) / 2) ** (GAMMA / (GAMMA - 1));
  const ratio = absolutePa / ATMOSPHERE_PA;
  const flow =
    ratio >= critical
      ? Math.sqrt(GAMMA * (2 / (GAMMA + 1)) ** ((GAMMA + 1) / (GAMMA - 1)))
      : Math.sqrt(((2 * GAMMA) / (GAMMA - 1)) * (ratio ** (-2 / GAMMA) - ratio ** (-(GAMMA + 1) / GAMMA)));
  return (DISCHARGE * areaM2 * absolutePa * flow) / Math.sqrt(GAS_CONSTANT * GROUND_K);
}

/** A wind too light to carry anything still stirs. */
const LEAST_WIND_MPS = 0.5;
const NEAREST_M = 5;

/** Concentration at the ground, kg/m³ for each kg/s let out at the ground, so far down and across the wind; nothing upwind. `riseM`: a hot plume passes overhead. */
export function plumeShare(downM: number, acrossM: number, windMps: number, riseM = 0): number {
  if (downM <= 0) return 0;
  const x = Math.max(downM, NEAREST_M);
  const sigmaY = (0.16 * x) / Math.sqrt(1 + 0.0004 * x);
  const sigmaZ = (0.14 * x) / Math.sqrt(1 + 0.0003 * x);
  const spread = Math.exp(-0.5 * (acrossM / sigmaY) ** 2 - 0.5 * (riseM / sigmaZ) ** 2);
  return spread / (Math.PI * Math.max(windMps, LEAST_WIND_MPS) * sigmaY * sigmaZ);
}

/** Metres down and across the wind from `source` to `at`. `windFromDeg`: where it blows from. */
export function alongWind(
  [dx, dy]: readonly [eastM: number, northM: number],
  windFromDeg: number,
): { readonly downM: number; readonly acrossM: number } {
  const from = (windFromDeg * Math.PI) / 180;
  return {
    downM: -dx * Math.sin(from) - dy * Math.cos(from),
    acrossM: Math.abs(dx * Math.cos(from) - dy * Math.sin(from)),
  };
}
