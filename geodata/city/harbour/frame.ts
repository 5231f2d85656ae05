import { EARTH_RADIUS_M, type LonLat } from '../../model/geometry.ts';

/** Metres east and north of the harbour's origin. */
export type Metres = readonly [east: number, north: number];

/** Where 澜湾 Lanwan Bay lies. Invented: neither its coast nor its traffic is a copy of a real place. */
export const HARBOUR_ORIGIN: LonLat = [114.55, 22.45];

const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;
const METERS_PER_DEGREE_LON = METERS_PER_DEGREE * Math.cos((HARBOUR_ORIGIN[1] * Math.PI) / 180);

/** Plane chart around the origin (equirectangular): within 0.1 % of the sphere over the 25 km that traffic uses. */
export const toLonLat = ([east, north]: Metres): LonLat => [
  HARBOUR_ORIGIN[0] + east / METERS_PER_DEGREE_LON,
  HARBOUR_ORIGIN[1] + north / METERS_PER_DEGREE,
];

/** Kilometres to metres, for tables of hand-drawn points. */
export const km = ([east, north]: readonly [number, number]): Metres => [east * 1000, north * 1000];

/** The inverse of {@link toLonLat}. */
export const toMetres = ([lon, lat]: LonLat): Metres => [
  (lon - HARBOUR_ORIGIN[0]) * METERS_PER_DEGREE_LON,
  (lat - HARBOUR_ORIGIN[1]) * METERS_PER_DEGREE,
];
