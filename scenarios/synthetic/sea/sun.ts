import { getPosition } from 'suncalc';
import type { LonLat } from '../../../geodata/model/geometry.ts';

/** SunCalc's altitudes are apparent ones; below the horizon it adds the refraction at it, 34′ (Meeus, Astronomical Algorithms, chapter 16), which twilight knows nothing of. */
const REFRACTION_DEG = 0.48;

/** True altitude of the sun's centre, degrees, for a sun below the horizon. */
export const sunAltitudeDeg = (time: number, [lon, lat]: LonLat): number =>
  getPosition(new Date(time), lat, lon).altitude - REFRACTION_DEG;
