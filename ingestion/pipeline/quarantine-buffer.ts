import type { Quarantine, QuarantinedInput } from './message-store.ts';

/** Entries on their way to the quarantine at most; of a flood only the newest are kept. Ours. */
const MOST_WAITING = 500;
/** How long entries wait for company, ms. Ours. */
const DELAY_MS = 200;

/** Keeps refused input without ever making good input wait for it. */
export class QuarantineBuffer {
  readonly #quarantine: Quarantine;
  readonly #onTrouble: (detail: string) => void;
  #waiting: QuarantinedInput[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(quarantine: Quarantine, onTrouble: (detail: string) => void) {
    this.#quarantine = quarantine;
    this.#onTrouble = onTrouble;
  }

  add(entry: QuarantinedInput): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > 2 * MOST_WAITING) this.#waiting.splice(0, this.#waiting.length - MOST_WAITING);
    this.#timer ??= setTimeout(() => void this.flush(), DELAY_MS);
  }

  /** Settles when everything added so far was kept, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting.slice(-MOST_WAITING);
    this.#waiting = [];
    if (entries.length > 0) this.#writing = this.#writing.then(() => this.#keep(entries));
    return this.#writing;
  }

  async #keep(entries: readonly QuarantinedInput[]): Promise<void> {
    try {
      await this.#quarantine.keep(entries);
    } catch (error) {
      this.#onTrouble(`the quarantine could not keep ${entries.length} entries: ${error}`);
    }
  }
}
