/** How long to wait before a refused batch is tried again, ms. Ours. */
const RETRY_MS = 500;
/** Ours: large enough that a burst costs few commits, small enough that one commit stays short. */
const LARGEST_BATCH = 500;

interface Waiter {
  /** Settled when the item with this number has been written. */
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Writes items in the order they were added, in batches: what arrives while one batch is being written becomes the next. An item that was refused stays
 * first in line and is tried again, so nothing is lost or reordered; those who waited for it learn of the refusal at once.
 */
export class OrderedWriter<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>;
  readonly #onRefused: (cause: unknown) => void;
  #queue: Item[] = [];
  #added = 0;
  #written = 0;
  #waiters: Waiter[] = [];
  #draining = false;
  #drained: Promise<void> = Promise.resolve();
  #retry: NodeJS.Timeout | undefined;

  /** `onRefused` hears of every failed attempt. */
  constructor(write: (items: readonly Item[]) => Promise<void>, onRefused: (cause: unknown) => void) {
    this.#write = write;
    this.#onRefused = onRefused;
  }

  add(items: readonly Item[]): void {
    if (items.length === 0) return;
    for (const item of items) this.#queue.push(item);
    this.#added += items.length;
    this.#start();
  }

  /** Resolves once everything added so far is written; rejects when an attempt at it was refused, though it will be tried again. */
  settled(): Promise<void> {
    if (this.#written === this.#added) return Promise.resolve();
    const settled = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ upTo: this.#added, resolve, reject });
    });
    this.#start();
    return settled;
  }

  /** Items not written yet. */
  get pending(): number {
    return this.#added - this.#written;
  }

  /** Tries once more to write what is left. @throws what the store said, when it is refused again. */
  async stop(): Promise<void> {
    await this.#drained;
    try {
      await this.settled();
    } finally {
      clearTimeout(this.#retry);
    }
  }

  #start(): void {
    if (this.#draining) return;
    clearTimeout(this.#retry);
    this.#draining = true;
    this.#drained = this.#drain();
  }

  async #drain(): Promise<void> {
    // Lets everything that is added in this turn of the event loop share one commit.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, LARGEST_BATCH);
      try {
        await this.#write(batch);
      } catch (cause) {
        this.#refuse(cause);
        break;
      }
      this.#queue = this.#queue.slice(batch.length);
      this.#written += batch.length;
      this.#release();
    }
    this.#draining = false;
  }

  #release(): void {
    const written = this.#written;
    const done = this.#waiters.filter((waiter) => waiter.upTo <= written);
    this.#waiters = this.#waiters.filter((waiter) => waiter.upTo > written);
    for (const waiter of done) waiter.resolve();
  }

  #refuse(cause: unknown): void {
    this.#onRefused(cause);
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.reject(cause);
    this.#retry = setTimeout(() => this.#start(), RETRY_MS);
    this.#retry.unref();
  }
}
