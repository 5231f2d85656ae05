import type { LonLat } from '../../../geodata/model/geometry.ts';
import { METERS_PER_DEGREE } from '../world/plane.ts';

export interface TyphoonScript {
  /** As the name lists of the Typhoon Committee have them; here invented ones. */
  readonly name: { readonly zh: string; readonly en: string };
  /** Where and when its centre crosses the coast. */
  readonly landfall: LonLat;
  readonly landfallAtH: number;
  /** Where it moves to, and how fast. */
  readonly courseDeg: number;
  readonly speedMps: number;
  /** Highest 10-minute mean at sea, m/s, and where it blows, km from the centre. */
  readonly maxWindMps: number;
  readonly maxWindRadiusKm: number;
}

export interface Wind {
  readonly mps: number;
  readonly fromDeg: number;
}

/** Shape of the profile; 1–2.5 by Holland 1980, "An analytic model of the wind and pressure profiles in hurricanes", Mon. Wea. Rev. 108. */
const HOLLAND_B = 1.8;
/** By how much the wind near the ground crosses the isobars inwards (Phadke et al. 2003, Ocean Eng. 30: 20–25° beyond the radius of maximum wind). */
const INFLOW_DEG = 22;
/** Share of its own motion that adds to the wind on its right (Schwerdt et al. 1979, NOAA NWS 23, about one half). */
const ASYMMETRY = 0.5;
/** E-folding of the wind over land, hours (Kaplan and DeMaria 1995, J. Appl. Meteor. 34: α = 0.095 per hour). */
const DECAY_PER_H = 0.095;
const RADIANS = Math.PI / 180;

export interface TyphoonState {
  readonly centre: LonLat;
  readonly distanceKm: number;
  /** Compared with the strength at sea, 0–1. */
  readonly strength: number;
  readonly wind: Wind;
}

/** The typhoon as a place feels it `hour` hours behind the beginning of the day. */
export function typhoonAt(script: TyphoonScript, hour: number, at: LonLat): TyphoonState {
  const sinceLandfallH = hour - script.landfallAtH;
  const along = sinceLandfallH * 3600 * script.speedMps;
  const cosLat = Math.cos(script.landfall[1] * RADIANS);
  const centre: LonLat = [
    script.landfall[0] + (along * Math.sin(script.courseDeg * RADIANS)) / (METERS_PER_DEGREE * cosLat),
    script.landfall[1] + (along * Math.cos(script.courseDeg * RADIANS)) / METERS_PER_DEGREE,
  ];
  const east = (at[0] - centre[0]) * METERS_PER_DEGREE * cosLat;
  const north = (at[1] - centre[1]) * METERS_PER_DEGREE;
  const distanceKm = Math.max(0.5, Math.hypot(east, north) / 1000);
  const strength = sinceLandfallH > 0 ? Math.exp(-DECAY_PER_H * sinceLandfallH) : 1;
  const ratio = (script.maxWindRadiusKm / distanceKm) ** HOLLAND_B;
  const swirl = script.maxWindMps * strength * Math.sqrt(ratio * Math.exp(1 - ratio));
  // Northern hemisphere: anticlockwise round the centre, turned inwards.
  const outward = Math.atan2(east, north) / RADIANS;
  const toDeg = outward - 90 - INFLOW_DEG;
  const share = ASYMMETRY * (swirl / script.maxWindMps) * script.speedMps;
  const x = swirl * Math.sin(toDeg * RADIANS) + share * Math.sin(script.courseDeg * RADIANS);
  const y = swirl * Math.cos(toDeg * RADIANS) + share * Math.cos(script.courseDeg * RADIANS);
  return {
    centre,
    distanceKm,
    strength,
    wind: { mps: Math.hypot(x, y), fromDeg: (Math.atan2(-x, -y) / RADIANS + 360) % 360 },
  };
}
