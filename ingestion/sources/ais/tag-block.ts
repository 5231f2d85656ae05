import { digits, epochMs, hexByte, xor } from './ascii.ts';

const BACKSLASH = 0x5c;
const STAR = 0x2a;
const COMMA = 0x2c;
const COLON = 0x3a;
const LOWER_C = 0x63;
const LOWER_G = 0x67;
const LOWER_S = 0x73;

/** What we use of an NMEA 0183 4.10 tag block `\s:station,c:time,g:part-of-group,n:line*hh\` (IEC 61162-450 §7.2.3.4). */
export interface TagBlock {
  /** From `c:`, epoch milliseconds. */
  timeMs: number | undefined;
  /** A hash of `s:`; 0 when absent. */
  station: number;
  /** The id in `g:part-total-id`, plus 1; 0 when absent. */
  group: number;
}

function hash(buffer: Buffer, start: number, end: number): number {
  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  let sum = 0x811c9dc5;
  for (let i = start; i < end; i++) sum = Math.imul(sum ^ buffer[i]!, 0x01000193);
  return sum | 1;
}

function readField(buffer: Buffer, start: number, end: number, out: TagBlock): void {
  if (buffer[start + 1] !== COLON) return;
  const from = start + 2;
  if (buffer[start] === LOWER_C) out.timeMs = epochMs(digits(buffer, from, end));
  else if (buffer[start] === LOWER_S) out.station = hash(buffer, from, end);
  else if (buffer[start] === LOWER_G) out.group = (digits(buffer, buffer.lastIndexOf('-', end - 1) + 1, end) ?? -1) + 1;
}

/**
 * Reads the tag block that starts with the backslash at `start` into `out` and returns where it ends (behind its second
 * backslash), or 0 when it never does. A block whose checksum is wrong leaves `out` empty and is told by `faulty`.
 */
export function parseTagBlock(buffer: Buffer, start: number, end: number, out: TagBlock & { faulty: boolean }): number {
  out.timeMs = undefined;
  out.station = 0;
  out.group = 0;
  let close = start + 1;
  while (close < end && buffer[close] !== BACKSLASH) close++;
  if (close === end) return 0;
  const star = close - 3;
  out.faulty = star <= start || buffer[star] !== STAR || hexByte(buffer, star + 1) !== xor(buffer, start + 1, star);
  if (out.faulty) return close + 1;
  for (let from = start + 1, at = from; at <= star; at++) {
    if (at < star && buffer[at] !== COMMA) continue;
    readField(buffer, from, at, out);
    from = at + 1;
  }
  return close + 1;
}
