import type { EventTime } from '../../geodata/model/time.ts';

/** What became of the input of one source since the pipeline started. */
export interface SourceStats {
  /** Messages delivered, and inputs rejected before they became messages. */
  readonly read: number;
  readonly stored: number;
  readonly duplicates: number;
  /** Older than the newest of their series: stored, never detected. Second copies are among them. */
  readonly late: number;
  /** How many were refused, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** When the source was last heard, by the pipeline's clock. */
  readonly lastMessageAt?: EventTime;
  /** Accepted and not yet committed. */
  readonly pending: number;
}

export class SourceCounts {
  read = 0;
  late = 0;
  lastMessageAt: EventTime | undefined;
  #stored = 0;
  #duplicates = 0;
  #pending = 0;
  readonly #rejected = new Map<string, number>();

  accepted(): void {
    this.#pending++;
  }

  settled(stored: number, duplicates: number): void {
    this.#stored += stored;
    this.#duplicates += duplicates;
    this.#pending -= stored + duplicates;
  }

  /** Takes back {@link accepted}: the store will never have the row. */
  lost(): void {
    this.#pending--;
  }

  rejected(reason: string): void {
    this.#rejected.set(reason, (this.#rejected.get(reason) ?? 0) + 1);
  }

  stats(): SourceStats {
    return {
      read: this.read,
      stored: this.#stored,
      duplicates: this.#duplicates,
      late: this.late,
      rejected: Object.fromEntries(this.#rejected),
      ...(this.lastMessageAt !== undefined && { lastMessageAt: this.lastMessageAt }),
      pending: this.#pending,
    };
  }
}
