import type { Message } from '../../observation.ts';
import type { Sink } from '../../source.ts';

/** Messages per delivery at most: large enough for a fast commit, small enough for a short wait (`facts`: 5,000 rows a commit are as good). Ours. */
export const MOST_PER_DELIVERY = 2000;

/** What became of all deliveries so far. */
export interface Delivered {
  readonly stored: number;
  readonly duplicates: number;
  /** Decoded well, and refused by the pipeline. */
  readonly refused: number;
}

export const NOTHING_DELIVERED: Delivered = { stored: 0, duplicates: 0, refused: 0 };

/** Delivers to the sink in slices, one after the other, and remembers what is not durable yet. */
export class Outbox {
  readonly #sink: Sink;
  readonly #underway = new Set<Promise<void>>();
  #stored = 0;
  #duplicates = 0;
  #refused = 0;
  #failure: unknown;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  get delivered(): Delivered {
    return { stored: this.#stored, duplicates: this.#duplicates, refused: this.#refused };
  }

  /** Resolves when the sink can take more. Rejects when it has refused an earlier delivery. */
  async deliver(messages: readonly Message[]): Promise<void> {
    for (let from = 0; from < messages.length; from += MOST_PER_DELIVERY) {
      this.#throwFailure();
      const slice = messages.length <= MOST_PER_DELIVERY ? messages : messages.slice(from, from + MOST_PER_DELIVERY);
      const { ready, durable } = this.#sink.deliver(slice);
      const done = durable.then(
        (receipt) => {
          this.#stored += receipt.stored;
          this.#duplicates += receipt.duplicates;
          this.#refused += receipt.rejected;
        },
        (error: unknown) => {
          this.#failure ??= error ?? new Error('the sink refused a delivery');
        },
      );
      this.#underway.add(done);
      void done.then(() => this.#underway.delete(done));
      await ready;
    }
  }

  /** Resolves when all that was delivered is durable; rejects with the first refusal. */
  async settled(): Promise<void> {
    await Promise.all(this.#underway);
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
