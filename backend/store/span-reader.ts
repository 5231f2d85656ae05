import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { readArrivals } from './arrival-reader.ts';

/** Everything stored whose own time lies in `[from, to)`, in order of arrival. */
export async function* readSpan(
  pool: pg.Pool,
  from: EventTime,
  to: EventTime,
): AsyncGenerator<readonly ArrivedMessage[]> {
  const { rows } = await pool.query<{ first: number | null; last: number | null }>(
    'select min(first_arrival) as first, max(last_arrival) as last from ingest_batches where max_time >= $1 and min_time < $2',
    [new Date(from), new Date(to)],
  );
  const { first = null, last = null } = rows[0] ?? {};
  if (first === null || last === null) return;
  for await (const arrived of readArrivals(pool, first - 1)) {
    const inside = arrived.filter(({ message: { time } }) => time >= from && time < to);
    if (inside.length > 0) yield inside;
    if (arrived.at(-1)!.arrival >= last) return;
  }
}
