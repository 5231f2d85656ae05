import type { EventTime } from '../../geodata/model/time.ts';
import type { NavigationStatus, Observation, Position, Quality } from '../../ingestion/observation.ts';
import type { Recorded } from './recorded.ts';
import type { TextTable } from './text-table.ts';

/**
 * Recordings are MCAP files (mcap.dev/spec) with zstd chunks, which Foxglove and every MCAP tool open.
 *
 * - `logTime` is when the message was heard, never falling, so the order of the file, of `logTime` and of arrival at the detectors are one. `publishTime` is
 *   the message's own event time. Both in ns since 1970, whole ms.
 * - `/readings/<datastream>` and `/positions` hold CDR (little endian) described by ROS 2 message definitions, so that they can be plotted as they are; the
 *   thing is a field (`/readings/level{thing=="wl-1"}.value`). All else is JSON, one channel per kind.
 * - The metadata record `vantage` says where it is from.
 */
export const PROFILE = 'vantage';
export const METADATA = 'vantage';
/** Raised when a reader of before could no longer read it. */
export const FORMAT = '1';

export interface ChannelKind {
  readonly topic: string;
  readonly messageEncoding: 'cdr' | 'json';
  readonly schema: { readonly name: string; readonly encoding: 'ros2msg' | 'jsonschema'; readonly data: string };
}

const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];
/** ITU-R M.1371-5 §3.3.7 table 47: "undefined". */
const NO_STATUS = 15;
/** The longest CDR payload that is not a string, and the four bytes of its header. */
const HEADER_BYTES = 4;

const READING = {
  name: 'vantage_msgs/msg/Reading',
  encoding: 'ros2msg',
  data: '# One reading, in the unit of its datastream.\nfloat64 value\n# 0 good, 1 suspect, 2 bad\nuint8 quality\nstring thing\n',
} as const;
const POSITION = {
  name: 'vantage_msgs/msg/Position',
  encoding: 'ros2msg',
  data: '# Degrees WGS-84; NaN: not known.\nfloat64 longitude\nfloat64 latitude\nfloat64 speed_kn\nfloat64 course_deg\nfloat64 heading_deg\n# ITU-R M.1371-5 table 47; 15: not known\nuint8 status\n# 0 good, 1 suspect, 2 bad\nuint8 quality\nstring thing\n',
} as const;

const READINGS = '/readings/';
const JSON_TOPICS = {
  observation: '/readings',
  position: '/positions',
  thing: '/things',
  detection: '/detections',
  report: '/reports',
  warning: '/warnings',
  action: '/actions',
} as const satisfies Record<Recorded['kind'], string>;

const jsonSchema = (kind: string): ChannelKind['schema'] => ({
  name: `vantage.${kind}`,
  encoding: 'jsonschema',
  data: JSON.stringify({
    type: 'object',
    required: ['kind', 'time'],
    properties: {
      kind: { const: kind },
      time: { type: 'number', description: 'event time, ms since 1970-01-01T00:00Z' },
    },
  }),
});

/** Where readings of a datastream are, and where positions are: those with attributes of their own apart. */
export const topicsOfReadings = (datastream: string): readonly string[] => [
  READINGS + datastream,
  JSON_TOPICS.observation,
];
export const TOPICS_OF_POSITIONS: readonly string[] = [JSON_TOPICS.position];

/** The channel that an item goes to. */
export function topicOf(item: Recorded): string {
  if (item.kind === 'observation' && !item.attrs) return READINGS + item.datastream;
  return JSON_TOPICS[item.kind];
}

export function channelOf(item: Recorded): ChannelKind {
  const topic = topicOf(item);
  if (item.kind === 'position') return { topic, messageEncoding: 'cdr', schema: POSITION };
  if (topic.startsWith(READINGS)) return { topic, messageEncoding: 'cdr', schema: READING };
  return { topic, messageEncoding: 'json', schema: jsonSchema(item.kind) };
}

const text = new TextEncoder();

/** The payload of an item. The returned bytes are the caller's. */
export function encode(item: Recorded): Uint8Array {
  if (item.kind === 'position') return encodePosition(item);
  if (item.kind === 'observation' && !item.attrs) return encodeReading(item);
  return text.encode(JSON.stringify(item));
}

