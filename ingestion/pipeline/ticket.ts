import type { Receipt, RejectedMessage } from '../source.ts';
import type { Arrival } from './message-store.ts';
import type { SourceCounts } from './source-counts.ts';

/**
 * One delivery on its way to the disk. Message `i` of the delivery has arrival number `first + i`, whether it was accepted or not,
 * so what the store says about an arrival can be told to whoever sent that message.
 */
export class Ticket {
  readonly durable: Promise<Receipt>;
  readonly first: Arrival;
  readonly last: Arrival;
  readonly counts: SourceCounts;
  #resolve!: (receipt: Receipt) => void;
  #reject!: (error: unknown) => void;
  #waitingFor = 1;
  #stored = 0;
  #duplicates = 0;
  readonly #rejections: RejectedMessage[] = [];

  constructor(first: Arrival, messages: number, counts: SourceCounts) {
    this.first = first;
    this.last = first + messages - 1;
    this.counts = counts;
    this.durable = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A source that does not wait for durability must not end the process when the store refuses.
    this.durable.catch(() => undefined);
  }

  /** One more commit must be reported by {@link done} before the delivery is durable. */
  expect(): void {
    this.#waitingFor++;
  }

  /** Also ends the initial hold, once everything of the delivery has been handed on. */
  done(stored = 0, duplicates = 0): void {
    this.#stored += stored;
    this.#duplicates += duplicates;
    this.counts.settled(stored, duplicates);
    if (--this.#waitingFor > 0) return;
    this.#resolve({
      stored: this.#stored,
      duplicates: this.#duplicates,
      rejected: this.#rejections.length,
      rejections: this.#rejections,
    });
  }

  refuse(arrival: Arrival, reason: string, detail: string): void {
    this.#rejections.push({ index: arrival - this.first, reason, detail });
  }

  /** Nothing that comes later can make the delivery durable. */
  fail(error: unknown): void {
    this.#reject(error);
  }
}
