import { distanceM, type LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane } from '../../../geodata/model/local-plane.ts';
import type { Spot } from './drawing.ts';

/** How a place is laid on paper: north up, metres to points. */
export interface MapFrame {
  readonly width: number;
  readonly height: number;
  readonly metresPerPoint: number;
  at(position: LonLat): Spot;
  /** Whether anything of a line or ring may be in the frame. */
  reaches(positions: readonly LonLat[]): boolean;
}

/** Ours: less than this shows no street, more shows no house. */
const LEAST_RADIUS_M = 140;
const MOST_RADIUS_M = 2500;
const MARGIN = 1.25;

/** A frame around `centre` that holds as much of `worth` as the longest view allows. */
export function mapFrame(centre: LonLat, worth: readonly LonLat[], width: number, height: number): MapFrame {
  const furthest = Math.max(
    0,
    ...worth.map((position) => distanceM(centre, position)).filter((far) => far < MOST_RADIUS_M),
  );
  const radiusM = Math.min(MOST_RADIUS_M, Math.max(LEAST_RADIUS_M, furthest * MARGIN));
  const metresPerPoint = (2 * radiusM) / Math.min(width, height);
  const plane = localPlane(centre);
  const halfEast = (width / 2) * metresPerPoint;
  const halfNorth = (height / 2) * metresPerPoint;
  return {
    width,
    height,
    metresPerPoint,
    at(position) {
      const [east, north] = plane.toMetres(position);
      return [width / 2 + east / metresPerPoint, height / 2 - north / metresPerPoint];
    },
    reaches(positions) {
      let [left, right, low, high] = [true, true, true, true];
      for (const position of positions) {
        const [east, north] = plane.toMetres(position);
        left &&= east < -halfEast;
        right &&= east > halfEast;
        low &&= north < -halfNorth;
        high &&= north > halfNorth;
      }
      return !(left || right || low || high) && positions.length > 0;
    },
  };
}
