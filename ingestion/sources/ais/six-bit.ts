/**
 * The six-bit world inside an AIS sentence: armour characters to six-bit units (IEC 61162-1 §8.2.3.8, ITU-R M.1371-5 annex 8)
 * and bit fields out of a run of such units. Bits count from 0 at the first bit of the message.
 *
 * A payload is held as *words* of 24 bits, which are four characters: word n has the bits 24n to 24n + 23, most significant
 * first. Words behind the end of a message, and bits behind its last character, are 0: a field cut off reads as if filled up.
 */

/** The longest message: 5 slots of 256 bits less overhead is 1 008 bits (M.1371-5 annex 2 §3.2.2.11); room for nine sentences of 82 characters all the same. */
export const MAX_UNITS = 9 * 82;

export const WORD_BITS = 24;
export const WORD_MASK = 0xffffff;

export const wordsFor = (units: number): number => (units + 3) >> 2;

/** In {@link ARMOUR}: the character may not appear in a payload. */
export const NOT_ARMOUR = 0x80;

/** Byte → six-bit unit, or {@link NOT_ARMOUR}. Valid are `0`…`W` and `` ` ``…`w`. */
export const ARMOUR: Uint8Array = new Uint8Array(256).fill(NOT_ARMOUR);
for (let unit = 0; unit < 64; unit++) ARMOUR[unit < 40 ? unit + 48 : unit + 56] = unit;

/** The payload of the first `length` units, as it came. */
export function armour(words: Int32Array, length: number): string {
  const units = Array.from({ length }, (_, i) => uint(words, i * 6, 6));
  return String.fromCharCode(...units.map((unit) => (unit < 40 ? unit + 48 : unit + 56)));
}

const HIGH_BITS = 0x80808080 | 0;

/**
 * Whether all four characters in the 32 bits of `four` are armour: no high bit, at least `0`, at most `w`, and not one of the
 * eight between `W` and `` ` ``. All four at once: each sum below carries into the high bit of its own byte, or leaves it.
 */
export function isArmour(four: number): boolean {
  const atLeast0 = four + 0x50505050;
  const aboveW = four + 0x08080808;
  const between = (four & 0x78787878) ^ 0x58585858;
  return (atLeast0 & (between + 0x7f7f7f7f) & ~(aboveW | four) & HIGH_BITS) === HIGH_BITS;
}

/** The word of four characters that {@link isArmour} vouches for: each less 48, or less 56 from `` ` `` on. */
export function wordOf(four: number): number {
  const upper = four & (four >>> 1) & 0x20202020;
  const units = four - 0x30303030 - (upper >> 2);
  const pairs = (units & 0x003f003f) | ((units & 0x3f003f00) >> 2);
  return ((pairs >> 4) & 0xfff000) | (pairs & 0xfff);
}

/** The 24 bits from bit `start` on. */
export function wordAt(words: Int32Array, start: number): number {
  const at = (start / WORD_BITS) | 0;
  const shift = start - at * WORD_BITS;
  return ((words[at]! << shift) | (words[at + 1]! >> (WORD_BITS - shift))) & WORD_MASK;
}

/** Unsigned field of 1–30 bits. */
export function uint(words: Int32Array, start: number, length: number): number {
  const at = (start / WORD_BITS) | 0;
  const had = WORD_BITS - (start - at * WORD_BITS);
  const value = words[at]! & ((1 << had) - 1);
  if (length <= had) return value >> (had - length);
  const missing = length - had;
  if (missing <= WORD_BITS) return (value << missing) | (words[at + 1]! >> (WORD_BITS - missing));
  const last = missing - WORD_BITS;
  return (((value << WORD_BITS) | words[at + 1]!) << last) | (words[at + 2]! >> (WORD_BITS - last));
}

/** Two's-complement field of 1–30 bits. */
export function int(words: Int32Array, start: number, length: number): number {
  const shift = 32 - length;
  return (uint(words, start, length) << shift) >> shift;
}

export const flag = (words: Int32Array, at: number): boolean => uint(words, at, 1) === 1;

/** Bits `[start, end)` packed into bytes, most significant first; the last byte is filled up with 0. */
export function bytes(words: Int32Array, start: number, end: number): Uint8Array {
  const length = Math.max(0, Math.ceil((end - start) / 8));
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i += 3) {
    const word = wordAt(words, start + 8 * i);
    out[i] = word >> 16;
    if (i + 1 < length) out[i + 1] = word >> 8;
    if (i + 2 < length) out[i + 2] = word;
  }
  if (length > 0) out[length - 1] = out[length - 1]! & (0xff << (8 * length - (end - start)));
  return out;
}

/** Writes the first `count` words of `words` to `out` from bit `start` on, over whatever `out` had there and behind. */
export function append(words: Int32Array, count: number, out: Int32Array, start: number): void {
  const at = (start / WORD_BITS) | 0;
  const shift = start - at * WORD_BITS;
  let carry = out[at]! & ~(WORD_MASK >> shift);
  for (let i = 0; i < count; i++) {
    const word = words[i]!;
    out[at + i] = carry | (word >> shift);
    carry = (word << (WORD_BITS - shift)) & WORD_MASK;
  }
  out[at + count] = carry;
}
