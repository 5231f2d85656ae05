import type { Clock } from '../../geodata/model/time.ts';
import type { Arrival, ArrivedMessage, MessageStore } from '../../ingestion/pipeline/message-store.ts';
import { type DetectorRuntime, type RuntimeSnapshot, SNAPSHOT_FORMAT } from './detector-runtime.ts';

/** Where snapshots survive a restart. */
export interface SnapshotStore {
  save(name: string, arrival: Arrival, state: unknown): Promise<void>;
  load(name: string): Promise<{ readonly arrival: Arrival; readonly state: unknown } | undefined>;
}

export interface CheckpointParts {
  readonly runtime: DetectorRuntime;
  readonly snapshots: SnapshotStore;
  readonly messages: Pick<MessageStore, 'readFrom'>;
  readonly clock: Clock;
  /** The last message that went through the runtime. */
  lastArrival(): Arrival;
  /** Settles once every message up to this one, and every alert that they raised, is committed. */
  durable(arrival: Arrival): Promise<void>;
}

const NAME = 'detectors';

/** How long we must have been away for it to count as an absence of ours, ms; a restart takes seconds. Ours. */
const ABSENCE_MS = 60_000;

/** Keeps the detectors' memory over restarts: a snapshot that names the last message it includes, and the messages behind it read back from the store. */
export class Checkpoints {
  readonly #parts: CheckpointParts;
  #saving: Promise<void> | undefined;

  constructor(parts: CheckpointParts) {
    this.#parts = parts;
  }

  /** Brings the runtime to where it was. `process` hands messages to it as the pipeline does. Returns how many were read back. */
  async recover(process: (messages: readonly ArrivedMessage[]) => Promise<void> | void): Promise<number> {
    const { runtime, snapshots, messages, clock } = this.#parts;
    const loaded = await snapshots.load(NAME);
    const state = loaded?.state as RuntimeSnapshot | undefined;
    // One of another version's format is no use: everything is read back instead.
    const saved = state?.format === SNAPSHOT_FORMAT ? loaded : undefined;
    if (saved) runtime.restore(state!);
    let count = 0;
    for await (const batch of messages.readFrom(saved?.arrival ?? 0)) {
      count += batch.length;
      await process(batch);
    }
    const absentMs = clock.now() - (runtime.newest ?? clock.now());
    if (absentMs > ABSENCE_MS) runtime.resumeAfter(absentMs);
    return count;
  }

  /** Takes a snapshot now and saves it when all that it includes is durable. One at a time: a call while one is under way joins it. */
  save(): Promise<void> {
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  async #save(): Promise<void> {
    const { runtime, snapshots } = this.#parts;
    const arrival = this.#parts.lastArrival();
    const state = runtime.snapshot();
    await this.#parts.durable(arrival);
    await snapshots.save(NAME, arrival, state);
  }
}
