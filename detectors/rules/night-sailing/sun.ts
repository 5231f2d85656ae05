import { getPosition } from 'suncalc';

const DEGREES = 180 / Math.PI;

/**
 * SunCalc gives apparent altitudes and, for a sun below the horizon, adds the refraction at the horizon (Meeus, Astronomical
 * Algorithms, formula 16.4 at h = 0, about 0.48°). Twilight is defined by the true altitude, so this is taken off again.
 */
const HORIZON_REFRACTION_DEG = (0.0002967 / Math.tan(0.00312536 / 0.08901179)) * DEGREES;

/** True altitude of the sun's centre, degrees, for a sun below the horizon; above it too high by less than half a degree. */
export const sunAltitudeDeg = (timeMs: number, lon: number, lat: number): number =>
  getPosition(new Date(timeMs), lat, lon).altitude - HORIZON_REFRACTION_DEG;

const STEP_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** When the sun next rises above `altitudeDeg`, to the minute; `undefined` when it does not within a day. */
export function nextRiseAbove(altitudeDeg: number, fromMs: number, lon: number, lat: number): number | undefined {
  for (let end = fromMs + STEP_MS; end <= fromMs + DAY_MS; end += STEP_MS) {
    if (sunAltitudeDeg(end, lon, lat) < altitudeDeg) continue;
    let [night, day] = [end - STEP_MS, end];
    while (day - night > 60_000) {
      const middle = (night + day) / 2;
      if (sunAltitudeDeg(middle, lon, lat) < altitudeDeg) night = middle;
      else day = middle;
    }
    return Math.ceil(day);
  }
  return undefined;
}
