import type { Database } from './database.ts';
import { NativeTimeSeries } from './native-time-series.ts';
import type { TimeSeries } from './time-series.ts';
import { TimescaleTimeSeries } from './timescale-time-series.ts';

/** Asks the database itself: one that was made without the extension keeps its partitions when the extension comes later. */
export async function openTimeSeries({ pool }: Pick<Database, 'pool'>): Promise<TimeSeries> {
  const { rows } = await pool.query<{ relkind: string }>(
    "select relkind from pg_class where oid = 'observations'::regclass",
  );
  return rows[0]?.relkind === 'p' ? new NativeTimeSeries(pool) : new TimescaleTimeSeries(pool);
}
