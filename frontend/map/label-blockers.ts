import type { Feature, FeatureCollection, Point } from 'geojson';

/** One blocking picture is a square of so many pixels. */
export const BLOCKER_PX = 32;

/** A part of the chart that something else covers, pixels from its upper left. */
export interface Covered {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Squares that cover what panels cover, and the four edges: a label that would be cut there is not put there. Positions in pixels. */
export function blockerSquares(width: number, height: number, covered: readonly Covered[]): [x: number, y: number][] {
  const half = BLOCKER_PX / 2;
  // Edges: just outside, so that only what would reach over them is kept away.
  const outside = half + 1;
  const squares: [number, number][] = [];
  for (let x = half; x < width + half; x += BLOCKER_PX) squares.push([x, -outside], [x, height + outside]);
  for (let y = half; y < height + half; y += BLOCKER_PX) squares.push([-outside, y], [width + outside, y]);
  for (const area of covered) {
    const columns = Math.max(1, Math.ceil(area.width / BLOCKER_PX));
    const rows = Math.max(1, Math.ceil(area.height / BLOCKER_PX));
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        squares.push([
          area.x + Math.min(half + column * BLOCKER_PX, Math.max(half, area.width - half)),
          area.y + Math.min(half + row * BLOCKER_PX, Math.max(half, area.height - half)),
        ]);
  }
  return squares;
}

export const blockerFeatures = (
  squares: readonly (readonly [number, number])[],
  lonLatOf: (x: number, y: number) => readonly [number, number],
): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: squares.map(
    ([x, y]): Feature<Point> => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...lonLatOf(x, y)] },
      properties: {},
    }),
  ),
});
