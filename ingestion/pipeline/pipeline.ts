import type { ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import { LONGEST_EXCERPT, type Message, type Rejection } from '../observation.ts';
import type { Delivery, Sink } from '../source.ts';
import { BATCH_DEFAULTS, Batcher, type BatchOptions } from './batch.ts';
import { isDataError } from './commit.ts';
import { Deduplicator } from './deduplicate.ts';
import { declaredKind, inferKind } from './infer-kind.ts';
import type { Arrival, ArrivedMessage, MessageStore, Quarantine } from './message-store.ts';
import { PLAUSIBILITY_DEFAULTS, Plausibility, type PlausibilityOptions } from './plausibility.ts';
import { QuarantineBuffer } from './quarantine-buffer.ts';
import { SourceCounts, type SourceStats } from './source-counts.ts';
import type { ThingRegistry } from './thing-registry.ts';
import { Ticket } from './ticket.ts';
import { isFault, validate } from './validate.ts';

export interface PipelineOptions {
  /** How far ahead of our clock a message may be, ms. Ours, configurable: enough for clocks that are set by hand. */
  readonly futureToleranceMs: number;
  readonly batch: BatchOptions;
  readonly plausibility: PlausibilityOptions;
  /** First and longest pause before a failed commit is tried again, ms. */
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  /** How long `stop` waits for a store that is away, ms. */
  readonly stopGraceMs: number;
}

/** All ours, configurable. */
export const PIPELINE_DEFAULTS: PipelineOptions = {
  futureToleranceMs: 60_000,
  batch: BATCH_DEFAULTS,
  plausibility: PLAUSIBILITY_DEFAULTS,
  retryFirstMs: 100,
  retryMostMs: 5_000,
  stopGraceMs: 10_000,
};

export interface PipelineParts {
  readonly store: MessageStore;
  readonly quarantine: Quarantine;
  readonly registry: ThingRegistry;
  readonly clock: Clock;
  /**
   * Detection and push. Called at once and in order of arrival, each message at most once and only forwards in time within its
   * series; the registry stands as it stood after the last of them. The promise, where there is one, settles when the alerts
   * that these messages raised are committed.
   */
  onMessages(messages: readonly ArrivedMessage[]): Promise<void> | void;
  /** Told when the store stops taking messages, and `undefined` when it takes them again. */
  onTrouble?(detail: string | undefined): void;
  readonly options?: Partial<PipelineOptions>;
}

export interface PipelineStats {
  readonly sources: Readonly<Record<string, SourceStats>>;
  /** Accepted and not yet committed, over all sources. */
  readonly pending: number;
  /** Event time of the newest message that was accepted. */
  readonly newestAt?: EventTime;
  /** Why the store does not take messages, while it does not. */
  readonly trouble?: string;
}

/** From sources to store and detectors: validate → plausibility → batch for the disk, and, if it is news, registry → detectors. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #options: PipelineOptions;
  readonly #plausibility: Plausibility;
  readonly #deduplicator = new Deduplicator();
  readonly #quarantine: QuarantineBuffer;
  readonly #batcher: Batcher;
  readonly #counts = new Map<string, SourceCounts>();
  readonly #givingUp = new AbortController();
  #lastArrival: Arrival | undefined;
  #newestAt = -Infinity;
  #trouble: string | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#options = { ...PIPELINE_DEFAULTS, ...parts.options };
    this.#plausibility = new Plausibility(this.#options.plausibility);
    this.#quarantine = new QuarantineBuffer(parts.quarantine, (detail) => this.#setTrouble(detail));
    const { retryFirstMs, retryMostMs } = this.#options;
    this.#batcher = new Batcher(
      parts.store,
      this.#options.batch,
      {
        retryFirstMs,
        retryMostMs,
        isHopeless: isDataError,
        onTrouble: (detail) => this.#setTrouble(detail),
        signal: this.#givingUp.signal,
      },
      (ticket, row, detail) => this.#refusedByStore(ticket, row, detail),
    );
  }

  /** Arrival numbers go on behind what the store has; jumps are measured from where things were last seen. */
  async start(): Promise<void> {
    this.#lastArrival = await this.#parts.store.lastArrival();
    this.#plausibility.seed(this.#lastPositions());
  }

  /** Commits all that was delivered. A store that is away is waited for no longer than the grace; what is lost then was never acknowledged. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#givingUp.abort(), this.#options.stopGraceMs);
    await this.#batcher.flush();
    clearTimeout(timer);
    await this.#quarantine.flush();
  }

  /** The highest arrival number given out. */
  get lastArrival(): Arrival {
    return this.#lastArrival ?? 0;
  }

  /** Every arrival up to this one is committed or will never be: what a detector snapshot may claim to include. */
  get durableArrival(): Arrival {
    const oldest = this.#batcher.oldestPending;
    return oldest === undefined ? this.lastArrival : oldest - 1;
  }

  stats(): PipelineStats {
    const sources: Record<string, SourceStats> = {};
    for (const [id, counts] of this.#counts) sources[id] = counts.stats();
    return {
      sources,
      pending: this.#batcher.pending,
      ...(this.#newestAt > -Infinity && { newestAt: this.#newestAt as EventTime }),
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
    };
  }

  /** The same source id gets the same counts, also after it was started again. */
  sink(sourceId: string): Sink {
    const counts = this.#counts.get(sourceId) ?? new SourceCounts();
    this.#counts.set(sourceId, counts);
    return {
      deliver: (messages) => this.#deliver(sourceId, counts, messages),
      reject: (rejection) => {
        counts.read++;
        this.#reject(sourceId, counts, rejection);
      },
    };
  }

  #deliver(sourceId: string, counts: SourceCounts, messages: readonly Message[]): Delivery {
    if (this.#lastArrival === undefined) throw new Error('the pipeline was not started');
    const now = this.#parts.clock.now();
    const latest = now + this.#options.futureToleranceMs;
    const ticket = new Ticket(this.#lastArrival + 1, messages.length, counts);
    counts.read += messages.length;
    counts.lastMessageAt = now;
    let news: ArrivedMessage[] = [];
    for (let index = 0; index < messages.length; index++) {
      const arrival = ++this.#lastArrival;
      const message = this.#accept(sourceId, ticket, arrival, messages[index]!, latest);
      if (!message) continue;
      const row = { arrival, message };
      counts.accepted();
      this.#batcher.add(row, ticket);
      if (!this.#deduplicator.isNews(message)) {
        counts.late++;
        continue;
      }
      // Detectors look things up while they work: they must meet the registry as it was when the message arrived.
      if (news.length > 0 && this.#parts.registry.mayChange(message)) {
        this.#detect(news, ticket);
        news = [];
      }
      this.#parts.registry.apply(message);
      if (message.time > this.#newestAt) this.#newestAt = message.time;
      news.push(row);
    }
    if (news.length > 0) this.#detect(news, ticket);
    ticket.done();
    this.#batcher.schedule();
    return { ready: this.#batcher.ready, durable: ticket.durable };
  }

  #accept(sourceId: string, ticket: Ticket, arrival: Arrival, input: Message, latest: number): Message | undefined {
    const kind = this.#kindOf(input);
    const outcome = validate(input, kind, latest);
    if (!isFault(outcome)) return outcome.kind === 'position' ? this.#plausibility.judge(outcome, kind) : outcome;
    ticket.refuse(arrival, outcome.reason, outcome.detail);
    this.#reject(sourceId, ticket.counts, { ...outcome, excerpt: JSON.stringify(input).slice(0, LONGEST_EXCERPT) });
    return undefined;
  }

  #kindOf(message: Message): ThingKindName {
    const claimed = message.kind === 'observation' && message.attrs ? declaredKind(message) : undefined;
    return claimed ?? this.#parts.registry.get(message.thing)?.kind ?? inferKind(message);
  }

  #detect(messages: readonly ArrivedMessage[], ticket: Ticket): void {
    try {
      const alertsDurable = this.#parts.onMessages(messages);
      if (!alertsDurable) return;
      ticket.expect();
      alertsDurable.then(
        () => ticket.done(),
        (error) => ticket.fail(error),
      );
    } catch (error) {
      this.#setTrouble(`detection failed: ${error}`);
      ticket.fail(error);
    }
  }

  #refusedByStore(ticket: Ticket, { arrival, message }: ArrivedMessage, detail: string): void {
    ticket.counts.lost();
    ticket.refuse(arrival, 'store_refused', detail);
    const excerpt = JSON.stringify(message).slice(0, LONGEST_EXCERPT);
    for (const [id, counts] of this.#counts)
      if (counts === ticket.counts) this.#reject(id, counts, { reason: 'store_refused', detail, excerpt });
  }

  #reject(source: string, counts: SourceCounts, rejection: Rejection): void {
    counts.rejected(rejection.reason);
    this.#quarantine.add({ ...rejection, source, receivedAt: this.#parts.clock.now() });
  }

  #setTrouble(detail: string | undefined): void {
    this.#trouble = detail;
    this.#parts.onTrouble?.(detail);
  }

  *#lastPositions() {
    for (const { id } of this.#parts.registry.all()) {
      const position = this.#parts.registry.sighting(id)?.position;
      if (position) yield position;
    }
  }
}
