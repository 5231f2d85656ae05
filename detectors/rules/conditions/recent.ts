/**
 * The last few yes-or-no answers as bits, newest lowest: a plain number, so that it is cheap to keep per key and survives JSON.
 * N-of-M guards against one bad fix or reading without asking for an unbroken row.
 */
export type Recent = number;

export const NOTHING_YET: Recent = 0;

/** The longest memory: bitwise operators work on 32 bits, one of which is the sign. */
export const LONGEST_MEMORY = 31;

/** Adds an answer and forgets all but the last `memory`. */
export const remember = (recent: Recent, answer: boolean, memory: number): Recent =>
  ((recent << 1) | (answer ? 1 : 0)) & ((2 ** memory - 1) | 0);

/** How many of the remembered answers were yes. */
export function yesCount(recent: Recent): number {
  let count = 0;
  for (let bits = recent; bits !== 0; bits &= bits - 1) count++;
  return count;
}
