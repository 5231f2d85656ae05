import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Observation, Position } from '../../ingestion/observation.ts';
import type { Arrival, ArrivedMessage, MessageStore } from '../../ingestion/pipeline/message-store.ts';
import { readArrivals } from './arrival-reader.ts';
import { type BatchPlan, planBatch, type SeriesPlan } from './batch-plan.ts';
import { CopyBuffer } from './copy-buffer.ts';
import { type Database, inTransaction } from './database.ts';
import { KeyRegistry } from './key-registry.ts';
import { noteLastSeen } from './last-seen.ts';
import { openTimeSeries } from './open-time-series.ts';
import { observationFormat, positionFormat, type RowFormat } from './row-formats.ts';
import { mergeDescriptions } from './thing-descriptions.ts';
import { syncThingKinds } from './thing-status.ts';
import type { TimeSeries } from './time-series.ts';

interface Counts {
  readonly stored: number;
  readonly duplicates: number;
}

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';
const NO_SUCH_TABLE = '42P01';
const ATTEMPTS = 6;

/** `things.last_seen_at` is written this often (ours); whoever reads it looks behind it in the series. */
const NOTE_EVERY_MS = 30_000;

/**
 * Commits messages, each key once, as fast as the server's indexes allow.
 *
 * Rows newer than anything known of their series go straight into the table by binary COPY; the rest go through INSERT … ON CONFLICT DO NOTHING. What is known
 * only chooses the way: the unique index has the last word. When another process has stored one of the "new" rows, COPY fails as a whole, the transaction is
 * rolled back, and everything goes the careful way. Appends may run side by side.
 */
export class PostgresMessageStore implements MessageStore {
  readonly timeSeries: TimeSeries;
  private readonly pool: pg.Pool;
  private readonly keys: KeyRegistry;
  /** Buffers no append uses at the moment. */
  private readonly buffers: CopyBuffer[] = [];
  private notedAt = performance.now();

  private constructor(pool: pg.Pool, timeSeries: TimeSeries) {
    this.pool = pool;
    this.timeSeries = timeSeries;
    this.keys = new KeyRegistry(pool);
  }

  /** The database must be migrated. */
  static async open(database: Pick<Database, 'pool'>): Promise<PostgresMessageStore> {
    await syncThingKinds(database.pool);
    return new PostgresMessageStore(database.pool, await openTimeSeries(database));
  }

