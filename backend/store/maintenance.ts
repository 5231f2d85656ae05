import type pg from 'pg';

const LOCK = 7_265_837_002;
/** Newest rows of `ingest_batches` that are left as they are, in arrivals: what a restart usually reads (ours). */
const RECENT_ARRIVALS = 1_000_000;

/** Runs `work` unless another process is at it. */
export async function alone(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
    if (!rows[0]?.got) return;
    try {
      await work(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Joins old neighbours in `ingest_batches`, so that it stays small for ever and still covers every arrival. */
export async function joinOldBatches(client: pg.ClientBase): Promise<void> {
  await client.query(
    `with old as (
       delete from ingest_batches where last_arrival < (select max(last_arrival) from ingest_batches) - $1::bigint returning *
     )
     insert into ingest_batches (first_arrival, last_arrival, kind, min_time, max_time)
     select min(first_arrival), max(last_arrival), kind, min(min_time), max(max_time)
     from old group by kind, date_bin('7 days', min_time, '1970-01-05'), first_arrival / $1::bigint`,
    [RECENT_ARRIVALS],
  );
}
