import type { LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';
import { distanceToLegM } from './corridor.ts';

/** A line without the points that lie within `toleranceM` of what is left (Douglas & Peucker 1973). */
export function simplifyLine(line: readonly LonLat[], toleranceM: number): readonly LonLat[] {
  const plane = localPlane(line[0]!);
  const points = line.map((at) => plane.toMetres(at));
  const kept = new Set([0, line.length - 1]);
  const ranges: (readonly [number, number])[] = [[0, line.length - 1]];
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const [first, last] = range;
    const farthest = farthestFrom(points, first, last);
    if (farthest.distanceM <= toleranceM) continue;
    kept.add(farthest.index);
    ranges.push([first, farthest.index], [farthest.index, last]);
  }
  return line.filter((_, i) => kept.has(i));
}

function farthestFrom(points: readonly PlanePoint[], first: number, last: number) {
  let best = { index: first, distanceM: 0 };
  for (let i = first + 1; i < last; i++) {
    const distanceM = distanceToLegM(points[i]!, points[first]!, points[last]!);
    if (distanceM > best.distanceM) best = { index: i, distanceM };
  }
  return best;
}

/** Google's Encoded Polyline Algorithm Format, 5 decimals, latitude first: a line as a short text. */
export function encodeLine(line: readonly LonLat[]): string {
  let text = '';
  let [lastLat, lastLon] = [0, 0];
  for (const [lon, lat] of line) {
    const [roundLat, roundLon] = [Math.round(lat * 1e5), Math.round(lon * 1e5)];
    text += encodeNumber(roundLat - lastLat) + encodeNumber(roundLon - lastLon);
    [lastLat, lastLon] = [roundLat, roundLon];
  }
  return text;
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
    rest >>= 5;
  }
  return text + String.fromCharCode(rest + 63);
}
