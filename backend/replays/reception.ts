import type { Clock, EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { ArrivedMessage, MessageStore } from '../../ingestion/pipeline/message-store.ts';
import { Pipeline } from '../../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';

/** Keeps nothing: there is nobody to acknowledge to. */
const NOWHERE: MessageStore = {
  append: async (batch) => ({ stored: batch.length, duplicates: 0 }),
  lastArrival: async () => 0,
  async *readFrom() {},
};

/** Ingestion without a store: what sources say in, what detectors get out. The same pipeline as live, so validation, plausibility and duplicates are the same. */
export class Reception {
  readonly #pipeline: Pipeline;
  #heardAt = 0;
  #news: Message[] = [];

  private constructor() {
    const clock: Clock = { now: () => this.#heardAt as EventTime };
    this.#pipeline = new Pipeline({
      store: NOWHERE,
      quarantine: { keep: async () => undefined },
      registry: new ThingRegistry(),
      clock,
      onMessages: (messages: readonly ArrivedMessage[]) => {
        for (const { message } of messages) this.#news.push(message);
      },
    });
  }

  static async open(): Promise<Reception> {
    const reception = new Reception();
    await reception.#pipeline.start();
    return reception;
  }

  /** Those of `messages` that detectors get. `heardAt` is what the clock shows: what lies further ahead of it than a clock may be wrong is refused. */
  hear(heardAt: EventTime, messages: readonly Message[]): readonly Message[] {
    this.#heardAt = heardAt;
    this.#news = [];
    this.#pipeline
      .sink('isolated')
      .deliver(messages)
      .durable.catch(() => undefined);
    return this.#news;
  }

  /** Await it now and then: what was heard is let go of meanwhile. */
  settled(): Promise<void> {
    return this.#pipeline.stop();
  }
}
