import type { DetectedGroup, Detection, Observation, Position, Quality } from '../../ingestion/observation.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import type { CopyBuffer } from './copy-buffer.ts';
import { toJsonb } from './jsonb.ts';
import type { SeriesName } from './time-series.ts';

/** A message of one kind and its place in the order of arrival. */
export interface Arrived<Kind> extends ArrivedMessage {
  readonly message: Kind & ArrivedMessage['message'];
}

/** As stored in `quality`. */
const QUALITY_CODES: Readonly<Record<Quality, number>> = { good: 0, suspect: 1, bad: 2 };
const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];
export const qualityOf = (code: number): Quality => QUALITIES[code] ?? 'bad';

/** What goes into the series tables. */
export type SeriesMessage = Observation | Position | Detection;

/** How messages are written into one table, in bulk and one by one: both have the same columns in the same order. */
export interface RowFormat<Kind extends SeriesMessage> {
  readonly table: SeriesName;
  readonly columns: string;
  /** Writes all rows of the message. */
  encode(buffer: CopyBuffer, key: number, row: Arrived<Kind>): void;
  /** Skips messages whose key is there and returns the `arrival` of those that it stored; `$1…` are arrays, one a column. */
  readonly insert: string;
  values(rows: readonly { readonly key: number; readonly row: Arrived<Kind> }[]): unknown[];
}

// Exact to the microsecond for every time that a double holds, unlike to_timestamp() of seconds.
const TIME = "timestamptz 'epoch' + ms * interval '1 ms'";

const OBSERVATION_BYTES = 8 * 3 + 4 + 2;
export const observationFormat: RowFormat<Observation> = {
  table: 'observations',
  columns: 'time, arrival, value, datastream, quality, attrs',
  encode(buffer, key, { arrival, message }) {
    const attrs = message.attrs === undefined ? undefined : Buffer.from(toJsonb(message.attrs));
    buffer.row(6, OBSERVATION_BYTES + (attrs ? attrs.length + 1 : 0));
    buffer.timestamptz(message.time);
    buffer.bigint(arrival);
    buffer.float8(message.value);
    buffer.int(key);
    buffer.smallint(QUALITY_CODES[message.quality]);
    if (attrs) buffer.jsonb(attrs);
    else buffer.null();
  },
  insert: `insert into observations (time, arrival, value, datastream, quality, attrs)
    select ${TIME}, arrival, value, datastream, quality, attrs::jsonb
    from unnest($1::float8[], $2::bigint[], $3::float8[], $4::int[], $5::smallint[], $6::text[])
      as r (ms, arrival, value, datastream, quality, attrs)
    on conflict do nothing returning arrival`,
  values: (rows) => [
    rows.map(({ row }) => row.message.time),
    rows.map(({ row }) => row.arrival),
    rows.map(({ row }) => row.message.value),
    rows.map(({ key }) => key),
    rows.map(({ row }) => QUALITY_CODES[row.message.quality]),
    rows.map(({ row }) => (row.message.attrs ? toJsonb(row.message.attrs) : null)),
  ],
};

const POSITION_BYTES = 8 * 4 + 4 * 4 + 2 * 2;
export const positionFormat: RowFormat<Position> = {
  table: 'positions',
  columns: 'time, arrival, lon, lat, thing, speed_kn, course_deg, heading_deg, status, quality',
  encode(buffer, key, { arrival, message }) {
    buffer.row(10, POSITION_BYTES);
    buffer.timestamptz(message.time);
    buffer.bigint(arrival);
    buffer.float8(message.lon);
    buffer.float8(message.lat);
    buffer.int(key);
    optionalFloat4(buffer, message.speedKn);
    optionalFloat4(buffer, message.courseDeg);
    optionalFloat4(buffer, message.headingDeg);
    if (message.status === undefined) buffer.null();
    else buffer.smallint(message.status);
    buffer.smallint(QUALITY_CODES[message.quality]);
  },
  insert: `insert into positions (time, arrival, lon, lat, thing, speed_kn, course_deg, heading_deg, status, quality)
    select ${TIME}, arrival, lon, lat, thing, speed_kn, course_deg, heading_deg, status, quality
    from unnest($1::float8[], $2::bigint[], $3::float8[], $4::float8[], $5::int[], $6::real[], $7::real[], $8::real[], $9::smallint[], $10::smallint[])
      as r (ms, arrival, lon, lat, thing, speed_kn, course_deg, heading_deg, status, quality)
    on conflict do nothing returning arrival`,
  values: (rows) => [
    rows.map(({ row }) => row.message.time),
    rows.map(({ row }) => row.arrival),
    rows.map(({ row }) => row.message.lon),
    rows.map(({ row }) => row.message.lat),
    rows.map(({ key }) => key),
    rows.map(({ row }) => row.message.speedKn ?? null),
    rows.map(({ row }) => row.message.courseDeg ?? null),
    rows.map(({ row }) => row.message.headingDeg ?? null),
    rows.map(({ row }) => row.message.status ?? null),
    rows.map(({ row }) => QUALITY_CODES[row.message.quality]),
  ],
};

