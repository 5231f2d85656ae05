import { thingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Message, Observation, Position, ThingDescription } from '../../ingestion/observation.ts';
import type { Arrival, ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';

/** A Wednesday noon, UTC. */
export const NOON = Date.parse('2026-11-18T12:00:00Z');

export const anObservation = (
  thing: string,
  datastream: string,
  time: number,
  value: number,
  rest: Partial<Observation> = {},
): Observation => ({
  kind: 'observation',
  thing: thingId(thing),
  datastream,
  time: eventTime(time),
  value,
  quality: 'good',
  ...rest,
});

export const aPosition = (thing: string, time: number, rest: Partial<Position> = {}): Position => ({
  kind: 'position',
  thing: thingId(thing),
  time: eventTime(time),
  lon: 114.5,
  lat: 22.5,
  quality: 'good',
  ...rest,
});

export const aDescription = (thing: string, time: number, rest: Partial<ThingDescription> = {}): ThingDescription => ({
  kind: 'thing',
  thing: thingId(thing),
  time: eventTime(time),
  thingKind: 'vessel',
  ...rest,
});

/** Numbers messages in order, from `first` on. */
export const arrived = (messages: readonly Message[], first: Arrival = 1): ArrivedMessage[] =>
  messages.map((message, index) => ({ arrival: first + index, message }));
