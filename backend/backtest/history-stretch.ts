import type { EventTime } from '../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import type { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import type { RecordedBatch } from '../../scenarios/recorded/recorded.ts';
import { describeKnown } from '../replays/describe-known.ts';
import type { Stretch } from '../replays/stretch.ts';

export interface StoredHistory {
  /** Stored messages whose own time lies in `[from, to)`, in order of arrival. */
  readonly readSpan: (from: EventTime, to: EventTime) => AsyncIterable<readonly ArrivedMessage[]>;
  /** Everything that is known of all things. */
  readonly registry: ThingRegistry;
}

/** What is stored of a time, in order of arrival: each message heard when the newest time so far said. */
export const historyStretch = ({ readSpan, registry }: StoredHistory, from: EventTime, to: EventTime): Stretch => ({
  from,
  to,
  async *heard(): AsyncGenerator<RecordedBatch> {
    const known = [...describeKnown(registry, from)];
    yield { items: known, heardAt: known.map(() => from) };
    let newest: number = from;
    for await (const arrived of readSpan(from, to)) {
      const items = arrived.map(({ message }) => message);
      const heardAt = items.map(({ time }) => {
        newest = Math.max(newest, time);
        return newest;
      });
      yield { items, heardAt };
    }
  },
});
