/**
 * What goes over the socket namespace `/live`, and `/replays/<id>` alike. Node-free: the browser imports this file too.
 *
 * Alerts, incidents and tasks travel as JSON diffs with a sequence number, at once and every one of them. Moving things travel as
 * binary columnar frames at a steady cadence, only for the client's view, latest position only.
 */
import type { FloodNotice } from '../api/alarm-contract.ts';
import type { AlertView, IncidentView, SourceView, ThingView } from '../api/contract.ts';
import type { TaskView } from '../api/task-contract.ts';

export const LIVE_NAMESPACE = '/live';
export const PROTOCOL_VERSION = 1;

/** Where a replay is watched, so that it can never be mistaken for what is live. */
export const replayNamespace = (id: string): string => `/replays/${id}`;

/** The client's place in the stream of diffs. `epoch` changes when the server restarts and its numbering with it. */
export interface Resume {
  readonly epoch: string;
  readonly sequence: number;
}

export interface View {
  /** `[west, south, east, north]`, degrees; west > east crosses the antimeridian. */
  readonly bounds: readonly [number, number, number, number];
  readonly zoom: number;
}

/** All of the queue as it stands; what follows are diffs from `sequence` on. */
export interface Snapshot extends Resume {
  readonly alerts: readonly AlertView[];
  readonly incidents: readonly IncidentView[];
  /** Those of these incidents, and others that are not over. */
  readonly tasks: readonly TaskView[];
}

/** Applied in this order: remove, add, update. `update` carries the whole new value. */
export interface Diff {
  readonly sequence: number;
  readonly remove: {
    readonly alerts?: readonly string[];
    readonly incidents?: readonly string[];
    readonly tasks?: readonly string[];
  };
  readonly add: QueueItems;
  readonly update: QueueItems;
}

interface QueueItems {
  readonly alerts?: readonly AlertView[];
  readonly incidents?: readonly IncidentView[];
  readonly tasks?: readonly TaskView[];
}

/** Once a second: what time it is in the city, how old its data are, and how the parts are. */
export interface Pulse {
  /** The server's clock, epoch ms. */
  readonly now: number;
  /** Event time of the newest message; absent before the first. */
  readonly dataAt?: number;
  readonly messagesPerSecond: number;
  readonly sources: readonly SourceView[];
  /** Frames this client did not get because it was too slow; they were replaced by newer ones. */
  readonly framesSkipped: number;
  /** Name of the scenario being played, when one is. */
  readonly scenario?: string;
  /** Which replay this is, when it is one, and how its clock runs. */
  readonly replay?: { readonly id: string; readonly state: string; readonly speed: number | 'max' };
}

/**
 * The newest readings of things that stay in place, in columns of equal length; only what lies in the client's view. After a `view` all of them, then every two
 * seconds those that changed.
 */
export interface Readings {
  /** True when it holds everything in view; else only what changed since the last message. */
  readonly full: boolean;
  /** Event time of the newest of them, epoch ms. */
  readonly at: number;
  /** Names that {@link datastream} counts, from 0. */
  readonly datastreams: readonly string[];
  /** The thing, as named in a roster before. */
  readonly number: readonly number[];
  readonly datastream: readonly number[];
  /** In the datastream's own unit. */
  readonly value: readonly number[];
  /** How long before `at` it was measured, ms. */
  readonly ageMs: readonly number[];
  /** 0 good, 1 suspect, 2 bad. */
  readonly quality: readonly number[];
}

/** A warning of an authority that is in force. Times are ISO 8601. */
export interface WarningNotice {
  readonly id: string;
  readonly event: string;
  readonly severity: 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown';
  readonly grade?: 1 | 2 | 3 | 4;
  readonly headline: string;
  /** In words; absent: the whole city. */
  readonly area?: string;
  readonly from: string;
  /** Absent: until it is called off. */
  readonly to?: string;
}

/** All warnings in force, in the order in which they came; told on hello and whenever they change. */
export interface Warnings {
  readonly warnings: readonly WarningNotice[];
}

/**
 * Whether more alarms come than can be worked through one by one, by which the queue switches to groups and back; told on hello, when it begins or ends, and once a second while the counts
 * move. Counts are of the whole city.
 */
export type Alarms = FloodNotice;

/** What a citizen or a patrol told. */
export interface ReportNotice {
  readonly id: string;
  readonly text: string;
  readonly channel: '12345' | 'app' | 'patrol';
  readonly position?: readonly [lon: number, lat: number];
  readonly time: string;
  readonly category?: string;
}

/** Reports the client has not been told of, oldest first; on hello the newest 50. Then `full` is true: what it knew before is no more. */
export interface Reports {
  readonly full: boolean;
  readonly reports: readonly ReportNotice[];
}

/** Names and descriptions for the numbers that frames and readings use; sent before the first message that uses them. */
export interface Roster {
  readonly things: readonly (ThingView & { readonly number: number })[];
}

export interface ServerEvents {
  snapshot(snapshot: Snapshot): void;
  diff(diff: Diff): void;
  pulse(pulse: Pulse): void;
  roster(roster: Roster): void;
  readings(readings: Readings): void;
  warnings(warnings: Warnings): void;
  reports(reports: Reports): void;
  alarms(alarms: Alarms): void;
  /** See {@link decodeFrame}. */
  frame(frame: ArrayBuffer): void;
}

