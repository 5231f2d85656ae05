/** Reading numbers out of the bytes of a sentence without making strings. */

const HEX = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** What two hexadecimal digits stand for, given as ASCII codes; -1 when one is none. */
export function hexPair(highDigit: number, lowDigit: number): number {
  const high = HEX[highDigit]!;
  const low = HEX[lowDigit]!;
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Two hexadecimal digits at `at`, or -1. */
export const hexByte = (buffer: Buffer, at: number): number => hexPair(buffer[at]!, buffer[at + 1]!);

/** The digits in `[start, end)` as a number; `undefined` unless there is at least one and nothing else. */
export function digits(buffer: Buffer, start: number, end: number): number | undefined {
  if (start >= end || end - start > 15) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = buffer[i]! - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** XOR over `[start, end)`: the checksum of IEC 61162-1 §7.2.2.5, and of tag blocks. */
export function xor(buffer: Buffer, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum ^= buffer[i]!;
  return sum;
}

// 2001-09-09, where epoch seconds reach ten digits, and 2096: before and after it digits mean something else (ours).
const EARLIEST_SECONDS = 1_000_000_000;
const LATEST_SECONDS = 4_000_000_000;

/** Epoch seconds or milliseconds (both are in use), to epoch milliseconds; `undefined` when it is neither. */
export function epochMs(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (value >= EARLIEST_SECONDS && value <= LATEST_SECONDS) return value * 1000;
  return value >= EARLIEST_SECONDS * 1000 && value <= LATEST_SECONDS * 1000 ? value : undefined;
}
