import type pg from 'pg';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Attributes, NavigationStatus } from '../../ingestion/observation.ts';
import type { Arrival, ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { qualityOf } from './row-formats.ts';
import { readDetections, readReports, readWarnings, type Span } from './told-reader.ts';

/** Arrivals read at a time: some megabytes of rows. */
const PAGE = 20_000;

/** Everything behind `after` that was committed when this was called, in order of arrival. */
export async function* readArrivals(pool: pg.Pool, after: Arrival): AsyncGenerator<readonly ArrivedMessage[]> {
  const { rows } = await pool.query<{ last: number | null }>('select max(last_arrival) as last from ingest_batches');
  const last = rows[0]?.last ?? 0;
  for (let from = after; from < last; ) {
    const next = await nextArrival(pool, from);
    if (next === undefined) return;
    const to = Math.min(last, next - 1 + PAGE);
    const messages = await readPage(pool, from, to);
    if (messages.length > 0) yield messages;
    from = to;
  }
}

/** Arrivals may have gaps (a restart may leap): the first that may exist behind `from`. */
async function nextArrival(pool: pg.Pool, from: Arrival): Promise<Arrival | undefined> {
  const { rows } = await pool.query<{ next: number | null }>(
    'select min(greatest(first_arrival, $1::bigint + 1)) as next from ingest_batches where last_arrival > $1',
    [from],
  );
  return rows[0]?.next ?? undefined;
}

async function readPage(pool: pg.Pool, from: Arrival, to: Arrival): Promise<ArrivedMessage[]> {
  const { rows: spans } = await pool.query<{ kind: string; min: Date; max: Date }>(
    `select kind, min(min_time) as min, max(max_time) as max from ingest_batches
     where last_arrival > $1 and first_arrival <= $2 and kind <> 't'
     group by kind, date_bin('7 days', min_time, '1970-01-05')`,
    [from, to],
  );
  const pages = await Promise.all(spans.map(({ kind, min, max }) => READERS[kind]?.(pool, [from, to, min, max]) ?? []));
  return pages.flat().sort((a, b) => a.arrival - b.arrival);
}

/** By the letters of `ingest_batches.kind`. */
const READERS: Readonly<Record<string, (pool: pg.Pool, span: Span) => Promise<ArrivedMessage[]>>> = {
  o: readObservations,
  p: readPositions,
  d: readDetections,
  r: readReports,
  w: readWarnings,
};

async function readObservations(pool: pg.Pool, span: Span): Promise<ArrivedMessage[]> {
  const { rows } = await pool.query<{
    arrival: number;
    thing: ThingId;
    datastream: string;
    time: Date;
    value: number;
    quality: number;
    attrs: Attributes | null;
  }>(
    `select o.arrival, t.id as thing, d.name as datastream, o.time, o.value, o.quality, o.attrs
     from observations o join datastreams d on d.key = o.datastream join things t on t.key = d.thing
     where o.arrival > $1 and o.arrival <= $2 and o.time >= $3 and o.time <= $4`,
    [...span],
  );
  return rows.map(({ arrival, thing, datastream, time, value, quality, attrs }) => ({
    arrival,
    message: {
      kind: 'observation',
      thing,
      datastream,
      time: time.getTime() as EventTime,
      value,
      quality: qualityOf(quality),
      ...(attrs && { attrs }),
    },
  }));
}

async function readPositions(pool: pg.Pool, span: Span): Promise<ArrivedMessage[]> {
  const { rows } = await pool.query<{
    arrival: number;
    thing: ThingId;
    time: Date;
    lon: number;
    lat: number;
    speed_kn: number | null;
    course_deg: number | null;
    heading_deg: number | null;
    status: NavigationStatus | null;
    quality: number;
  }>(
    `select p.arrival, t.id as thing, p.time, p.lon, p.lat, p.speed_kn, p.course_deg, p.heading_deg, p.status, p.quality
     from positions p join things t on t.key = p.thing
     where p.arrival > $1 and p.arrival <= $2 and p.time >= $3 and p.time <= $4`,
    [...span],
  );
  return rows.map((row) => ({
    arrival: row.arrival,
    message: {
      kind: 'position',
      thing: row.thing,
      time: row.time.getTime() as EventTime,
      lon: row.lon,
      lat: row.lat,
      ...(row.speed_kn !== null && { speedKn: row.speed_kn }),
      ...(row.course_deg !== null && { courseDeg: row.course_deg }),
      ...(row.heading_deg !== null && { headingDeg: row.heading_deg }),
      ...(row.status !== null && { status: row.status }),
      quality: qualityOf(row.quality),
    },
  }));
}
