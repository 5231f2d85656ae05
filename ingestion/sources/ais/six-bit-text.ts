import { uint, WORD_BITS, WORD_MASK, wordAt, wordsFor } from './six-bit.ts';

/** M.1371-5 annex 8 table 47: six-bit ASCII. 0 is `@`, which ends a text. */
const TEXT = Buffer.from('@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?');
const SPACE = 32;
const CHARACTERS_PER_WORD = 4;

/** Names, call signs and destinations; a safety text can be longer. */
const LONGEST_NAME = 20;
const NAME_WORDS = LONGEST_NAME / CHARACTERS_PER_WORD;

/**
 * Names and destinations are sent every six minutes, so most texts were seen before: each slot holds the last one of its hash,
 * as it was sent to compare with, and as what it reads. Size ours: the three texts of 5,000 ships leave every other slot free.
 */
const SLOT_BITS = 15;
const slotWords = new Int32Array(NAME_WORDS << SLOT_BITS);
const slotTexts: (string | undefined)[] = new Array(1 << SLOT_BITS).fill(undefined);

const sent = new Int32Array(NAME_WORDS);

/** Text of `count` characters up to the first `@`, without the blanks at its right end; `undefined` when nothing is left. */
export function text(words: Int32Array, start: number, count: number): string | undefined {
  if (count > LONGEST_NAME || count < 1) return readText(words, start, count);
  const length = wordsFor(count);
  let hash = 0;
  for (let i = 0; i < length; i++) {
    let word = wordAt(words, start + i * WORD_BITS);
    if (i === length - 1) word &= WORD_MASK << (6 * (length * CHARACTERS_PER_WORD - count));
    // With the count in the spare bits of the first word, no slot that was never used is equal to it.
    if (i === 0) word |= count << WORD_BITS;
    sent[i] = word;
    // Multiplicative hashing (Knuth, The Art of Computer Programming, vol. 3, §6.4): its upper bits are the good ones.
    hash = Math.imul(hash ^ word, 0x9e3779b1);
  }
  const slot = hash >>> (32 - SLOT_BITS);
  const at = slot * NAME_WORDS;
  let same = true;
  for (let i = 0; same && i < length; i++) same = slotWords[at + i] === sent[i];
  if (same) return slotTexts[slot];
  for (let i = 0; i < length; i++) slotWords[at + i] = sent[i]!;
  const read = readText(words, start, count);
  slotTexts[slot] = read;
  return read;
}

function readText(words: Int32Array, start: number, count: number): string | undefined {
  const letters = Buffer.allocUnsafe(Math.max(0, count));
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const unit = uint(words, start + 6 * i, 6);
    if (unit === 0) break;
    letters[i] = TEXT[unit]!;
    if (unit !== SPACE) kept = i + 1;
  }
  return kept === 0 ? undefined : letters.toString('latin1', 0, kept);
}
