/** Lines, rings and sectors in the city's plane frame: what siting things along roads, tunnels and shores needs, no more. */
import type { LonLat } from '../../../model/geometry.ts';
import type { Metres } from '../../harbour/frame.ts';
import { betweenM, blend, ringOf } from '../plane.ts';

/** `ahead` metres along the unit vector `direction`, `left` metres across it. */
export const shifted = (from: Metres, direction: Metres, ahead: number, left: number): Metres => [
  from[0] + direction[0] * ahead - direction[1] * left,
  from[1] + direction[1] * ahead + direction[0] * left,
];

/** Unit vector of a compass heading, degrees clockwise from north. */
export const towards = (headingDeg: number): Metres => {
  const angle = (headingDeg * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
};

/** Compass heading from `a` to `b`, [0, 360), whole degrees. */
export const headingOf = (a: Metres, b: Metres): number =>
  (Math.round((Math.atan2(b[0] - a[0], b[1] - a[1]) * 180) / Math.PI) + 360) % 360;

/** A line that knows how long it is. */
export interface Path {
  readonly points: readonly Metres[];
  /** Chainage of each point, from 0. */
  readonly chainages: readonly number[];
  readonly lengthM: number;
}

export function pathOf(points: readonly Metres[]): Path {
  const chainages = [0];
  for (let i = 1; i < points.length; i++) chainages.push(chainages[i - 1]! + betweenM(points[i - 1]!, points[i]!));
  return { points, chainages, lengthM: chainages.at(-1)! };
}

/** Where the path is at a chainage, and its direction there; beyond the ends it goes straight on. */
export function along(path: Path, chainage: number): { readonly at: Metres; readonly direction: Metres } {
  const { points, chainages } = path;
  let i = 1;
  while (i < points.length - 1 && chainages[i]! < chainage) i++;
  const [a, b] = [points[i - 1]!, points[i]!];
  const length = betweenM(a, b) || 1;
  const direction: Metres = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  return { at: shifted(a, direction, chainage - chainages[i - 1]!, 0), direction };
}

/** A point `left` metres beside the path. */
export const beside = (path: Path, chainage: number, left: number): Metres => {
  const { at, direction } = along(path, chainage);
  return shifted(at, direction, 0, left);
};

/** The stretch between two chainages, moved `left` metres aside, with a point every `stepM` at most. */
export function stretch(path: Path, from: number, to: number, left = 0, stepM = 40): Metres[] {
  const steps = Math.max(1, Math.ceil((to - from) / stepM));
  return Array.from({ length: steps + 1 }, (_, i) => beside(path, from + ((to - from) * i) / steps, left));
}

/** The path moved `left` metres aside, with as many points as it has; in bends a little nearer than that. */
export function parallel({ points }: Path, left: number): Metres[] {
  return points.map((point, i) => {
    const [a, b] = [points[Math.max(0, i - 1)]!, points[Math.min(points.length - 1, i + 1)]!];
    const length = betweenM(a, b) || 1;
    return shifted(point, [(b[0] - a[0]) / length, (b[1] - a[1]) / length], 0, left);
  });
}

/** Chainage of the point of the path nearest to `point`, and how far off it lies. */
export function project(path: Path, point: Metres): { readonly chainage: number; readonly offM: number } {
  let best = { chainage: 0, offM: Number.POSITIVE_INFINITY };
  for (let i = 1; i < path.points.length; i++) {
    const [a, b] = [path.points[i - 1]!, path.points[i]!];
    const length = betweenM(a, b) || 1;
    const share = Math.min(
      1,
      Math.max(0, ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length ** 2),
    );
    const offM = betweenM(point, blend(a, b, share));
    if (offM < best.offM) best = { chainage: path.chainages[i - 1]! + share * length, offM };
  }
  return best;
}

/** Closed and counterclockwise (RFC 7946 §3.1.6), as the city keeps rings. */
export function outerRing(corners: readonly Metres[]): LonLat[] {
  let doubledArea = 0;
  corners.forEach(([x, y], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length]!;
    doubledArea += x * y2 - x2 * y;
  });
  return ringOf(doubledArea < 0 ? [...corners].reverse() : corners);
}

/** A rectangle around `centre` whose long side lies along `direction`. */
export const rectangle = (centre: Metres, direction: Metres, lengthM: number, widthM: number): Metres[] => [
  shifted(centre, direction, -lengthM / 2, -widthM / 2),
  shifted(centre, direction, lengthM / 2, -widthM / 2),
  shifted(centre, direction, lengthM / 2, widthM / 2),
  shifted(centre, direction, -lengthM / 2, widthM / 2),
];

/** What is seen from `at`: a sector from `nearM` to `farM`. */
export function sector(at: Metres, headingDeg: number, fieldOfViewDeg: number, nearM: number, farM: number): Metres[] {
  const steps = Math.max(2, Math.ceil(fieldOfViewDeg / 15));
  const arc = (radius: number) =>
    Array.from({ length: steps + 1 }, (_, i) =>
      shifted(at, towards(headingDeg - fieldOfViewDeg / 2 + (fieldOfViewDeg * i) / steps), radius, 0),
    );
  return [...arc(farM), ...arc(nearM).reverse()];
}
