import type { LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane } from '../../../geodata/model/local-plane.ts';

/** Of a closed ring, m², by the shoelace formula on a plane at its first corner; 0 for an empty one. */
export function areaM2(ring: readonly LonLat[]): number {
  const [origin] = ring;
  if (!origin) return 0;
  const plane = localPlane(origin);
  const corners = ring.map((at) => plane.toMetres(at));
  const doubled = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}