/** CDR encapsulation header: XCDR1, little endian (OMG DDSI-RTPS 2.5 §10.2.1.2). */
function cdr(fixedBytes: number, thing: string): { bytes: Uint8Array; view: DataView } {
  const name = text.encode(thing);
  const at = HEADER_BYTES + aligned(fixedBytes);
  const bytes = new Uint8Array(at + 4 + name.length + 1);
  const view = new DataView(bytes.buffer);
  bytes[1] = 1;
  view.setUint32(at, name.length + 1, true);
  bytes.set(name, at + 4);
  return { bytes, view };
}

const aligned = (offset: number) => (offset + 3) & ~3;

function encodeReading({ value, quality, thing }: Observation): Uint8Array {
  const { bytes, view } = cdr(9, thing);
  view.setFloat64(HEADER_BYTES, value, true);
  view.setUint8(HEADER_BYTES + 8, QUALITIES.indexOf(quality));
  return bytes;
}

function encodePosition({ lon, lat, speedKn, courseDeg, headingDeg, status, quality, thing }: Position): Uint8Array {
  const { bytes, view } = cdr(42, thing);
  const columns = [lon, lat, speedKn ?? Number.NaN, courseDeg ?? Number.NaN, headingDeg ?? Number.NaN];
  columns.forEach((column, index) => {
    view.setFloat64(HEADER_BYTES + 8 * index, column, true);
  });
  view.setUint8(HEADER_BYTES + 40, status ?? NO_STATUS);
  view.setUint8(HEADER_BYTES + 41, QUALITIES.indexOf(quality));
  return bytes;
}

/** Reads the payload at `[at, end)`. */
export type Decode = (view: DataView, at: number, end: number, time: EventTime) => Recorded;

/** How the messages of a channel are read; `undefined` for channels that are not ours. */
export function decoderOf(topic: string, messageEncoding: string, things: TextTable): Decode | undefined {
  if (messageEncoding === 'json') return decodeJson;
  if (topic === JSON_TOPICS.position)
    return (view, at, _end, time) => decodePosition(view, at + HEADER_BYTES, time, things);
  if (!topic.startsWith(READINGS)) return undefined;
  const datastream = topic.slice(READINGS.length);
  return (view, at, _end, time) => ({
    kind: 'observation',
    thing: things.read(view, at + HEADER_BYTES + 12),
    datastream,
    time,
    value: view.getFloat64(at + HEADER_BYTES, true),
    quality: QUALITIES[view.getUint8(at + HEADER_BYTES + 8)]!,
  });
}

function decodeJson(view: DataView, at: number, end: number): Recorded {
  return JSON.parse(Buffer.from(view.buffer, view.byteOffset + at, end - at).toString('utf8')) as Recorded;
}

function decodePosition(view: DataView, at: number, time: EventTime, things: TextTable): Position {
  const speedKn = view.getFloat64(at + 16, true);
  const courseDeg = view.getFloat64(at + 24, true);
  const headingDeg = view.getFloat64(at + 32, true);
  const status = view.getUint8(at + 40);
  const fix = {
    kind: 'position' as const,
    thing: things.read(view, at + 44),
    time,
    lon: view.getFloat64(at, true),
    lat: view.getFloat64(at + 8, true),
    quality: QUALITIES[view.getUint8(at + 41)]!,
  };
  // What is not known is absent; the common case, in which all is known, costs one object.
  if (!Number.isNaN(speedKn) && !Number.isNaN(courseDeg) && !Number.isNaN(headingDeg) && status !== NO_STATUS)
    return { ...fix, speedKn, courseDeg, headingDeg, status: status as NavigationStatus };
  return {
    ...fix,
    ...(!Number.isNaN(speedKn) && { speedKn }),
    ...(!Number.isNaN(courseDeg) && { courseDeg }),
    ...(!Number.isNaN(headingDeg) && { headingDeg }),
    ...(status !== NO_STATUS && { status: status as NavigationStatus }),
  };
}
