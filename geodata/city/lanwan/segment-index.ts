import type { Metres } from '../harbour/frame.ts';

/** Segments by the squares that they pass, for "what is near here?" without asking all. */
export class SegmentIndex<Tag> {
  readonly #cellM: number;
  readonly #cells = new Map<number, number[]>();
  readonly #segments: { readonly a: Metres; readonly b: Metres; readonly tag: Tag }[] = [];
  readonly #seen: number[] = [];
  #query = 0;

  constructor(cellM: number) {
    this.#cellM = cellM;
  }

  add(a: Metres, b: Metres, tag: Tag): void {
    const index = this.#segments.push({ a, b, tag }) - 1;
    this.#seen.push(0);
    this.#squares(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]), (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(index);
      else this.#cells.set(key, [index]);
    });
  }

  /** Calls `visit` once for every segment in a square that the box touches, until it returns true; in the order of adding within a square. */
  near(
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (a: Metres, b: Metres, tag: Tag) => boolean | undefined,
  ): boolean {
    const query = ++this.#query;
    return this.#squares(west, south, east, north, (key) => {
      for (const index of this.#cells.get(key) ?? []) {
        if (this.#seen[index] === query) continue;
        this.#seen[index] = query;
        const { a, b, tag } = this.#segments[index]!;
        if (visit(a, b, tag)) return true;
      }
      return false;
    });
  }

  #squares(
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (key: number) => boolean | undefined,
  ): boolean {
    const square = (value: number) => Math.floor(value / this.#cellM);
    for (let row = square(south); row <= square(north); row++)
      for (let column = square(west); column <= square(east); column++)
        if (visit((row + 4096) * 8192 + column + 4096)) return true;
    return false;
  }
}

/** Where `a`–`b` and `c`–`d` cross or touch, as shares along each; undefined when they do not or are parallel. */
export function crossing(a: Metres, b: Metres, c: Metres, d: Metres): readonly [number, number] | undefined {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-6) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t < -1e-9 || t > 1 + 1e-9 || u < -1e-9 || u > 1 + 1e-9 ? undefined : [t, u];
}

/** Distance from a point to a segment and the share along it where that is. */
export function toSegment([x, y]: Metres, a: Metres, b: Metres): readonly [awayM: number, share: number] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const share = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return [Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy), share];
}
