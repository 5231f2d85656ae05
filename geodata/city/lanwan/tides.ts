interface Constituent {
  readonly degPerH: number;
  readonly m: number;
  readonly phaseDeg: number;
}

/**
 * Speeds by Doodson (Pugh 1987, "Tides, Surges and Mean Sea-Level", table 4:1), degrees per hour. Amplitudes as on the coast around Hong Kong, where the tide is mixed and mainly semidiurnal with
 * a range of 1–2 m (Hong Kong Observatory's harmonic analysis for Quarry Bay, rounded); phases are ours.
 */
const CONSTITUENTS: readonly Constituent[] = [
  { degPerH: 28.9841042, m: 0.4, phaseDeg: 260 },
  { degPerH: 30, m: 0.16, phaseDeg: 290 },
  { degPerH: 15.0410686, m: 0.36, phaseDeg: 295 },
  { degPerH: 13.9430356, m: 0.29, phaseDeg: 245 },
];
const RADIANS = Math.PI / 180;
/** Phases count from here: 2026-01-01T00:00Z. */
const EPOCH_MS = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
/** Two high waters of a mixed tide are never farther apart than a lunar day of 24 h 50 min. */
const LUNAR_DAY_MS = 1490 * MINUTE;

/** The tide table of Lanwan: height above mean sea level without any surge, m, at epoch ms. */
export const astronomicalTideM = (time: number): number =>
  CONSTITUENTS.reduce(
    (sum, { degPerH, m, phaseDeg }) =>
      sum + m * Math.cos((((time - EPOCH_MS) / 3_600_000) * degPerH - phaseDeg) * RADIANS),
    0,
  );

/** The first high water after a moment by the table, epoch ms, to the minute. */
export function nextHighWater(after: number): number {
  let before = astronomicalTideM(after);
  let rises = false;
  for (let time = after + MINUTE; time <= after + LUNAR_DAY_MS; time += MINUTE) {
    const height = astronomicalTideM(time);
    if (rises && height < before) return time - MINUTE;
    rises = height > before;
    before = height;
  }
  return after + LUNAR_DAY_MS;
}
