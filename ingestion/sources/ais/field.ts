import { int, uint } from './six-bit.ts';

/** Fields that several message types share, with their "not available" codes (ITU-R M.1371-5 annex 8 §3). */

/** 28 bits of 1/10 000 minute; 181° says not available, more than 180° cannot be. */
export function lonOf(field: number): number | undefined {
  const raw = (field << 4) >> 4;
  return raw > 108_000_000 || raw < -108_000_000 ? undefined : raw / 600_000;
}

/** 27 bits of 1/10 000 minute; 91° says not available. */
export function latOf(field: number): number | undefined {
  const raw = (field << 5) >> 5;
  return raw > 54_000_000 || raw < -54_000_000 ? undefined : raw / 600_000;
}

// Tables of the numbers themselves: no message makes a new one for what thousands have said.
const SPEEDS = Array.from({ length: 1024 }, (_, raw) => (raw === 1023 ? undefined : raw / 10));
const COURSES = Array.from({ length: 4096 }, (_, raw) => (raw >= 3600 ? undefined : raw / 10));

/** 10 bits of 1/10 knot; 1 023 says not available, 1 022 is 102.2 kn or more. */
export const speedOf = (raw: number): number | undefined => SPEEDS[raw];

/** 12 bits of 1/10 degree; 3 600 says not available, more should not be used. */
export const courseOf = (raw: number): number | undefined => COURSES[raw];

/** For fields in which all values above `most` say not available. */
export const orAbsent = (raw: number, most: number): number | undefined => (raw > most ? undefined : raw);

export const lon28 = (words: Int32Array, start: number): number | undefined => lonOf(uint(words, start, 28));
export const lat27 = (words: Int32Array, start: number): number | undefined => latOf(uint(words, start, 27));
export const speed10 = (words: Int32Array, start: number): number | undefined => speedOf(uint(words, start, 10));
export const course12 = (words: Int32Array, start: number): number | undefined => courseOf(uint(words, start, 12));

/** 1/10 minute; 181° (or 180.9°, which is what fits) says not available. */
export function lon18(words: Int32Array, start: number): number | undefined {
  const raw = int(words, start, 18);
  return raw > 108_000 || raw < -108_000 ? undefined : raw / 600;
}

/** 1/10 minute; 91° says not available. */
export function lat17(words: Int32Array, start: number): number | undefined {
  const raw = int(words, start, 17);
  return raw > 54_000 || raw < -54_000 ? undefined : raw / 600;
}

/** Degrees; 511 says not available, 360–510 cannot be. */
export const heading9 = (words: Int32Array, start: number): number | undefined => upTo(words, start, 9, 359);

/** 15 is "undefined". */
export const status4 = (words: Int32Array, start: number): number | undefined => upTo(words, start, 4, 14);

/** For fields in which 0 says not available, and values above `most` cannot be. */
export const orZero = (raw: number, most = Number.POSITIVE_INFINITY): number | undefined =>
  raw === 0 || raw > most ? undefined : raw;

export const nonZero = (words: Int32Array, start: number, length: number): number | undefined =>
  orZero(uint(words, start, length));

/** Bits 8–37, where every message has its sender. */
export const mmsiOf = (words: Int32Array): number => ((words[0]! & 0xffff) << 14) | (words[1]! >> 10);

export const upTo = (words: Int32Array, start: number, length: number, most: number): number | undefined =>
  orAbsent(uint(words, start, length), most);
