import type { LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';

/** Where a truck may drive: the ways there and back of its permit. */
export interface ApprovedRoute {
  readonly lines: readonly (readonly LonLat[])[];
  /** Distance of a place from the nearest of the lines, metres. */
  distanceM(at: LonLat): number;
}

/** @param encoded polylines as permits state them; those without a point are left out. Undefined where none is left. */
export function approvedRoute(encoded: readonly string[]): ApprovedRoute | undefined {
  const lines = encoded.map(decodeLine).filter((line) => line.length > 0);
  const origin = lines[0]?.[0];
  if (origin === undefined) return undefined;
  const plane = localPlane(origin);
  const flat = lines.map((line) => line.map((at) => plane.toMetres(at)));
  return {
    lines,
    distanceM(at) {
      const point = plane.toMetres(at);
      let nearest = Number.POSITIVE_INFINITY;
      for (const line of flat)
        for (let i = 0; i < line.length; i++)
          nearest = Math.min(nearest, distanceToLegM(point, line[Math.max(0, i - 1)]!, line[i]!));
      return nearest;
    },
  };
}

function distanceToLegM(at: PlanePoint, a: PlanePoint, b: PlanePoint): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length2;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(at[0] - a[0] - share * dx, at[1] - a[1] - share * dy);
}

/** Google's Encoded Polyline Algorithm Format, 5 decimals, latitude first. What is cut short or no polyline ends the line where it stops making sense. */
function decodeLine(text: string): readonly LonLat[] {
  const line: LonLat[] = [];
  let at = 0;
  const next = (): number | undefined => {
    let value = 0;
    for (let shift = 0; at < text.length && shift < 30; shift += 5) {
      const chunk = text.charCodeAt(at++) - 63;
      if (chunk < 0 || chunk > 0x3f) return undefined;
      value |= (chunk & 0x1f) << shift;
      if (chunk < 0x20) return value & 1 ? ~(value >> 1) : value >> 1;
    }
    return undefined;
  };
  let [lat, lon] = [0, 0];
  for (;;) {
    const north = next();
    const east = next();
    if (north === undefined || east === undefined) return line;
    lat += north;
    lon += east;
    line.push([lon / 1e5, lat / 1e5]);
  }
}
