import { thingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type {
  Detection,
  Message,
  Observation,
  Position,
  Report,
  ThingDescription,
  Warning,
} from '../../ingestion/observation.ts';
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

/** What a camera saw: how many of each class; none of a class with 0. */
export const aDetection = (
  camera: string,
  time: number,
  seen: Readonly<Record<string, number>> = {},
  rest: Partial<Detection> = {},
): Detection => ({
  kind: 'detection',
  thing: thingId(camera),
  time: eventTime(time),
  groups: Object.entries(seen).flatMap(([name, n]) => (n > 0 ? { class: name, n, maxScore: 0.9 } : [])),
  quality: 'good',
  ...rest,
});

export const aReport = (id: string, time: number, rest: Partial<Report> = {}): Report => ({
  kind: 'report',
  thing: thingId('hotline-12345'),
  id,
  time: eventTime(time),
  channel: '12345',
  text: '楼下一直有很大的汽油味',
  ...rest,
});

export const aWarning = (id: string, time: number, rest: Partial<Warning> = {}): Warning => ({
  kind: 'warning',
  thing: thingId('met-bureau'),
  id,
  time: eventTime(time),
  status: 'alert',
  event: '暴雨',
  severity: 'severe',
  headline: '暴雨橙色预警',
  ...rest,
});

/** Numbers messages in order, from `first` on. */
export const arrived = (messages: readonly Message[], first: Arrival = 1): ArrivedMessage[] =>
  messages.map((message, index) => ({ arrival: first + index, message }));
