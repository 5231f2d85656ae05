import type pg from 'pg';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { HistoryPoint, TrackPoint } from '../api/contract.ts';
import { UserError } from '../errors.ts';
import { qualityOf } from './row-formats.ts';
import { HOUR_MS } from './time-series.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Gives the next page; `null` after the last. */
  readonly nextCursor: string | null;
}

/** `from` is inside, `to` is not. */
interface Window {
  readonly from: EventTime;
  readonly to: EventTime;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ObservationQuery extends Window {
  readonly thing: ThingId;
  readonly datastream?: string;
  /** Width of a bucket; a point is then the mean of its good and suspect readings. Absent: every reading as it was. */
  readonly bucketMs?: number;
}

export interface TrackQuery extends Window {
  readonly thing?: ThingId;
  readonly things?: readonly ThingId[];
  /** West > east crosses the antimeridian. */
  readonly bounds?: BoundingBox;
}

interface PointRow {
  readonly time: Date;
  readonly datastream: string;
  readonly unit: string | null;
  readonly value: number;
  readonly quality?: number;
  readonly n?: number;
  readonly min?: number;
  readonly max?: number;
}

/** What was measured and where things were. Pages follow each other without gaps or repetitions as long as nothing older arrives. */
export class HistoryStore {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** In order of datastream name, then time. @throws UserError for a cursor that is not one of ours. */
  async observations(query: ObservationQuery): Promise<Page<HistoryPoint>> {
    const { rows } = await this.pool.query<PointRow>(observationSql(query.bucketMs), [
      query.thing,
      query.datastream ?? null,
      new Date(query.from),
      new Date(query.to),
      ...decode(query.cursor),
      query.limit + 1,
      ...(query.bucketMs === undefined ? [] : [query.bucketMs]),
    ]);
    return pageOf(rows, query.limit, historyPoint, (row) => [row.datastream, row.time]);
  }

  /** In order of thing, then time. @throws UserError for a cursor that is not one of ours. */
  async tracks(query: TrackQuery): Promise<Page<TrackPoint>> {
    const things = query.thing === undefined ? query.things : [query.thing];
    const [west, south, east, north] = query.bounds ?? [];
    const { rows } = await this.pool.query<TrackRow>(TRACKS, [
      things ?? null,
      new Date(query.from),
      new Date(query.to),
      ...decode(query.cursor),
      query.limit + 1,
      west ?? null,
      south ?? null,
      east ?? null,
      north ?? null,
    ]);
    return pageOf(rows, query.limit, trackPoint, (row) => [row.thing, row.time]);
  }
}

/** Buckets of whole hours are read from the hourly aggregates. */
const isHours = (bucketMs: number): boolean => bucketMs % HOUR_MS === 0;

const STREAMS = `from things t join datastreams d on d.thing = t.key and ($2::text is null or d.name = $2)`;
const READING_WINDOW = 'where t.id = $1 and o.time >= $3 and o.time < $4';
const BUCKET = "date_bin($8 * interval '1 ms', %, 'epoch')";
const HOUR_WINDOW = `where t.id = $1 and h.hour >= date_bin('1 hour', $3::timestamptz, 'epoch') and h.hour < $4`;

/** Buckets begin at whole multiples of their width since the epoch, UTC; the first and the last may be partial. */
function observationSql(bucketMs: number | undefined): string {
  if (bucketMs === undefined)
    return paged(`select d.name as datastream, o.time, d.unit, o.value, o.quality
      ${STREAMS} join observations o on o.datastream = d.key ${READING_WINDOW}`);
  if (isHours(bucketMs))
    return paged(`select d.name as datastream, ${BUCKET.replace('%', 'h.hour')} as time, d.unit,
        sum(h.sum) / sum(h.n) as value, sum(h.n)::bigint as n, min(h.min) as min, max(h.max) as max
      ${STREAMS} join observation_hours h on h.datastream = d.key ${HOUR_WINDOW} group by 1, 2, 3`);
  return paged(`select d.name as datastream, ${BUCKET.replace('%', 'o.time')} as time, d.unit,
      avg(o.value) as value, count(*) as n, min(o.value) as min, max(o.value) as max
    ${STREAMS} join observations o on o.datastream = d.key ${READING_WINDOW} and o.quality < 2 group by 1, 2, 3`);
}

const paged = (select: string): string =>
  `select * from (${select}) r where $5::text is null or (datastream, time) > ($5, $6::timestamptz)
   order by datastream, time limit $7`;

const TRACKS = `
  select t.id as thing, p.time, p.lon, p.lat, p.speed_kn, p.course_deg, p.heading_deg, p.quality
  from positions p join things t on t.key = p.thing
  where ($1::text[] is null or p.thing = any (array(select key from things where id = any($1))))
    and p.time >= $2 and p.time < $3
    and ($4::text is null or (t.id, p.time) > ($4, $5::timestamptz))
    and ($7::float8 is null or (p.lat between $8 and $10
      and case when $7 <= $9 then p.lon between $7 and $9 else p.lon >= $7 or p.lon <= $9 end))
  order by t.id, p.time limit $6`;

interface TrackRow {
  readonly thing: string;
  readonly time: Date;
  readonly lon: number;
  readonly lat: number;
  readonly speed_kn: number | null;
  readonly course_deg: number | null;
  readonly heading_deg: number | null;
  readonly quality: number;
}

const historyPoint = ({ time, datastream, unit, value, quality, n, min, max }: PointRow): HistoryPoint => ({
  time: time.toISOString(),
  datastream,
  value,
  ...(unit !== null && { unit }),
  ...(quality !== undefined && { quality: qualityOf(quality) }),
  ...(n !== undefined && { n }),
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});

const trackPoint = ({ time, speed_kn, course_deg, heading_deg, quality, ...row }: TrackRow): TrackPoint => ({
  ...row,
  time: time.toISOString(),
  ...(speed_kn !== null && { speedKn: speed_kn }),
  ...(course_deg !== null && { courseDeg: course_deg }),
  ...(heading_deg !== null && { headingDeg: heading_deg }),
  quality: qualityOf(quality),
});

function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  keyOf: (row: Row) => readonly [name: string, time: Date],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return { items: shown.map(itemOf), nextCursor: last === undefined ? null : encode(keyOf(last)) };
}

const encode = ([name, time]: readonly [string, Date]): string =>
  Buffer.from(JSON.stringify([name, time.getTime()])).toString('base64url');

function decode(cursor: string | undefined): [name: string | null, time: Date | null] {
  if (cursor === undefined) return [null, null];
  try {
    const [name, time] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof name === 'string' && !name.includes('\0') && Number.isSafeInteger(time)) {
      const at = new Date(time as number);
      if (!Number.isNaN(at.getTime())) return [name, at];
    }
  } catch {}
  throw new UserError('bad-cursor', 'the cursor is not one that this list gave out', {
    field: 'cursor',
    next: 'Use nextCursor of the page before, or none for the first page.',
  });
}
