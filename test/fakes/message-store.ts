import type { Message } from '../../ingestion/observation.ts';
import type {
  Appended,
  Arrival,
  ArrivedMessage,
  MessageStore,
  Quarantine,
  QuarantinedInput,
} from '../../ingestion/pipeline/message-store.ts';

export const keyOf = (message: Message): string =>
  message.kind === 'observation'
    ? `${message.thing}/${message.datastream}@${message.time}`
    : `${message.kind}:${message.thing}@${message.time}`;

/** A store in memory that keeps the contract (all or nothing, first row of a key wins) and can be made slow, full or broken. */
export class FakeMessageStore implements MessageStore {
  readonly rows = new Map<string, ArrivedMessage>();
  /** Sizes of the batches that were committed, in order. */
  readonly batches: number[] = [];
  /** The failures to answer the next appends with, one each. */
  readonly failures: Error[] = [];
  /** Rows that can never be stored: their batch fails as a data error. */
  isPoison: (row: ArrivedMessage) => boolean = () => false;
  namesDuplicates = true;
  #last: Arrival = 0;
  #released: Promise<void> = Promise.resolve();

  constructor(last: Arrival = 0) {
    this.#last = last;
  }

  get messages(): Message[] {
    return [...this.rows.values()].map((row) => row.message);
  }

  /** Appends wait until the returned function is called. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#released = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async append(batch: readonly ArrivedMessage[]): Promise<Appended> {
    await this.#released;
    const failure = this.failures.shift();
    if (failure) throw failure;
    if (batch.some(this.isPoison)) throw Object.assign(new Error('invalid byte sequence'), { code: '22021' });
    this.batches.push(batch.length);
    const duplicateArrivals: Arrival[] = [];
    for (const row of batch) {
      const key = keyOf(row.message);
      if (this.rows.has(key)) duplicateArrivals.push(row.arrival);
      else this.rows.set(key, row);
      this.#last = Math.max(this.#last, row.arrival);
    }
    const duplicates = duplicateArrivals.length;
    return { stored: batch.length - duplicates, duplicates, ...(this.namesDuplicates && { duplicateArrivals }) };
  }

  async lastArrival(): Promise<Arrival> {
    return this.#last;
  }

  async *readFrom(after: Arrival): AsyncIterable<readonly ArrivedMessage[]> {
    yield [...this.rows.values()].filter((row) => row.arrival > after).sort((a, b) => a.arrival - b.arrival);
  }
}

export class FakeQuarantine implements Quarantine {
  readonly entries: QuarantinedInput[] = [];

  async keep(entries: readonly QuarantinedInput[]): Promise<void> {
    this.entries.push(...entries);
  }
}
