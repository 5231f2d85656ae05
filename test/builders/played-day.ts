import { createHash } from 'node:crypto';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { playedMessages } from '../../scenarios/played-messages.ts';
import type { Day, DaySettings, Scenario } from '../../scenarios/scenario.ts';
import { smallTown } from './small-town.ts';

/** A Friday, local midnight. */
export const MIDNIGHT = Date.parse('2026-09-18T00:00:00+08:00');

/** The scenario's day of that date, in the small city unless told otherwise. */
export const aDay = (scenario: Scenario, settings: Partial<DaySettings> = {}): Day =>
  scenario.begin({ city: smallTown(), seed: 1, start: startOf(scenario), ...settings });

export const startOf = (scenario: Scenario): EventTime => eventTime(MIDNIGHT + scenario.startsAtMs);

/** Everything that was said in `[from, to)`, in the order in which it was heard. */
export function messagesOf(day: Day, from: number, to = Infinity): Message[] {
  const all: Message[] = [];
  for (const { time, messages } of playedMessages(day, eventTime(from))) {
    if (time >= to) break;
    all.push(...messages);
  }
  return all;
}

export function digestOf(messages: readonly Message[]): string {
  const hash = createHash('sha256');
  for (const message of messages) hash.update(`${JSON.stringify(message)}\n`);
  return hash.digest('hex');
}
