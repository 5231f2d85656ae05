import type { Sink, Source, SourceStatus } from './source.ts';

export interface SourceReport extends SourceStatus {
  readonly id: string;
}

/** Starts sources and keeps what became of them. A source that fails is reported and stays listed; the others carry on. */
export class SourceRunner {
  readonly #sinkFor: (sourceId: string) => Sink;
  readonly #onFailure: (sourceId: string, error: unknown) => void;
  readonly #sources: Source[] = [];
  readonly #stopping = new AbortController();

  constructor(sinkFor: (sourceId: string) => Sink, onFailure: (sourceId: string, error: unknown) => void) {
    this.#sinkFor = sinkFor;
    this.#onFailure = onFailure;
  }

  start(source: Source): void {
    this.#sources.push(source);
    source.start(this.#sinkFor(source.id), this.#stopping.signal).catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#onFailure(source.id, error);
    });
  }

  list(): SourceReport[] {
    return this.#sources.map((source) => ({ id: source.id, ...source.status() }));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#sources.map((source) => source.stop()));
  }
}
