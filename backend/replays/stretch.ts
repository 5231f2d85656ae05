import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import { describeInventory } from '../../ingestion/sources/inventory/describe-inventory.ts';
import { playedMessages } from '../../scenarios/played-messages.ts';
import type { RecordedBatch } from '../../scenarios/recorded/recorded.ts';
import type { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import type { Day, Intervention, Outcome, Scenario } from '../../scenarios/scenario.ts';
import { Reception } from './reception.ts';

/** A stretch of event time that can be lived through again, as often as anyone likes. */
export interface Stretch {
  readonly from: EventTime;
  /** Not inside. */
  readonly to: EventTime;
  /** What detectors get, in order of arrival, from the first moment on. */
  heard(): AsyncIterable<RecordedBatch>;
  /** What really was, where its author knows. Detectors never see it. */
  outcome?(): Outcome;
}

export interface DayChoice {
  readonly scenario: Scenario;
  readonly city: CityModel;
  readonly seed: number;
  readonly start: EventTime;
  readonly interventions?: readonly Intervention[];
  /** Ordinary readings come so many times more seldom. */
  readonly thin?: number;
}

/** Messages of a day between two breaths of the event loop. Ours: a few ms. */
const BREATH = 2048;

/** A scenario's day, through the pipeline that live messages go through. */
export function dayStretch({ scenario, ...settings }: DayChoice): Stretch {
  const day = scenario.begin(settings);
  return {
    from: settings.start,
    to: eventTime(settings.start + scenario.durationMs),
    heard: () => heardOf(day, settings),
    outcome: () => day.outcome(),
  };
}

async function* heardOf(day: Day, { city, start }: Pick<DayChoice, 'city' | 'start'>): AsyncGenerator<RecordedBatch> {
  const reception = await Reception.open();
  let items: RecordedBatch['items'][number][] = [...reception.hear(start, describeInventory(city, start))];
  let heardAt = items.map((): number => start);
  for (const { time, messages } of playedMessages(day, start)) {
    for (const message of reception.hear(time, messages)) {
      items.push(message);
      heardAt.push(time);
    }
    if (items.length < BREATH) continue;
    yield { items, heardAt };
    items = [];
    heardAt = [];
    await reception.settled();
    await nextTurn();
  }
  if (items.length > 0) yield { items, heardAt };
}

/** A recording: what it holds passed the pipeline when it was made. The reader is the caller's to close. @throws RangeError when it is empty. */
export function recordingStretch(reader: RecordingReader): Stretch {
  const { from, to } = reader.info;
  if (from === undefined || to === undefined) throw new RangeError('the recording is empty');
  return { from, to, heard: () => reader.read() };
}
