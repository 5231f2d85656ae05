import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import { aisStreamSource } from '../../ingestion/sources/ais/stream-source.ts';
import type { Recording } from '../../scenarios/scenario.ts';
import { recordedLines } from '../../scenarios/scenario-lines.ts';
import { GatheringSink } from '../fakes/gathering-sink.ts';

/** Midnight in Lanwan, when a day of the harbour scenario begins. */
export const MIDNIGHT = eventTime(Date.parse('2026-09-18T00:00:00+08:00'));

/** A recording, played from `start` through the AIS source: what the stages behind it would get. */
export async function playedThroughAis(recording: Recording, start: EventTime, durationMs: number) {
  const sink = new GatheringSink();
  const source = aisStreamSource({
    id: 'recorded',
    clock: { now: () => start },
    open: async function* () {
      yield* recordedLines(recording, { start, durationMs });
    },
  });
  await source.start(sink, new AbortController().signal);
  return { sink, totals: source.totals() };
}
