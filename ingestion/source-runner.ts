import type { Sink, Source, SourceStatus } from './source.ts';

export interface SourceReport extends SourceStatus {
  readonly id: string;
}

/** Starts sources and keeps what became of them. A source that fails stays listed; the others carry on. */
export class SourceRunner {
  readonly #sinkFor: (sourceId: string) => Sink;
  readonly #sources: Source[] = [];
  readonly #stopping = new AbortController();

  constructor(sinkFor: (sourceId: string) => Sink) {
    this.#sinkFor = sinkFor;
  }

  /** Settles as the source's own `start` does; after {@link stop} it resolves, whatever the source says. */
  async start(source: Source): Promise<void> {
    this.#sources.push(source);
    try {
      await source.start(this.#sinkFor(source.id), this.#stopping.signal);
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw error;
    }
  }

  list(): SourceReport[] {
    return this.#sources.map((source) => ({ id: source.id, ...source.status() }));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#sources.map((source) => source.stop()));
  }
}
