import { digits, epochMs, hexByte, xor } from './ascii.ts';
import { ARMOUR, MAX_UNITS, NOT_ARMOUR, wordsFor } from './six-bit.ts';

const COMMA = 0x2c;
const STAR = 0x2a;
const ZERO = 0x30;

/** The parts of one `!--VDM` or `!--VDO` sentence (IEC 61162-1 §8.3.99 and §8.3.100). Reused from line to line. */
export interface Sentence {
  /** Talker, formatter, sequence number, channel and total, in one number that tells messages apart. */
  key: number;
  /** Sentences of the message, 1–9, and which of them this is. */
  total: number;
  number: number;
  payloadStart: number;
  payloadEnd: number;
  /** Bits added to the last six-bit unit, 0–5. */
  fillBits: number;
  /** Behind the checksum. */
  end: number;
  /** Six-bit units, that is characters, that the last attempt to read a payload has written, good or not. */
  units: number;
}

export const emptySentence = (): Sentence => ({
  key: 0,
  total: 0,
  number: 0,
  payloadStart: 0,
  payloadEnd: 0,
  fillBits: 0,
  end: 0,
  units: 0,
});

export interface SentenceFault {
  readonly reason: 'truncated' | 'checksum' | 'bad_fields' | 'bad_armour';
  readonly detail: string;
}

const fault = (reason: SentenceFault['reason'], detail: string): SentenceFault => ({ reason, detail });

const TRUNCATED = fault('truncated', 'the sentence ends before its checksum (*hh)');
const CHECKSUM = fault('checksum', 'the checksum does not match the sentence');
const TOO_FEW_FIELDS = fault(
  'bad_fields',
  'a VDM sentence has seven fields: total, number, sequence, channel, payload, fill bits',
);
const BAD_COUNT = fault('bad_fields', 'total and number must be one digit each, number from 1 to total');
const BAD_FILL = fault('bad_fields', 'fill bits must be one digit, 0–5');
const EMPTY = fault('truncated', 'the sentence has no payload');
const BAD_ARMOUR = fault('bad_armour', 'the payload has a character that is not one of 0–W and `–w');

const isVd = (buffer: Buffer, start: number): boolean =>
  buffer[start + 3] === 0x56 &&
  buffer[start + 4] === 0x44 &&
  (buffer[start + 5] === 0x4d || buffer[start + 5] === 0x4f);

/** Whether `!` at `start` opens a VDM or VDO sentence, of any talker (AB AD AI AN AR AS AT AX BS SA and whatever comes). */
export const opensAis = (buffer: Buffer, start: number, end: number): boolean =>
  start + 6 < end && buffer[start] === 0x21 && isVd(buffer, start);

const commas = new Int32Array(7);

/** Reads the sentence that {@link opensAis} at `start` into `out`; the payload is found, not looked at. */
export function parseSentence(buffer: Buffer, start: number, end: number, out: Sentence): SentenceFault | undefined {
  let sum = 0;
  let count = 0;
  let star = start + 1;
  for (; star < end; star++) {
    const byte = buffer[star]!;
    if (byte === STAR) break;
    if (byte === COMMA) {
      if (count < 7) commas[count] = star;
      count++;
    }
    sum ^= byte;
  }
  out.end = Math.min(star + 3, end);
  if (star + 2 >= end) return TRUNCATED;
  if (hexByte(buffer, star + 1) !== sum) return CHECKSUM;
  if (count < 6) return TOO_FEW_FIELDS;
  return readFields(buffer, start, count === 6 ? star : commas[6]!, out);
}

function readFields(buffer: Buffer, start: number, fillEnd: number, out: Sentence): SentenceFault | undefined {
  const at = commas[0]!;
  const total = buffer[at + 1]! - ZERO;
  const number = buffer[at + 3]! - ZERO;
  if (commas[1] !== at + 2 || commas[2] !== at + 4) return BAD_COUNT;
  if (!(total >= 1 && total <= 9 && number >= 1 && number <= total)) return BAD_COUNT;
  out.total = total;
  out.number = number;
  out.payloadStart = commas[4]! + 1;
  out.payloadEnd = commas[5]!;
  out.fillBits = fillEnd === out.payloadEnd + 1 ? 0 : buffer[fillEnd - 1]! - ZERO;
  if (fillEnd > out.payloadEnd + 2 || out.fillBits < 0 || out.fillBits > 5) return BAD_FILL;
  if (out.payloadEnd === out.payloadStart) return EMPTY;
  if (total > 1) out.key = keyOf(buffer, start, total);
  return undefined;
}

/** 37 bits: talker 16, formatter 1, total 4, sequence 8 (its last digit; a comma when empty), channel 8 (likewise). */
function keyOf(buffer: Buffer, start: number, total: number): number {
  const talker = buffer[start + 1]! * 256 + buffer[start + 2]!;
  return keyFrom(talker, buffer[start + 5] === 0x4f, total, buffer[commas[3]! - 1]!, buffer[commas[4]! - 1]!);
}

/** `talker`, `sequence` and `channel` as their characters; `own`: the formatter is VDO. */
export function keyFrom(talker: number, own: boolean, total: number, sequence: number, channel: number): number {
  return (((talker * 2 + (own ? 1 : 0)) * 16 + total) * 256 + sequence) * 256 + channel;
}

/** The sentence that was read with this `key` and these parts. */
export function sentenceOf(key: number, number: number, payload: string, fillBits: number): string {
  const field = (byte: number): string => (byte === COMMA ? '' : String.fromCharCode(byte));
  const [channel, sequence] = [key % 256, Math.floor(key / 256) % 256];
  const head = Math.floor(key / 65_536);
  const talker = Math.floor(head / 32);
  const name = `${String.fromCharCode(talker >> 8, talker & 255)}VD${head & 16 ? 'O' : 'M'}`;
  const body = `${name},${head & 15},${number},${field(sequence)},${field(channel)},${payload},${fillBits}`;
  const bytes = Buffer.from(body, 'latin1');
  return `!${body}*${xor(bytes, 0, bytes.length).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Writes the payload to `words`, without its armour. */
export function removeArmour(buffer: Buffer, sentence: Sentence, words: Int32Array): SentenceFault | undefined {
  const { payloadStart, payloadEnd } = sentence;
  const length = payloadEnd - payloadStart;
  sentence.units = 0;
  if (length > MAX_UNITS) return BAD_ARMOUR;
  words.fill(0, 0, wordsFor(length));
  sentence.units = length;
  for (let i = 0; i < length; i++) {
    const unit = ARMOUR[buffer[payloadStart + i]!]!;
    if (unit === NOT_ARMOUR) return BAD_ARMOUR;
    words[i >> 2] = words[i >> 2]! | (unit << (18 - 6 * (i & 3)));
  }
  return undefined;
}

/** The receive time that many loggers append as `,<epoch>` behind the checksum, among other fields: the last one that can be one. */
export function trailingTime(buffer: Buffer, start: number, end: number): number | undefined {
  let to = end;
  for (let at = end - 1; at >= start; at--) {
    if (buffer[at] !== COMMA) continue;
    const time = epochMs(digits(buffer, at + 1, to));
    if (time !== undefined) return time;
    to = at;
  }
  return undefined;
}
