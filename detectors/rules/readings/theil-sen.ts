export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The median of the slopes of all pairs of points (Theil 1950, Sen 1968): up to 29 % of the points may be anything. `x` strictly grows. O(n²), for tens of points.
 * 0 for fewer than two points.
 */
export function theilSenSlope(points: readonly Point[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const [a, b] = [points[i]!, points[j]!];
      slopes.push((b.y - a.y) / (b.x - a.x));
    }
  return slopes.length === 0 ? 0 : medianOf(slopes);
}

/** For an even count the mean of the two in the middle. NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