  async append(batch: readonly ArrivedMessage[]): Promise<Counts> {
    if (batch.length === 0) return { stored: 0, duplicates: 0 };
    await this.keys.resolve(messagesOf(batch));
    const plan = planBatch(batch, this.keys);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.timeSeries.prepare('observations', plan.observations.weeks.keys());
        await this.timeSeries.prepare('positions', plan.positions.weeks.keys());
        const counts = await inTransaction(this.pool, (client) => this.write(client, plan));
        await this.noteLastSeenNowAndThen();
        return counts;
      } catch (error) {
        if (attempt === ATTEMPTS || !this.mend(plan, (error as { code?: string }).code)) throw error;
      }
    }
  }

  async lastArrival(): Promise<Arrival> {
    const { rows } = await this.pool.query<{ last: number }>(
      'select coalesce(max(last_arrival), 0) as last from ingest_batches',
    );
    return rows[0]!.last;
  }

  /** Readings and positions only: what descriptions told is in the things themselves, see `loadThings`. */
  readFrom(after: Arrival): AsyncIterable<readonly ArrivedMessage[]> {
    return readArrivals(this.pool, after);
  }

  /** Writes the last-seen times that are kept in memory; call it before closing the database. */
  async flush(): Promise<void> {
    this.notedAt = performance.now();
    await noteLastSeen(this.pool, this.keys.all());
  }

  /** Whether another attempt makes sense, after setting right what stood in the way. */
  private mend(plan: BatchPlan, code: string | undefined): boolean {
    if (code === NO_SUCH_TABLE) this.timeSeries.forget();
    else if (code === UNIQUE_VIOLATION) this.keys.forgetNewest();
    else if (code !== DEADLOCK) return false;
    plan.observations.distrust();
    plan.positions.distrust();
    return true;
  }

  private async write(client: pg.ClientBase, plan: BatchPlan): Promise<Counts> {
    let stored = await this.writeSeries(client, plan.positions, positionFormat);
    stored += await this.writeSeries(client, plan.observations, observationFormat);
    if (plan.hours.size > 0) await this.timeSeries.touchHours(client, [...plan.hours]);
    let total = plan.positions.size + plan.observations.size;
    if (plan.descriptions.length > 0) {
      stored += (await mergeDescriptions(client, plan.descriptions, this.keys)).stored;
      total += plan.descriptions.length;
    }
    await recordBatch(client, plan);
    return { stored, duplicates: total - stored };
  }

  private async writeSeries<Kind extends Observation | Position>(
    client: pg.ClientBase,
    plan: SeriesPlan<Kind>,
    format: RowFormat<Kind>,
  ): Promise<number> {
    let stored = 0;
    if (plan.fresh.size > 0) {
      const target = this.timeSeries.copyTarget(format.table, [...plan.weeks.keys()]);
      stored += await this.copy(client, plan, format, target);
    }
    if (plan.doubtful.length > 0) {
      const { rowCount } = await client.query({
        name: `insert-${format.table}`,
        text: format.insert,
        values: format.values(plan.doubtful),
      });
      stored += rowCount ?? 0;
    }
    return stored;
  }

  private async copy<Kind extends Observation | Position>(
    client: pg.ClientBase,
    plan: SeriesPlan<Kind>,
    format: RowFormat<Kind>,
    target: string,
  ): Promise<number> {
    const buffer = this.buffers.pop() ?? new CopyBuffer();
    buffer.reset();
    // In the order of the index: neighbours share its pages.
    for (const [entry, rows] of [...plan.fresh].sort(([a], [b]) => a.key - b.key))
      for (const row of rows) format.encode(buffer, entry.key, row);
    await sendCopy(client, `copy ${target} (${format.columns}) from stdin (format binary)`, buffer.finish());
    // Only now is the buffer no longer read; after a failure it is left to the collector.
    this.buffers.push(buffer);
    return rowsOf(plan.fresh);
  }

  private async noteLastSeenNowAndThen(): Promise<void> {
    if (performance.now() - this.notedAt < NOTE_EVERY_MS) return;
    await this.flush();
  }
}

function* messagesOf(batch: readonly ArrivedMessage[]) {
  for (const { message } of batch) yield message;
}

/** Which arrivals lie in which times: how {@link readArrivals} finds them without an index that every row would pay for. */
async function recordBatch(client: pg.ClientBase, plan: BatchPlan): Promise<void> {
  const rows: [kind: string, min: Date | null, max: Date | null][] = [];
  for (const { min, max } of plan.observations.weeks.values()) rows.push(['o', new Date(min), new Date(max)]);
  for (const { min, max } of plan.positions.weeks.values()) rows.push(['p', new Date(min), new Date(max)]);
  if (rows.length === 0) rows.push(['t', null, null]);
  await client.query({
    name: 'record-batch',
    text: `insert into ingest_batches (first_arrival, last_arrival, kind, min_time, max_time)
           select $1, $2, kind, min_time, max_time from unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) as r (kind, min_time, max_time)`,
    values: [plan.firstArrival, plan.lastArrival, ...[0, 1, 2].map((column) => rows.map((row) => row[column]))],
  });
}

async function sendCopy(client: pg.ClientBase, statement: string, content: Buffer): Promise<void> {
  const stream = client.query(copyFrom(statement));
  // When the server refuses while we are still sending, the stream would go on to write to a connection it has let go of.
  stream.on('error', () => stream.destroy());
  stream.end(content);
  await once(stream, 'finish');
}

function rowsOf(fresh: ReadonlyMap<unknown, readonly unknown[]>): number {
  let total = 0;
  for (const rows of fresh.values()) total += rows.length;
  return total;
}
