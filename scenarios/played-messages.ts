import { type EventTime, eventTime } from '../geodata/model/time.ts';
import type { Message, Rejection } from '../ingestion/observation.ts';
import { AisIntake } from '../ingestion/sources/ais/intake.ts';
import { readNumbers } from '../ingestion/sources/ais/read-numbers.ts';
import type { Day, Heard } from './scenario.ts';

const encoder = new TextEncoder();

/** Radio sentences through the AIS source's own reader, moment by moment, so that what is decoded keeps its place among other messages. */
export class HeardDecoder {
  #now = eventTime(0);
  readonly #intake: AisIntake;

  /** `reject` is told of every sentence that cannot be read. */
  constructor(reject: (rejection: Rejection) => void = () => undefined) {
    this.#intake = new AisIntake({ clock: { now: () => this.#now }, live: false, reject });
  }

  /** What was read so far, as `SourceStatus.read` has it. */
  read(): Readonly<Record<string, number>> {
    return readNumbers(this.#intake.totals());
  }

  /** What was heard, as messages, in the order in which it was heard. */
  messages({ time, lines, messages }: Heard): readonly Message[] {
    if (lines.length === 0) return messages;
    this.#now = time;
    this.#intake.push(encoder.encode(`${lines.join('\r\n')}\r\n`));
    const decoded = this.#intake.take();
    return messages.length === 0 ? decoded : [...decoded, ...messages];
  }
}

/** A day at full speed, from a moment on: the same messages that its live play delivers, in the same order. */
export function* playedMessages(
  day: Day,
  from: EventTime,
): Generator<{ readonly time: EventTime; readonly messages: readonly Message[] }> {
  const decoder = new HeardDecoder();
  for (const heard of day.play(from)) yield { time: heard.time, messages: decoder.messages(heard) };
}
