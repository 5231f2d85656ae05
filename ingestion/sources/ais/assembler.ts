import { type Sentence, sentenceOf } from './sentence.ts';
import { append, armour, MAX_UNITS, wordsFor } from './six-bit.ts';

/** All ours: a message's sentences follow each other at once; sequence numbers come round after ten messages. */
const MOST_PENDING = 64;
/** A message that began is given up so many AIS sentences later. */
const PATIENCE = 200;
/** A sentence that came before the first of its message waits no longer than this: the next bearer of its number is near. */
const PATIENCE_WITHOUT_FIRST = 20;
/** IEC 61162-1 §8.3.99: one digit. */
const MOST_PARTS = 9;
/** Or when the log's own time has moved on so far, milliseconds. */
const PATIENCE_MS = 10_000;

/** Where one sentence of a message waits for the others. */
class Part {
  readonly words = new Int32Array(wordsFor(MAX_UNITS));
  units = 0;
  fillBits = 0;
  /** 0: it has not come. */
  line = 0;
}

/** A message of which something is missing. */
class Pending {
  readonly parts: readonly Part[] = Array.from({ length: MOST_PARTS }, () => new Part());
  key = 0;
  station = 0;
  group = 0;
  born = 0;
  total = 0;
  missing = 0;
  timeMs: number | undefined;
}

/** What is known of a sentence beside itself: its line, and what its tag block says. */
export interface Arrived {
  readonly line: number;
  readonly station: number;
  readonly group: number;
  readonly timeMs: number | undefined;
}

export type GiveUp = (
  reason: 'orphan_fragment' | 'incomplete_message',
  detail: string,
  line: number,
  sentence: string,
) => void;

const matches = (a: number, b: number): boolean => a === b || a === 0 || b === 0;

/**
 * Puts the sentences of a message together, in whatever order and however interleaved with others they come. They belong
 * together by talker, formatter, total, sequence number and channel, and by station and group where tag blocks tell them.
 */
export class Assembler {
  readonly #pending: Pending[] = [];
  /** Out of use: messages in several sentences are too common to make garbage of each. */
  readonly #spare: Pending[] = [];
  readonly #giveUp: GiveUp;

  constructor(giveUp: GiveUp) {
    this.#giveUp = giveUp;
  }

  /** Of the message completed last: what its sentences say of its time. */
  timeMs: number | undefined;

  /**
   * Takes one sentence, whose payload is in `words`; `now` counts AIS sentences. When it completes its message, `words` has
   * that of the whole, and the message's length in bits is returned, otherwise -1.
   */
  add(sentence: Sentence, arrived: Arrived, now: number, words: Int32Array): number {
    if (this.#pending.length > 0) this.#expire(now, arrived.timeMs);
    const pending = this.#find(sentence, arrived) ?? this.#open(sentence, arrived, now);
    pending.timeMs ??= arrived.timeMs;
    keep(pending.parts[sentence.number - 1]!, sentence, arrived.line, words);
    if (--pending.missing > 0) return -1;
    this.#close(this.#pending.lastIndexOf(pending));
    this.timeMs = pending.timeMs;
    let bits = 0;
    for (let i = 0; i < pending.total; i++) bits = appendPart(pending.parts[i]!, words, bits);
    return bits;
  }

  /** Gives up on everything that is still incomplete. */
  end(): void {
    while (this.#pending.length > 0) this.#reject(0);
  }

  #find(sentence: Sentence, { station, group }: Arrived): Pending | undefined {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const pending = this.#pending[i]!;
      if (pending.key !== sentence.key) continue;
      if (!matches(pending.station, station) || !matches(pending.group, group)) continue;
      if (pending.parts[sentence.number - 1]!.line === 0) return pending;
      // The same part again: its sender has gone on to the next message of that number.
      this.#reject(i);
    }
    return undefined;
  }

  #open({ key, total }: Sentence, { station, group }: Arrived, now: number): Pending {
    if (this.#pending.length === MOST_PENDING) this.#reject(0);
    const pending = this.#spare.pop() ?? new Pending();
    pending.key = key;
    pending.station = station;
    pending.group = group;
    pending.born = now;
    pending.total = total;
    pending.missing = total;
    pending.timeMs = undefined;
    for (let i = 0; i < total; i++) pending.parts[i]!.line = 0;
    this.#pending.push(pending);
    return pending;
  }

  #close(index: number): Pending {
    const pending = this.#pending[index]!;
    if (index === this.#pending.length - 1) this.#pending.pop();
    else this.#pending.splice(index, 1);
    this.#spare.push(pending);
    return pending;
  }

  #expire(now: number, timeMs: number | undefined): void {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const pending = this.#pending[i]!;
      const patience = pending.parts[0]!.line > 0 ? PATIENCE : PATIENCE_WITHOUT_FIRST;
      const timedOut = timeMs !== undefined && pending.timeMs !== undefined && timeMs - pending.timeMs > PATIENCE_MS;
      if (now - pending.born > patience || timedOut) this.#reject(i);
    }
  }

  #reject(index: number): void {
    const { key, total, parts } = this.#close(index);
    const reason = parts[0]!.line > 0 ? 'incomplete_message' : 'orphan_fragment';
    const others = total > 2 ? 'parts' : 'part';
    parts.slice(0, total).forEach(({ words, units, fillBits, line }, i) => {
      if (line === 0) return;
      const detail = `part ${i + 1} of ${total}: the other ${others} never came`;
      this.#giveUp(reason, detail, line, sentenceOf(key, i + 1, armour(words, units), fillBits));
    });
  }
}

function keep(part: Part, { units, fillBits }: Sentence, line: number, words: Int32Array): void {
  part.units = units;
  part.fillBits = fillBits;
  part.line = line;
  for (let i = wordsFor(units) - 1; i >= 0; i--) part.words[i] = words[i]!;
}

/**
 * Puts a part behind the `bits` bits that `out` has already, and returns how many it has then. Only the last should have
 * fill bits; where another has, data go on where those before ended.
 */
function appendPart({ words, units, fillBits }: Part, out: Int32Array, bits: number): number {
  if (bits + units * 6 > MAX_UNITS * 6) return bits;
  append(words, wordsFor(units), out, bits);
  return bits + units * 6 - fillBits;
}
