import { type Sentence, sentenceOf } from './sentence.ts';
import { append, armour, MAX_UNITS, wordsFor } from './six-bit.ts';

/** All ours: a message's sentences follow each other at once; sequence numbers come round after ten messages. */
const MOST_PENDING = 64;
/** A message that began is given up so many AIS sentences later. */
const PATIENCE = 200;
/** A sentence that came before the first of its message waits no longer than this: the next bearer of its number is near. */
const PATIENCE_WITHOUT_FIRST = 20;
/** Or when the log's own time has moved on so far, milliseconds. */
const PATIENCE_MS = 10_000;

/** A sentence that waits for the others of its message. Reused. */
class Fragment {
  readonly words = new Int32Array(wordsFor(MAX_UNITS));
  units = 0;
  fillBits = 0;
  line = 0;
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
  /** Fragments out of use: messages in several sentences are too common to make garbage of each. */
  readonly #spare: Fragment[] = [];
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
    pending.fragments[sentence.number - 1] = this.#keep(sentence, arrived.line, words);
    if (--pending.missing > 0) return -1;
    if (this.#pending.at(-1) === pending) this.#pending.pop();
    else this.#pending.splice(this.#pending.indexOf(pending), 1);
    this.timeMs = pending.timeMs;
    let bits = 0;
    for (const fragment of pending.fragments as Fragment[]) {
      bits = appendFragment(fragment, words, bits);
      this.#spare.push(fragment);
    }
    return bits;
  }

  #keep({ units, fillBits }: Sentence, line: number, words: Int32Array): Fragment {
    const fragment = this.#spare.pop() ?? new Fragment();
    fragment.units = units;
    fragment.fillBits = fillBits;
    fragment.line = line;
    for (let i = wordsFor(units) - 1; i >= 0; i--) fragment.words[i] = words[i]!;
    return fragment;
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

  #reject({ key, fragments }: Pending): void {
    const reason = fragments[0] ? 'incomplete_message' : 'orphan_fragment';
    const others = fragments.length > 2 ? 'parts' : 'part';
    fragments.forEach((fragment, i) => {
      if (!fragment) return;
      const detail = `part ${i + 1} of ${fragments.length}: the other ${others} never came`;
      const payload = armour(fragment.words, fragment.units);
      this.#giveUp(reason, detail, fragment.line, sentenceOf(key, i + 1, payload, fragment.fillBits));
      this.#spare.push(fragment);
    });
  }
}

/**
 * Puts a fragment behind the `bits` bits that `out` has already, and returns how many it has then. Only the last should have
 * fill bits; where another has, data go on where those before ended.
 */
function appendFragment({ words, units, fillBits }: Fragment, out: Int32Array, bits: number): number {
  if (bits + units * 6 > MAX_UNITS * 6) return bits;
  append(words, wordsFor(units), out, bits);
  return bits + units * 6 - fillBits;
}
