import { type CommitOptions, type CommitOutcome, commit } from './commit.ts';
import type { Arrival, ArrivedMessage, MessageStore } from './message-store.ts';
import type { Ticket } from './ticket.ts';

export interface BatchOptions {
  /** Rows of one commit at most. */
  readonly maxRows: number;
  /** How long the first row of a commit waits for company while traffic is dense, ms; when it is sparse nobody waits. */
  readonly maxDelayMs: number;
  /** Commits under way at the same time. */
  readonly commitsInFlight: number;
  /** Rows not yet committed beyond which sources are asked to wait; they go on at half of it. */
  readonly mostPending: number;
}

/** Ours, configurable: commits below some thousands of rows cost 15–25 % of the throughput, more than 10,000 gain nothing. */
export const BATCH_DEFAULTS: BatchOptions = {
  maxRows: 10_000,
  maxDelayMs: 25,
  commitsInFlight: 1,
  mostPending: 50_000,
};

/** A commit with no more rows than this says that traffic is sparse: a sender that waits for each answer is not made to wait longer. Ours. */
const SPARSE_ROWS = 8;

interface Batch {
  readonly rows: ArrivedMessage[];
  /** Whose rows these are, in order. A delivery may span several batches. */
  readonly tickets: Ticket[];
}

interface Gate {
  readonly promise: Promise<void>;
  readonly open: () => void;
}

const OPEN = Promise.resolve();

/** Group commit: while one batch is on its way to the disk, the next one collects. Batches start in order of arrival. */
export class Batcher {
  readonly #store: MessageStore;
  readonly #options: BatchOptions;
  readonly #commit: CommitOptions;
  readonly #onRefused: (ticket: Ticket, row: ArrivedMessage, detail: string) => void;
  #open: Batch = { rows: [], tickets: [] };
  readonly #full: Batch[] = [];
  readonly #inFlight = new Set<Batch>();
  #pending = 0;
  #lastRows = 0;
  #isDue = false;
  #timer: NodeJS.Timeout | undefined;
  #gate: Gate | undefined;
  #drained: Gate | undefined;

  constructor(
    store: MessageStore,
    options: BatchOptions,
    commitOptions: CommitOptions,
    onRefused: (ticket: Ticket, row: ArrivedMessage, detail: string) => void,
  ) {
    this.#store = store;
    this.#options = options;
    this.#commit = commitOptions;
    this.#onRefused = onRefused;
  }

  get pending(): number {
    return this.#pending;
  }

  /** Settles when there is room for more. */
  get ready(): Promise<void> {
    return this.#gate?.promise ?? OPEN;
  }

  /** The oldest arrival that is not committed, or `undefined` when all are. */
  get oldestPending(): Arrival | undefined {
    const [oldest] = this.#inFlight;
    return (oldest ?? this.#full[0] ?? this.#open).rows[0]?.arrival;
  }

  add(row: ArrivedMessage, ticket: Ticket): void {
    const { rows, tickets } = this.#open;
    rows.push(row);
    if (tickets[tickets.length - 1] !== ticket) {
      tickets.push(ticket);
      ticket.expect();
    }
    this.#pending++;
    if (rows.length >= this.#options.maxRows) this.#close();
  }

  /** To be called after the rows of a delivery were added. */
  schedule(): void {
    if (this.#pending > this.#options.mostPending) this.#gate ??= createGate();
    this.#pump();
  }

  /** Commits what there is without waiting for more; settles when nothing is pending. */
  flush(): Promise<void> {
    if (this.#pending === 0) return OPEN;
    this.#drained ??= createGate();
    this.#pump();
    return this.#drained.promise;
  }

  #close(): void {
    this.#full.push(this.#open);
    this.#open = { rows: [], tickets: [] };
    this.#isDue = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #pump(): void {
    while (this.#inFlight.size < this.#options.commitsInFlight) {
      if (this.#full.length === 0 && this.#open.rows.length > 0 && (this.#isDue || this.#drained)) this.#close();
      const batch = this.#full.shift();
      if (!batch) break;
      void this.#run(batch);
    }
    if (this.#open.rows.length > 0 && !this.#isDue)
      this.#timer ??= setTimeout(this.#becomeDue, this.#lastRows <= SPARSE_ROWS ? 0 : this.#options.maxDelayMs);
  }

  readonly #becomeDue = (): void => {
    this.#timer = undefined;
    this.#isDue = true;
    this.#pump();
  };

  async #run(batch: Batch): Promise<void> {
    this.#inFlight.add(batch);
    this.#lastRows = batch.rows.length;
    try {
      this.#settle(batch, await commit(this.#store, batch.rows, this.#commit));
    } catch (error) {
      for (const ticket of batch.tickets) ticket.fail(error);
    }
    this.#inFlight.delete(batch);
    this.#pending -= batch.rows.length;
    if (this.#gate && this.#pending <= this.#options.mostPending / 2) {
      this.#gate.open();
      this.#gate = undefined;
    }
    if (this.#pending === 0) {
      this.#drained?.open();
      this.#drained = undefined;
    }
    this.#pump();
  }

  #settle({ rows, tickets }: Batch, outcome: CommitOutcome): void {
    const refused = new Map(outcome.refused.map(({ row, detail }) => [row.arrival, detail]));
    const duplicates = outcome.duplicateArrivals && new Set(outcome.duplicateArrivals);
    // A store that does not say which rows were duplicates leaves only their number: the first deliveries get them.
    let unnamed = duplicates ? 0 : outcome.duplicates;
    let at = 0;
    for (const ticket of tickets) {
      const begin = at;
      let [taken, doubled] = [0, 0];
      for (; at < rows.length && rows[at]!.arrival <= ticket.last; at++) {
        const row = rows[at]!;
        const detail = refused.size > 0 ? refused.get(row.arrival) : undefined;
        if (detail !== undefined) this.#onRefused(ticket, row, detail);
        else if (duplicates?.has(row.arrival)) doubled++;
        else taken++;
      }
      const share = Math.min(unnamed, taken, at - begin);
      unnamed -= share;
      ticket.done(taken - share, doubled + share);
    }
  }
}

function createGate(): Gate {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
