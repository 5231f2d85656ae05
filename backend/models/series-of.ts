/** One series of a day, in growing time. */
export interface Series {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Between two readings at most `gapMs` apart, linear; `undefined` elsewhere. */
export function valueAt({ times, values }: Series, time: number, gapMs: number): number | undefined {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  if (times[low] === time) return values[low];
  if (low === 0 || low === times.length || times[low]! - times[low - 1]! > gapMs) return undefined;
  const share = (time - times[low - 1]!) / (times[low]! - times[low - 1]!);
  return values[low - 1]! + share * (values[low]! - values[low - 1]!);
}
