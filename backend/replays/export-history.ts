import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventTime } from '../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import type { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import { Recorder } from '../../scenarios/recorder.ts';
import { UserError } from '../errors.ts';
import { describeKnown } from './describe-known.ts';

export interface HistorySource {
  /** Stored messages whose own time lies in `[from, to)`, in order of arrival. */
  readonly readSpan: (from: EventTime, to: EventTime) => AsyncIterable<readonly ArrivedMessage[]>;
  readonly registry: ThingRegistry;
  readonly program: string;
}

/** Writes a stretch of what is stored as a recording: in order of arrival, each heard when the newest time so far said. @throws UserError when there is nothing in it. */
export async function exportHistory(
  source: HistorySource,
  from: EventTime,
  to: EventTime,
  path: string,
): Promise<void> {
  const { readSpan, registry, program } = source;
  const recorder = await Recorder.create(path, { name: '历史回放', from, to, program });
  for (const description of describeKnown(registry, from)) recorder.add(from, description);
  let heard = 0;
  for await (const arrived of readSpan(from, to)) {
    for (const { message } of arrived) recorder.add(message.time, message);
    heard += arrived.length;
    await recorder.ready;
    await nextTurn();
  }
  await recorder.close();
  if (heard === 0) {
    throw new UserError('empty-history', 'nothing is stored of that time', {
      status: 409,
      field: 'source',
      next: 'Choose a time within what the store holds.',
    });
  }
}
