/** `[longitude, latitude]` in degrees, WGS-84, as in GeoJSON (RFC 7946). */
export type LonLat = readonly [lon: number, lat: number];

/** `[west, south, east, north]` in degrees, WGS-84. */
export type BoundingBox = readonly [west: number, south: number, east: number, north: number];

/** GeoJSON polygon coordinates: the outer ring, then holes. Rings are closed: the first position is also the last. */
export type PolygonRings = readonly (readonly LonLat[])[];

/** Mean Earth radius of the IUGG (Moritz 2000, "Geodetic Reference System 1980"), metres. */
export const EARTH_RADIUS_M = 6_371_008.8;

const RADIANS = Math.PI / 180;

/** Great-circle distance in metres (haversine formula; spherical, so within 0.5 % of the ellipsoid). */
export function distanceM(a: LonLat, b: LonLat): number {
  const dLat = (b[1] - a[1]) * RADIANS;
  const dLon = (b[0] - a[0]) * RADIANS;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The point `meters` along the great circle that leaves `from` on `bearing` degrees. */
export function destination(from: LonLat, bearing: number, meters: number): LonLat {
  const angle = meters / EARTH_RADIUS_M;
  const lat = from[1] * RADIANS;
  const course = bearing * RADIANS;
  const lat2 = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course));
  const dLon = Math.atan2(
    Math.sin(course) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * Math.sin(lat2),
  );
  return [((from[0] + dLon / RADIANS + 540) % 360) - 180, lat2 / RADIANS];
}

export function boundsOf(rings: PolygonRings): BoundingBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of rings[0] ?? []) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** Even–odd ray casting (Shimrat 1962, CACM Algorithm 112) in plane longitude and latitude; a point on an edge may fall either way. */
export function polygonContains(rings: PolygonRings, [lon, lat]: LonLat): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!;
      const [xj, yj] = ring[j]!;
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}
