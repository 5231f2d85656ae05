/**
 * How ground settles over a driven tunnel and over a hole. Lengths in metres, settlement positive downwards, metres.
 *
 * Sources: Peck (1969), "Deep excavations and tunneling in soft ground", 7th ICSMFE, for the Gaussian trough; O'Reilly & New (1982), "Settlements above tunnels in the
 * United Kingdom", for its width i = K·z0; Attewell & Woodman (1982), "Predicting the dynamics of ground settlement and its derivatives caused by tunnelling in soil", for the
 * cumulative-normal profile along the drive.
 */

/** Of O'Reilly & New (1982): 0.5 for clay of stiff to medium consistency; 0.25 for sand above the water table; residual soils in between are taken as clay, as they are in practice. */
const TROUGH_K = 0.5;

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Distance of the inflection point from the centre line over an axis `depthM` below ground. */
export const troughWidthM = (depthM: number): number => TROUGH_K * depthM;

/** Deepest settlement of the trough that `lostM2` (m³ per metre of tunnel) makes. */
export const troughDepthM = (lostM2: number, widthM: number): number => lostM2 / (ROOT_TWO_PI * widthM);

/** Share of the deepest settlement at `acrossM` from the centre line. */
export const acrossShare = (acrossM: number, widthM: number): number => Math.exp(-0.5 * (acrossM / widthM) ** 2);

/** Share of the final settlement at a cross-section when the face has come from `startM` to `faceM`, both relative to it along the drive: 0–1, half when the face is under it. */
export const alongShare = (startM: number, faceM: number, widthM: number): number =>
  Math.max(0, normalCdf(faceM / widthM) - normalCdf(startM / widthM));

/** Settlement at `distanceM` from the point above a hole that swallowed `lostM3`: the trough of a point, its volume over the plane is `lostM3`. */
export const bowlM = (lostM3: number, distanceM: number, widthM: number): number =>
  (lostM3 / (2 * Math.PI * widthM ** 2)) * Math.exp(-0.5 * (distanceM / widthM) ** 2);

/** Standard normal distribution; Abramowitz & Stegun (1964) 7.1.26, absolute error below 1e-7. */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x >= 0 ? 1 - tail / 2 : tail / 2;
}
