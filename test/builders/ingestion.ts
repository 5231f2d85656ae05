import { type Clock, wallClock } from '../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { Pipeline, type PipelineOptions } from '../../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import { FakeMessageStore, FakeQuarantine } from '../fakes/message-store.ts';

export interface IngestionOptions {
  readonly store?: FakeMessageStore;
  readonly clock?: Clock;
  readonly options?: Partial<PipelineOptions>;
  onMessages?(messages: readonly ArrivedMessage[]): Promise<void> | void;
}

/** A started pipeline over a store in memory. */
export async function startIngestion({
  store = new FakeMessageStore(),
  clock = wallClock,
  ...more
}: IngestionOptions = {}) {
  const quarantine = new FakeQuarantine();
  const registry = new ThingRegistry();
  const pipeline = new Pipeline({
    store,
    quarantine,
    registry,
    clock,
    onMessages: (messages) => more.onMessages?.(messages),
    options: { retryFirstMs: 1, retryMostMs: 5, stopGraceMs: 1000, ...more.options },
  });
  await pipeline.start();
  return { store, quarantine, registry, pipeline, sink: pipeline.sink('mqtt') };
}

/** Waits for `isTrue` without saying how long it may take; the test's own time limit does. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}
