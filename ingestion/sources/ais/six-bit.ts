/**
 * The six-bit world inside an AIS sentence: armour characters to six-bit units (IEC 61162-1 §8.2.3.8, ITU-R M.1371-5 annex 8)
 * and bit fields out of a run of such units. Bits count from 0 at the first bit of the message.
 */

/** The longest message: 5 slots of 256 bits less overhead is 1 008 bits (M.1371-5 annex 2 §3.2.2.11); room for nine sentences of 82 characters all the same. */
export const MAX_UNITS = 9 * 82;

/** In {@link ARMOUR}: the character may not appear in a payload. */
export const NOT_ARMOUR = 0x80;

/** Byte → six-bit unit, or {@link NOT_ARMOUR}. Valid are `0`…`W` and `` ` ``…`w`. */
export const ARMOUR: Uint8Array = new Uint8Array(256).fill(NOT_ARMOUR);
for (let unit = 0; unit < 64; unit++) ARMOUR[unit < 40 ? unit + 48 : unit + 56] = unit;

/** The inverse of {@link ARMOUR} for the first `length` units. */
export const armour = (units: Uint8Array, length: number): string =>
  String.fromCharCode(...units.subarray(0, length).map((unit) => (unit < 40 ? unit + 48 : unit + 56)));

/** M.1371-5 annex 8 table 47: six-bit ASCII. 0 is `@`, which ends a text. */
const TEXT = Buffer.from('@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?');
const SPACE = 32;

/** Unsigned field of 1–30 bits. Units behind the end of a message must be 0, so a field cut off reads as if zero-filled. */
export function uint(units: Uint8Array, start: number, length: number): number {
  let at = (start / 6) | 0;
  const had = 6 - (start - at * 6);
  let value = units[at]! & ((1 << had) - 1);
  if (length <= had) return value >> (had - length);
  let missing = length - had;
  while (missing >= 6) {
    value = (value << 6) | units[++at]!;
    missing -= 6;
  }
  return missing === 0 ? value : (value << missing) | (units[++at]! >> (6 - missing));
}

/** Two's-complement field of 1–30 bits. */
export function int(units: Uint8Array, start: number, length: number): number {
  const shift = 32 - length;
  return (uint(units, start, length) << shift) >> shift;
}

export const flag = (units: Uint8Array, at: number): boolean => uint(units, at, 1) === 1;

const letters = Buffer.alloc(MAX_UNITS);

/**
 * Names and destinations are sent every six minutes, so most texts were seen before: each slot holds the last one of its hash,
 * as letters to compare with and as the string to hand out again. Size ours.
 */
const SLOTS = 8192;
const LONGEST_SEEN = 20;
const seenLetters = new Uint8Array(SLOTS * LONGEST_SEEN);
const seen: string[] = new Array(SLOTS).fill('');

function textOf(length: number, hash: number): string {
  if (length > LONGEST_SEEN) return letters.toString('latin1', 0, length);
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const at = slot * LONGEST_SEEN;
  const known = seen[slot]!;
  let same = known.length === length;
  for (let i = 0; same && i < length; i++) same = seenLetters[at + i] === letters[i];
  if (same) return known;
  for (let i = 0; i < length; i++) seenLetters[at + i] = letters[i]!;
  seen[slot] = letters.toString('latin1', 0, length);
  return seen[slot];
}

/** Text of `count` characters up to the first `@`, without the blanks at its right end; `undefined` when nothing is left. */
export function text(units: Uint8Array, start: number, count: number): string | undefined {
  let at = (start / 6) | 0;
  const shift = start - at * 6;
  let kept = 0;
  let hash = 0;
  for (let i = 0; i < count; i++) {
    const unit = ((units[at]! << shift) | (units[++at]! >> (6 - shift))) & 63;
    if (unit === 0) break;
    letters[i] = TEXT[unit]!;
    hash = (Math.imul(hash, 31) + unit) | 0;
    if (unit !== SPACE) kept = i + 1;
  }
  return kept === 0 ? undefined : textOf(kept, hash);
}

/** Bits `[start, end)` packed into bytes, most significant first; the last byte is filled up with 0. */
export function bytes(units: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(Math.max(0, Math.ceil((end - start) / 8)));
  for (let i = 0; i < out.length; i++) {
    const from = start + 8 * i;
    const length = Math.min(8, end - from);
    out[i] = uint(units, from, length) << (8 - length);
  }
  return out;
}
