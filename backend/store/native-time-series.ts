import type pg from 'pg';
import type { EventTime } from '../../geodata/model/time.ts';
import { inTransaction } from './database.ts';
import { alone, joinOldBatches } from './maintenance.ts';
import { DAY_MS, SERIES, type SeriesName, STRAGGLERS_MS, type TimeSeries, weekOf, weekStart } from './time-series.ts';

const LOCK = 7_265_837_003;

/** Plain PostgreSQL: one range partition a week, made when the first row for it comes, and a rollup of hours that counts what changed. */
export class NativeTimeSeries implements TimeSeries {
  readonly engine = 'native';
  private readonly pool: pg.Pool;
  private readonly ready = new Set<string>();

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async prepare(series: SeriesName, weeks: Iterable<number>): Promise<void> {
    for (const week of weeks) {
      const name = partitionName(series, week);
      if (this.ready.has(name)) continue;
      await this.createPartition(series, week, name);
      this.ready.add(name);
    }
  }

  copyTarget(series: SeriesName, weeks: readonly number[]): string {
    const [only] = weeks;
    return weeks.length === 1 && only !== undefined ? partitionName(series, only) : series;
  }

  async touchHours(client: pg.ClientBase, hours: readonly number[]): Promise<void> {
    const times = hours.map((hour) => new Date(hour));
    // The lock holds off the rollup of these hours until our rows are committed; a rollup that was faster took the rows away, so they are put back.
    for (;;) {
      const { rowCount } = await client.query({
        name: 'lock-hours',
        text: 'select from dirty_hours where hour = any($1::timestamptz[]) for key share',
        values: [times],
      });
      if (rowCount === hours.length) return;
      await client.query(
        'insert into dirty_hours (hour) select unnest($1::timestamptz[]) order by 1 on conflict do nothing',
        [times],
      );
    }
  }

  forget(): void {
    this.ready.clear();
  }

  maintain(now: EventTime, options: { readonly retentionDays?: number } = {}): Promise<void> {
    return alone(this.pool, async (client) => {
      const oldest = options.retentionDays === undefined ? undefined : now - options.retentionDays * DAY_MS;
      await client.query('delete from dirty_hours where hour < (select max(before) from dropped_weeks)');
      await this.rollUp(now - STRAGGLERS_MS);
      if (oldest !== undefined) await this.dropBefore(oldest);
      await joinOldBatches(client);
    });
  }

  /** Attached rather than created in place: that lets readers and writers of other weeks go on. */
  private async createPartition(series: SeriesName, week: number, name: string): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
      const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]);
      if (rows[0]?.found) return;
      const [from, to] = [week, week + 1].map((each) => new Date(weekStart(each)).toISOString());
      await client.query(`create table ${name} (like ${series} including all)`);
      await client.query(`alter table ${series} attach partition ${name} for values from ('${from}') to ('${to}')`);
    });
  }

  /** Aggregates hours that are over since `before`, a week at a time, so that no transaction is long. */
  private async rollUp(before: number): Promise<void> {
    for (;;) {
      const { rows } = await this.pool.query<{ hour: Date }>(
        "select hour from dirty_hours where hour <= $1::timestamptz - interval '1 hour' order by hour limit 1",
        [new Date(before)],
      );
      if (!rows[0]) return;
      const week = weekOf(rows[0].hour.getTime());
      await inTransaction(this.pool, (client) => rollUpWeek(client, week, before));
    }
  }

  private async dropBefore(oldest: number): Promise<void> {
    await this.pool.query('insert into dropped_weeks (before) values ($1)', [new Date(weekStart(weekOf(oldest)))]);
    await this.pool.query('delete from dropped_weeks where before < (select max(before) from dropped_weeks)');
    for (const series of SERIES) {
      const { rows } = await this.pool.query<{ name: string }>(
        'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass',
        [series],
      );
      const limit = partitionName(series, weekOf(oldest));
      for (const { name } of rows.filter((row) => isOlder(row.name, limit))) {
        await inTransaction(this.pool, async (client) => {
          await client.query("set local lock_timeout = '10s'");
          await client.query(`drop table if exists ${name}`);
        });
        this.ready.delete(name);
      }
    }
  }
}

/** Names sort as their times do, except that one with a year of five digits is longer. */
const isOlder = (name: string, limit: string): boolean =>
  name.length === limit.length ? name < limit : name.length < limit.length;

const partitionName = (series: SeriesName, week: number): string =>
  `${series}_${new Date(weekStart(week)).toISOString().split('T')[0]!.replace(/\W/g, '')}`;

async function rollUpWeek(client: pg.ClientBase, week: number, before: number): Promise<void> {
  const bounds = [new Date(weekStart(week)), new Date(weekStart(week + 1))];
  const { rows } = await client.query<{ hour: Date }>(
    `delete from dirty_hours where hour >= $1 and hour < $2 and hour <= $3::timestamptz - interval '1 hour' returning hour`,
    [...bounds, new Date(before)],
  );
  const hours = rows.map((row) => row.hour);
  await client.query('delete from observation_hours_kept where hour = any($1)', [hours]);
  await client.query(
    `insert into observation_hours_kept (datastream, hour, n, sum, min, max)
     select datastream, date_bin('1 hour', time, 'epoch') as hour, count(*), sum(value), min(value), max(value)
     from observations
     where time >= $1 and time < $2 and quality < 2 and date_bin('1 hour', time, 'epoch') = any($3)
     group by 1, 2`,
    [...bounds, hours],
  );
}
