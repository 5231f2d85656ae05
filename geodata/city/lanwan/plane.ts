import type { LonLat } from '../../model/geometry.ts';
import { type Metres, toLonLat } from '../harbour/frame.ts';

/** The sheet on which the city is drawn, metres in the harbour's frame: a margin of land round the 45 km by 26 km that it governs. */
export const SHEET = { west: -25_200, south: -14_400, east: 22_200, north: 15_000 } as const;

const MICRO = 1e6;
const micro = (degrees: number): number => Math.round(degrees * MICRO) / MICRO;

/** Longitude and latitude of a plane point, rounded to 1e-6 degrees (11 cm). */
export function lonLatOf(point: Metres): LonLat {
  const [lon, lat] = toLonLat(point);
  return [micro(lon), micro(lat)];
}

/** A line in degrees; points that rounding made equal to the one before are left out. */
export function lineOf(points: readonly Metres[]): LonLat[] {
  const line: LonLat[] = [];
  for (const point of points) {
    const at = lonLatOf(point);
    const before = line.at(-1);
    if (!before || before[0] !== at[0] || before[1] !== at[1]) line.push(at);
  }
  return line;
}

/** A closed ring in degrees, first position repeated at the end. */
export function ringOf(points: readonly Metres[]): LonLat[] {
  const ring = lineOf(points);
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) ring.push(first);
  return ring;
}

/** Metres between two points; not by Math.hypot, which is many times slower and guards against overflows that a city has not. */
export const betweenM = (a: Metres, b: Metres): number => Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);

/** The point at share `t` of the way from `a` to `b`. */
export const blend = (a: Metres, b: Metres, t: number): Metres => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** 0 at or below `from`, 1 at or above `to`, an even S between them. */
export function rise(value: number, from: number, to: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Points every `stepM` along a line, both ends included. */
export function spaced(line: readonly Metres[], stepM: number): Metres[] {
  const points: Metres[] = [line[0]!];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const steps = Math.max(1, Math.ceil(betweenM(a, b) / stepM));
    for (let step = 1; step <= steps; step++) points.push(blend(a, b, step / steps));
  }
  return points;
}

/** Uniform Catmull–Rom spline (1974) through hand-drawn points, so that roads and valleys bend. */
export function curved(points: readonly Metres[], steps: number): Metres[] {
  const out: Metres[] = [];
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))]!;
  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const along = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t ** 2 +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t ** 3);
      out.push([along(0), along(1)]);
    }
  }
  out.push(points.at(-1)!);
  return out;
}
