/** What surprised of late. Plain data. */
export interface Repeats {
  /** Heights of the latest surprises and the number of the value at which each peaked, oldest first. */
  peaks: [height: number, at: number][];
}

/** While this many values have not passed since a surprise, only a greater one is news. Ours: two thirds of a day of five-minute means. */
const ONE_EVENT = 200;
/** Each earlier surprise of the like takes this off, decades; it fades over so many values. Ours: ten like it in a week, and it must be half a decade rarer. */
const WEARINESS = 0.06;
const FADING = 1500;
/** What is at most this much less is like it, decades. Ours. */
const LIKE = 0.1;
const MOST_KEPT = 40;

export const newRepeats = (): Repeats => ({ peaks: [] });

/** How much of `surprise` is news, decades; takes it in. `at` is the number of the value. */
export function freshSurprise({ peaks }: Repeats, at: number, surprise: number): number {
  const latest = peaks.at(-1);
  const sameEvent = latest !== undefined && at - latest[1] <= ONE_EVENT;
  if (surprise <= (sameEvent ? latest[0] : 0)) return 0;
  let like = 0;
  for (const [height, when] of peaks)
    if (height >= surprise - LIKE && at - when > ONE_EVENT) like += Math.exp((when - at) / FADING);
  if (sameEvent) peaks.pop();
  peaks.push([surprise, at]);
  if (peaks.length > MOST_KEPT) peaks.shift();
  return Math.max(0, surprise - WEARINESS * like);
}
