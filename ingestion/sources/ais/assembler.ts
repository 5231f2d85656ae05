import type { Sentence } from './sentence.ts';
import { MAX_UNITS } from './six-bit.ts';

/** All ours: a message's sentences follow each other at once; sequence numbers come round after ten messages. */
const MOST_PENDING = 64;
/** A message that began is given up so many AIS sentences later. */
const PATIENCE = 200;
/** A sentence that came before the first of its message waits no longer than this: the next bearer of its number is near. */
const PATIENCE_WITHOUT_FIRST = 20;
/** Or when the log's own time has moved on so far, milliseconds. */
const PATIENCE_MS = 10_000;

export interface Fragment {
  readonly units: Uint8Array;
  readonly fillBits: number;
  readonly number: number;
  readonly line: number;
  readonly excerpt: string;
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

/** A whole message's units and how many bits of them count. */
export interface Assembled {
  readonly bits: number;
  readonly timeMs: number | undefined;
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

  /**
   * Takes one sentence; `now` counts AIS sentences. When it completes its message, the units are in `out` (zeros behind them).
   * Units that a fill count in the middle of a message cut short are joined bit by bit.
   */
  add(
    sentence: Sentence,
    fragment: Fragment,
    tag: { station: number; group: number; timeMs: number | undefined },
    now: number,
    out: Uint8Array,
  ): Assembled | undefined {
    this.#expire(now, tag.timeMs);
    const pending = this.#find(sentence, fragment.number, tag) ?? this.#open(sentence, tag, now);
    pending.fragments[fragment.number - 1] = fragment;
    pending.timeMs ??= tag.timeMs;
    if (--pending.missing > 0) return undefined;
    this.#pending.splice(this.#pending.indexOf(pending), 1);
    return { bits: join(pending.fragments as Fragment[], out), timeMs: pending.timeMs };
  }

  /** Gives up on everything that is still incomplete. */
  end(): void {
    for (const pending of this.#pending.splice(0)) this.#reject(pending);
  }

  #find(sentence: Sentence, number: number, tag: { station: number; group: number }): Pending | undefined {
    for (let i = this.#pending.length - 1; i >= 0; i--) {
      const pending = this.#pending[i]!;
      if (pending.key !== sentence.key) continue;
      if (!matches(pending.station, tag.station) || !matches(pending.group, tag.group)) continue;
      if (!pending.fragments[number - 1]) return pending;
      // The same part again: its sender has gone on to the next message of that number.
      this.#pending.splice(i, 1);
      this.#reject(pending);
    }
    return undefined;
  }

  #open(sentence: Sentence, tag: { station: number; group: number }, now: number): Pending {
    if (this.#pending.length === MOST_PENDING) this.#reject(this.#pending.shift()!);
    const pending: Pending = {
      key: sentence.key,
      station: tag.station,
      group: tag.group,
      born: now,
      fragments: new Array(sentence.total).fill(undefined),
      missing: sentence.total,
      timeMs: undefined,
    };
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

function join(fragments: readonly Fragment[], out: Uint8Array): number {
  out.fill(0);
  let bits = 0;
  for (const { units, fillBits } of fragments) {
    if (bits + units.length * 6 > MAX_UNITS * 6) break;
    if (bits % 6 === 0) out.set(units, bits / 6);
    else {
      const shift = bits % 6;
      let at = (bits - shift) / 6;
      for (const unit of units) {
        // The fill bits in front are overwritten, as the next sentence goes on where the last one's data ended.
        out[at] = (out[at]! & ~(63 >> shift)) | (unit >> shift);
        out[++at] = (unit << (6 - shift)) & 63;
      }
    }
    bits += units.length * 6 - fillBits;
  }
  return bits;
}
