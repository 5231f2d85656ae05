import type { LonLat } from '../../../geodata/model/geometry.ts';
import { localPlane, type PlanePoint } from '../../../geodata/model/local-plane.ts';

/** Side of the squares in which legs are looked up, metres. */
const SQUARE_M = 500;

/** How far places lie from lines. */
export class Corridor {
  readonly #plane;
  readonly #squares = new Map<string, (readonly [PlanePoint, PlanePoint])[]>();

  constructor(lines: readonly (readonly LonLat[])[]) {
    this.#plane = localPlane(lines[0]![0]!);
    for (const line of lines) {
      const points = line.map((at) => this.#plane.toMetres(at));
      for (let i = 1; i < points.length; i++) this.#file([points[i - 1]!, points[i]!]);
    }
  }

  /** True when `place` is within `metres` (at most {@link SQUARE_M}) of a line. */
  isWithin(place: LonLat, metres: number): boolean {
    const at = this.#plane.toMetres(place);
    const legs = this.#squares.get(keyOf(at)) ?? [];
    return legs.some(([a, b]) => distanceToLegM(at, a, b) <= metres);
  }

  /** In every square that a leg touches or passes next to. */
  #file(leg: readonly [PlanePoint, PlanePoint]): void {
    const [a, b] = leg;
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / SQUARE_M));
    const keys = new Set<string>();
    for (let i = 0; i <= steps; i++)
      for (const dx of [-SQUARE_M, 0, SQUARE_M])
        for (const dy of [-SQUARE_M, 0, SQUARE_M])
          keys.add(keyOf([a[0] + ((b[0] - a[0]) * i) / steps + dx, a[1] + ((b[1] - a[1]) * i) / steps + dy]));
    for (const key of keys) {
      const legs = this.#squares.get(key);
      if (legs) legs.push(leg);
      else this.#squares.set(key, [leg]);
    }
  }
}

const keyOf = ([x, y]: PlanePoint): string => `${Math.floor(x / SQUARE_M)},${Math.floor(y / SQUARE_M)}`;

export function distanceToLegM(at: PlanePoint, a: PlanePoint, b: PlanePoint): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const raw = length2 === 0 ? 0 : ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length2;
  const share = Math.min(1, Math.max(0, raw));
  return Math.hypot(at[0] - a[0] - share * dx, at[1] - a[1] - share * dy);
}
