import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';
import { alone, joinOldBatches } from './maintenance.ts';
import { DAY_MS, HOUR_MS, SERIES, STRAGGLERS_MS, type TimeSeries } from './time-series.ts';

/** Weeks that ended so long ago go to the columnstore (ours): late rows into it work, but cost more. */
const COMPRESS_AFTER_MS = DAY_MS;

/**
 * TimescaleDB makes chunks by itself and keeps hours as a continuous aggregate. Its own policies are not used: they run as soon as they are added, so retention
 * could drop readings before their first aggregation; here the order is fixed.
 */
export class TimescaleTimeSeries implements TimeSeries {
  readonly engine = 'timescale';
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async prepare(): Promise<void> {}

  copyTarget(series: string): string {
    return series;
  }

  async touchHours(): Promise<void> {}

  forget(): void {}

  maintain(now: EventTime, options: { readonly retentionDays?: number } = {}): Promise<void> {
    return alone(this.pool, async (client) => {
      const oldest = options.retentionDays === undefined ? undefined : now - options.retentionDays * DAY_MS;
      await refreshHours(client, now);
      await compress(client, now);
      if (oldest !== undefined) {
        for (const series of SERIES)
          await client.query('select drop_chunks($1::regclass, older_than => $2::timestamptz)', [
            series,
            new Date(oldest),
          ]);
      }
      await joinOldBatches(client);
    });
  }
}

/** From the oldest week that still has readings: refreshing hours whose readings are gone would empty them. The hour at hand and later ones are aggregated on reading. */
async function refreshHours(client: pg.ClientBase, now: number): Promise<void> {
  const { rows } = await client.query<{ from: Date | null }>(
    `select min(range_start) as from from timescaledb_information.chunks
     where hypertable_name = 'observations' and hypertable_schema = current_schema()`,
  );
  const from = rows[0]?.from;
  const to = new Date(Math.floor((now - STRAGGLERS_MS) / HOUR_MS) * HOUR_MS);
  if (!from || from >= to) return;
  await client.query("call refresh_continuous_aggregate('observation_hours', $1::timestamptz, $2::timestamptz)", [
    from,
    to,
  ]);
}

async function compress(client: pg.ClientBase, now: number): Promise<void> {
  for (const series of SERIES) {
    const { rows } = await client.query<{ chunk: string }>(
      `select format('%I.%I', chunk_schema, chunk_name) as chunk from timescaledb_information.chunks
       where hypertable_name = $1 and hypertable_schema = current_schema() and range_end < $2`,
      [series, new Date(now - COMPRESS_AFTER_MS)],
    );
    for (const { chunk } of rows)
      await client.query('call convert_to_columnstore($1::regclass, if_not_columnstore => true)', [chunk]);
  }
}