const DETECTION_COLUMNS = 'time, arrival, max_score, thing, n, ordinal, quality, class, zone, positions';
const DETECTION_BYTES = 8 * 3 + 4 * 2 + 2 * 2;
/** Of a moment without any: it has one row all the same. */
const NO_GROUPS: readonly (DetectedGroup | undefined)[] = [undefined];
const groupsOf = ({ groups }: Detection) => (groups.length === 0 ? NO_GROUPS : groups);

/** One row a group. The first one stands for the message: whoever stores it stores the others. */
export const detectionFormat: RowFormat<Detection> = {
  table: 'detections',
  columns: DETECTION_COLUMNS,
  encode(buffer, key, { arrival, message }) {
    for (const [ordinal, group] of groupsOf(message).entries()) {
      const texts = [group?.class, group?.zone].map((text) => (text === undefined ? undefined : Buffer.from(text)));
      const positions = group?.positions && Buffer.from(JSON.stringify(group.positions));
      const variable = [...texts, positions].reduce((sum, bytes) => sum + (bytes?.length ?? 0) + 1, 0);
      buffer.row(10, DETECTION_BYTES + variable);
      buffer.timestamptz(message.time);
      buffer.bigint(arrival);
      if (group) buffer.float8(group.maxScore);
      else buffer.null();
      buffer.int(key);
      if (group) buffer.int(group.n);
      else buffer.null();
      buffer.smallint(ordinal);
      buffer.smallint(QUALITY_CODES[message.quality]);
      for (const text of texts) {
        if (text) buffer.text(text);
        else buffer.null();
      }
      if (positions) buffer.jsonb(positions);
      else buffer.null();
    }
  },
  insert: `with r as materialized (
      select ${TIME} as time, arrival, max_score, thing, n, ordinal, quality, class, zone, positions::jsonb as positions
      from unnest($1::float8[], $2::bigint[], $3::float8[], $4::int[], $5::int[], $6::smallint[], $7::smallint[], $8::text[], $9::text[], $10::text[])
        as r (ms, arrival, max_score, thing, n, ordinal, quality, class, zone, positions)
    ), heads as (
      insert into detections (${DETECTION_COLUMNS}) select * from r where ordinal = 0 on conflict do nothing returning arrival
    ), rest as (
      insert into detections (${DETECTION_COLUMNS}) select r.* from r where ordinal > 0 and arrival in (select arrival from heads)
    ) select arrival from heads`,
  values: (rows) => {
    const all = rows.flatMap(({ key, row }) =>
      groupsOf(row.message).map((group, ordinal) => ({ key, row, group, ordinal })),
    );
    return [
      all.map(({ row }) => row.message.time),
      all.map(({ row }) => row.arrival),
      all.map(({ group }) => group?.maxScore ?? null),
      all.map(({ key }) => key),
      all.map(({ group }) => group?.n ?? null),
      all.map(({ ordinal }) => ordinal),
      all.map(({ row }) => QUALITY_CODES[row.message.quality]),
      all.map(({ group }) => group?.class ?? null),
      all.map(({ group }) => group?.zone ?? null),
      all.map(({ group }) => (group?.positions ? JSON.stringify(group.positions) : null)),
    ];
  },
};

function optionalFloat4(buffer: CopyBuffer, value: number | undefined): void {
  if (value === undefined) buffer.null();
  else buffer.float4(value);
}

/** PostgreSQL's text holds every character but U+0000, which becomes the replacement character. */
export const storableText = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);
