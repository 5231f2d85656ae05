/** Karst limestone under Quaternary cover: transmissivity, m²/s, and storativity; middle of the ranges in Freeze & Cherry (1979) tables 2.2–2.4 for karst limestone, 30 m thick, confined. */
const TRANSMISSIVITY_M2S = 1e-3;
const STORATIVITY = 1e-3;
/** A well nearer than its own wall is at the wall. */
const LEAST_DISTANCE_M = 3;

/**
 * Lowering of the groundwater, m, at `distanceM` after `inflowM3s` has run into a hole since `sinceS` seconds and, when stopped, has not for `stoppedS` seconds:
 * Theis (1935), Trans. AGU 16, and recovery by superposition of an equal recharge.
 */
export function drawdownM(inflowM3s: number, distanceM: number, sinceS: number, stoppedS = 0): number {
  if (sinceS <= 0) return 0;
  const scale = inflowM3s / (4 * Math.PI * TRANSMISSIVITY_M2S);
  const r2 = Math.max(distanceM, LEAST_DISTANCE_M) ** 2;
  const well = (seconds: number) =>
    seconds <= 0 ? 0 : wellFunction((r2 * STORATIVITY) / (4 * TRANSMISSIVITY_M2S * seconds));
  return scale * (well(sinceS) - well(stoppedS));
}

/** Exponential integral E1; Abramowitz & Stegun (1964) 5.1.53 (error below 2e-7) and 5.1.56 (below 5e-8). */
export function wellFunction(u: number): number {
  if (u <= 1)
    return (
      -Math.log(u) +
      (-0.57721566 + u * (0.99999193 + u * (-0.24991055 + u * (0.05519968 + u * (-0.00976004 + u * 0.00107857)))))
    );
  const top = 0.2677737343 + u * (8.6347608925 + u * (18.059016973 + u * (8.5733287401 + u)));
  const bottom = 3.9584969228 + u * (21.0996530827 + u * (25.6329561486 + u * (9.5733223454 + u)));
  return (top / bottom) * (Math.exp(-u) / u);
}
