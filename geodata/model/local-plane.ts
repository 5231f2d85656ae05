import { EARTH_RADIUS_M, type LonLat } from './geometry.ts';

/** Metres east and north of a plane's origin. */
export type PlanePoint = readonly [eastM: number, northM: number];

/** A flat chart around a place. */
export interface LocalPlane {
  toMetres(at: LonLat): PlanePoint;
  toLonLat(point: PlanePoint): LonLat;
}

const METERS_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;

/** Equirectangular projection around `origin`: lengths are within 0.1 % of the sphere's over the 25 km around it, between the tropics. */
export function localPlane(origin: LonLat): LocalPlane {
  const perDegreeLon = METERS_PER_DEGREE * Math.cos((origin[1] * Math.PI) / 180);
  return {
    toMetres: ([lon, lat]) => [(lon - origin[0]) * perDegreeLon, (lat - origin[1]) * METERS_PER_DEGREE],
    toLonLat: ([east, north]) => [origin[0] + east / perDegreeLon, origin[1] + north / METERS_PER_DEGREE],
  };
}
