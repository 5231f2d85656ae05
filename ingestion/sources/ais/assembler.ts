import type { Sentence } from './sentence.ts';
import { ARMOUR, MAX_UNITS } from './six-bit.ts';

/** All ours: a message's sentences follow each other at once; sequence numbers come round after ten messages. */
const MOST_PENDING = 64;
/** A message that began is given up so many AIS sentences later. */
const PATIENCE = 200;
/** A sentence that came before the first of its message waits no longer than this: the next bearer of its number is near. */
const PATIENCE_WITHOUT_FIRST = 20;
/** Or when the log's own time has moved on so far, milliseconds. */
const PATIENCE_MS = 10_000;

/** A sentence that waits for the others of its message. */
export interface Fragment {
  /** As it came, in Latin-1; the payload is `[payloadStart, payloadEnd)` of it. */
  readonly text: string;
  readonly payloadStart: number;
  readonly payloadEnd: number;
  readonly fillBits: number;
  readonly number: number;
  readonly line: number;
}

/** Where a sentence stands in what was read, and what its tag block says. */
export interface Arrived {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly station: number;
  readonly group: number;
  readonly timeMs: number | undefined;
}

interface Pending {
  readonly key: number;
  readonly station: number;
  readonly group: number;
  readonly born: number;
  readonly fragments: (Fragment | undefined)[];
  missing: number;
  timeMs: number | undefined;
}

const matches = (a: number, b: number): boolean => a === b || a === 0 || b === 0;

/**
 * Puts the sentences of a message together, in whatever order and however interleaved with others they come. They belong
 * together by talker, formatter, total, sequence number and channel, and by station and group where tag blocks tell them.
 */
export class Assembler {
  readonly #pending: Pending[] = [];
  readonly #giveUp: (reason: 'orphan_fragment' | 'incomplete_message', detail: string, fragment: Fragment) => void;

  constructor(giveUp: (reason: 'orphan_fragment' | 'incomplete_message', detail: string, fragment: Fragment) => void) {
    this.#giveUp = giveUp;
  }

  /** Of the message completed last: what its sentences say of its time. */
  timeMs: number | undefined;

  /**
   * Takes one sentence; `now` counts AIS sentences. When it completes its message, the units are in `out`, and the message's
   * length in bits is returned, otherwise -1.
   */
  add(sentence: Sentence, arrived: Arrived, now: number, out: Uint8Array): number {
    if (this.#pending.length > 0) this.#expire(now, arrived.timeMs);
    const pending = this.#find(sentence, arrived) ?? this.#open(sentence, arrived, now);
    pending.timeMs ??= arrived.timeMs;
    if (--pending.missing > 0) {
      pending.fragments[sentence.number - 1] = fragmentOf(sentence, arrived);
      return -1;
    }
    if (this.#pending.at(-1) === pending) this.#pending.pop();
    else this.#pending.splice(this.#pending.indexOf(pending), 1);
    this.timeMs = pending.timeMs;
    return join(pending.fragments, sentence, arrived.buffer, out);
  }

  /** Gives up on everything that is still incomplete. */
  end(): void {
    for (const pending of this.#pending.splice(0)) this.#reject(pending);
  }

  #find(sentence: Sentence, { station, group }: Arrived): Pending | undefined {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const pending = this.#pending[i]!;
      if (pending.key !== sentence.key) continue;
      if (!matches(pending.station, station) || !matches(pending.group, group)) continue;
      if (!pending.fragments[sentence.number - 1]) return pending;
      // The same part again: its sender has gone on to the next message of that number.
      this.#pending.splice(i, 1);
      this.#reject(pending);
    }
    return undefined;
  }

  #open({ key, total }: Sentence, { station, group }: Arrived, now: number): Pending {
    if (this.#pending.length === MOST_PENDING) this.#reject(this.#pending.shift()!);
    const fragments = new Array<undefined>(total).fill(undefined);
    const pending: Pending = { key, station, group, born: now, fragments, missing: total, timeMs: undefined };
    this.#pending.push(pending);
    return pending;
  }

  #expire(now: number, timeMs: number | undefined): void {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const pending = this.#pending[i]!;
      const patience = pending.fragments[0] ? PATIENCE : PATIENCE_WITHOUT_FIRST;
      const timedOut = timeMs !== undefined && pending.timeMs !== undefined && timeMs - pending.timeMs > PATIENCE_MS;
      if (now - pending.born <= patience && !timedOut) continue;
      this.#pending.splice(i, 1);
      this.#reject(pending);
    }
  }

  #reject({ fragments }: Pending): void {
    const reason = fragments[0] ? 'incomplete_message' : 'orphan_fragment';
    for (const fragment of fragments)
      if (fragment)
        this.#giveUp(
          reason,
          `part ${fragment.number} of ${fragments.length}: the other ${fragments.length > 2 ? 'parts' : 'part'} never came`,
          fragment,
        );
  }
}

function fragmentOf(sentence: Sentence, { buffer, start, end, line }: Arrived): Fragment {
  const { payloadStart, payloadEnd, fillBits, number } = sentence;
  return {
    text: buffer.toString('latin1', start, end),
    payloadStart: payloadStart - start,
    payloadEnd: payloadEnd - start,
    fillBits,
    number,
    line,
  };
}

/** The fragments, and the sentence that came last in the place that is still empty, one behind the other. */
function join(fragments: readonly (Fragment | undefined)[], last: Sentence, buffer: Buffer, out: Uint8Array): number {
  let bits = 0;
  for (const fragment of fragments) {
    const { payloadStart, payloadEnd, fillBits } = fragment ?? last;
    const length = payloadEnd - payloadStart;
    if (bits + length * 6 > MAX_UNITS * 6) break;
    const shift = bits % 6;
    const at = (bits - shift) / 6;
    if (shift > 0)
      joinShifted(fragment ? Buffer.from(fragment.text, 'latin1') : buffer, payloadStart, length, shift, at, out);
    else if (fragment) copyText(fragment.text, payloadStart, length, at, out);
    else for (let i = 0; i < length; i++) out[at + i] = ARMOUR[buffer[payloadStart + i]!]!;
    bits += length * 6 - fillBits;
  }
  return bits;
}

function copyText(text: string, from: number, length: number, at: number, out: Uint8Array): void {
  for (let i = 0; i < length; i++) out[at + i] = ARMOUR[text.charCodeAt(from + i)]!;
}

/** Behind a sentence with fill bits, which only the last should have: data go on where those before ended. */
function joinShifted(bytes: Buffer, from: number, length: number, shift: number, at: number, out: Uint8Array): void {
  for (let i = 0; i < length; i++) {
    const unit = ARMOUR[bytes[from + i]!]!;
    out[at + i] = (out[at + i]! & ~(63 >> shift)) | (unit >> shift);
    out[at + i + 1] = (unit << (6 - shift)) & 63;
  }
}