export interface ClientEvents {
  /** First message after connecting. With a `resume` that the server still remembers, only the missed diffs follow; else a snapshot. */
  hello(options: { readonly version: number; readonly resume?: Resume }): void;
  /** What the client looks at; answered by a full frame. */
  view(view: View): void;
}

/** Positions of `count` things in columns of equal length. Absent numbers are NaN (speed, course, heading) or 15 (status). */
export interface Frame {
  readonly sequence: number;
  /** True when it holds everything in view; else only what moved since the last frame. */
  readonly full: boolean;
  readonly count: number;
  readonly number: Uint32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Event time of each position, epoch ms. */
  readonly time: Float64Array;
  readonly speedKn: Float32Array;
  readonly courseDeg: Float32Array;
  readonly headingDeg: Float32Array;
  readonly status: Uint8Array;
  /** 0 good, 1 suspect, 2 bad. */
  readonly quality: Uint8Array;
}

const MAGIC = 0x56;
const HEADER_BYTES = 24;
const BYTES_PER_THING = 24;
const DEGREE = 1e7;
const TENTH = 10;
const ABSENT = 0xffff;
/** Longest age a frame can carry, ms (49.7 days); older positions are shown as this old. */
const OLDEST_MS = 0xffffffff;

/** Little-endian columns: number u32, lon i32 (1e-7°), lat i32, age u32 (ms before the header's time), speed, course, heading u16 (tenths), status u8, quality u8. */
export function encodeFrame(frame: Frame): ArrayBuffer {
  const { count } = frame;
  const buffer = new ArrayBuffer(HEADER_BYTES + count * BYTES_PER_THING);
  const header = new DataView(buffer);
  let newest = 0;
  for (let i = 0; i < count; i++) newest = Math.max(newest, frame.time[i]!);
  header.setUint8(0, MAGIC);
  header.setUint8(1, PROTOCOL_VERSION);
  header.setUint16(2, frame.full ? 1 : 0, true);
  header.setUint32(4, count, true);
  header.setUint32(8, frame.sequence, true);
  header.setFloat64(16, newest, true);
  const columns = columnsOf(buffer, count);
  for (let i = 0; i < count; i++) {
    columns.number[i] = frame.number[i]!;
    columns.lon[i] = Math.round(frame.lon[i]! * DEGREE);
    columns.lat[i] = Math.round(frame.lat[i]! * DEGREE);
    columns.age[i] = Math.min(OLDEST_MS, newest - frame.time[i]!);
    columns.speed[i] = toTenths(frame.speedKn[i]!);
    columns.course[i] = toTenths(frame.courseDeg[i]!);
    columns.heading[i] = toTenths(frame.headingDeg[i]!);
    columns.status[i] = frame.status[i]!;
    columns.quality[i] = frame.quality[i]!;
  }
  return buffer;
}

/** @throws RangeError when the buffer is no frame of this version. */
export function decodeFrame(buffer: ArrayBuffer): Frame {
  const header = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES || header.getUint8(0) !== MAGIC) throw new RangeError('not a position frame');
  if (header.getUint8(1) !== PROTOCOL_VERSION)
    throw new RangeError(`frame version ${header.getUint8(1)}, expected ${PROTOCOL_VERSION}`);
  const count = header.getUint32(4, true);
  if (buffer.byteLength !== HEADER_BYTES + count * BYTES_PER_THING)
    throw new RangeError(`frame of ${count} things has ${buffer.byteLength} bytes`);
  const newest = header.getFloat64(16, true);
  const columns = columnsOf(buffer, count);
  return {
    sequence: header.getUint32(8, true),
    full: (header.getUint16(2, true) & 1) === 1,
    count,
    number: columns.number,
    lon: Float64Array.from(columns.lon, (value) => value / DEGREE),
    lat: Float64Array.from(columns.lat, (value) => value / DEGREE),
    time: Float64Array.from(columns.age, (age) => newest - age),
    speedKn: Float32Array.from(columns.speed, fromTenths),
    courseDeg: Float32Array.from(columns.course, fromTenths),
    headingDeg: Float32Array.from(columns.heading, fromTenths),
    status: columns.status,
    quality: columns.quality,
  };
}

function columnsOf(buffer: ArrayBuffer, count: number) {
  let offset = HEADER_BYTES;
  const take = (bytes: number) => {
    const start = offset;
    offset += bytes * count;
    return start;
  };
  return {
    number: new Uint32Array(buffer, take(4), count),
    lon: new Int32Array(buffer, take(4), count),
    lat: new Int32Array(buffer, take(4), count),
    age: new Uint32Array(buffer, take(4), count),
    speed: new Uint16Array(buffer, take(2), count),
    course: new Uint16Array(buffer, take(2), count),
    heading: new Uint16Array(buffer, take(2), count),
    status: new Uint8Array(buffer, take(1), count),
    quality: new Uint8Array(buffer, take(1), count),
  };
}

const toTenths = (value: number) => (Number.isNaN(value) ? ABSENT : Math.min(ABSENT - 1, Math.round(value * TENTH)));
const fromTenths = (value: number) => (value === ABSENT ? Number.NaN : value / TENTH);
