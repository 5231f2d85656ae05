import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import { aisStreamSource } from '../../ingestion/sources/ais/stream-source.ts';
import type { Day } from '../../scenarios/scenario.ts';
import { GatheringSink } from '../fakes/gathering-sink.ts';

/** Midnight in Lanwan, when a day of the harbour scenario begins. */
export const MIDNIGHT = eventTime(Date.parse('2026-09-18T00:00:00+08:00'));

/** What a file of its radio traffic would hold. CRLF ends each line, as on the wire (IEC 61162-1). */
export function radioOf(day: Day, from: EventTime, durationMs: number): string {
  const parts: string[] = [];
  for (const { time, lines } of day.play(from)) {
    if (time >= from + durationMs) break;
    for (const line of lines) parts.push(line);
  }
  return parts.map((line) => `${line}\r\n`).join('');
}

/** A day's radio, played from `start` through the AIS source: what the stages behind it would get. */
export async function playedThroughAis(day: Day, start: EventTime, durationMs: number) {
  const sink = new GatheringSink();
  const source = aisStreamSource({
    id: 'recorded',
    clock: { now: () => start },
    open: async function* () {
      yield new TextEncoder().encode(radioOf(day, start, durationMs));
    },
  });
  await source.start(sink, new AbortController().signal);
  return { sink, totals: source.totals() };
}
