/** The last values of a series, as a ring. Plain data. */
export interface Recent {
  values: number[];
  /** Where the next value goes once the ring is full. */
  next: number;
}

export const newRecent = (): Recent => ({ values: [], next: 0 });

export function keep(recent: Recent, value: number, most: number): void {
  if (recent.values.length < most) {
    recent.values.push(value);
    return;
  }
  recent.values[recent.next] = value;
  recent.next = (recent.next + 1) % most;
}

/** Sums of the newest `spans[i]` values, or of all there are, shortest span first: summed anew each time, so that no rounding error stays behind. */
export function sumsOfNewest({ values, next }: Recent, spans: readonly number[]): number[] {
  const sums: number[] = [];
  let sum = 0;
  let index = next;
  let taken = 0;
  for (const span of spans) {
    for (const most = Math.min(span, values.length); taken < most; taken++) {
      index = index === 0 ? values.length - 1 : index - 1;
      sum += values[index]!;
    }
    sums.push(sum);
  }
  return sums;
}

/** Mean distance of the newest `n` values from `centre`. */
export function spreadOfNewest({ values, next }: Recent, n: number, centre: number): number {
  const most = Math.min(n, values.length);
  let sum = 0;
  let index = next;
  for (let taken = 0; taken < most; taken++) {
    index = index === 0 ? values.length - 1 : index - 1;
    sum += Math.abs(values[index]! - centre);
  }
  return sum / most;
}
