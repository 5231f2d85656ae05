import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Detection } from '../../ingestion/observation.ts';
import type { Appended, Arrival, ArrivedMessage, MessageStore } from '../../ingestion/pipeline/message-store.ts';
import { readArrivals } from './arrival-reader.ts';
import { type BatchPlan, planBatch, type SeriesPlan } from './batch-plan.ts';
import { CopyBuffer } from './copy-buffer.ts';
import { type Database, inTransaction } from './database.ts';
import { DetectionMinutes } from './detection-minutes.ts';
import { KeyRegistry } from './key-registry.ts';
import { noteLastSeen } from './last-seen.ts';
import { openTimeSeries } from './open-time-series.ts';
import { Places } from './places.ts';
import {
  detectionFormat,
  observationFormat,
  positionFormat,
  type RowFormat,
  type SeriesMessage,
} from './row-formats.ts';
import { mergeDescriptions } from './thing-descriptions.ts';
import { syncThingKinds } from './thing-status.ts';
import type { TimeSeries } from './time-series.ts';
import { insertReports, insertWarnings } from './told-rows.ts';

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
  private readonly places: Places;
  /** Buffers no append uses at the moment. */
  private readonly buffers: CopyBuffer[] = [];
  private notedAt = performance.now();

  private constructor(pool: pg.Pool, timeSeries: TimeSeries, places: Places) {
    this.pool = pool;
    this.places = places;
    this.timeSeries = timeSeries;
    this.keys = new KeyRegistry(pool);
  }

  /** The database must be migrated. */
  static async open(database: Pick<Database, 'pool'>, places = new Places()): Promise<PostgresMessageStore> {
    await syncThingKinds(database.pool);
    return new PostgresMessageStore(database.pool, await openTimeSeries(database), places);
  }

  async append(batch: readonly ArrivedMessage[]): Promise<Appended> {
    if (batch.length === 0) return { stored: 0, duplicates: 0, duplicateArrivals: [] };
    await this.keys.resolve(messagesOf(batch));
    const plan = planBatch(batch, this.keys);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.timeSeries.prepare('observations', plan.observations.weeks.keys());
        await this.timeSeries.prepare('positions', plan.positions.weeks.keys());
        await this.timeSeries.prepare('detections', plan.detections.weeks.keys());
        await this.timeSeries.prepare('detection_minutes', plan.detections.weeks.keys());
        const duplicateArrivals = await inTransaction(this.pool, (client) => this.write(client, plan));
        await this.noteLastSeenNowAndThen();
        const duplicates = duplicateArrivals.length;
        return { stored: batch.length - duplicates, duplicates, duplicateArrivals };
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

  /** All but descriptions: what those told is in the things themselves, see `loadThings`. */
  readFrom(after: Arrival): AsyncIterable<readonly ArrivedMessage[]> {
    return readArrivals(this.pool, after);
  }

  /** Writes the last-seen times that are kept in memory; call it before closing the database. */
  async flush(): Promise<void> {
    this.notedAt = performance.now();
    await noteLastSeen(this.pool, this.keys.all(), this.places);
  }

  /** Whether another attempt makes sense, after setting right what stood in the way. */
  private mend(plan: BatchPlan, code: string | undefined): boolean {
    if (code === NO_SUCH_TABLE) this.timeSeries.forget();
    else if (code === UNIQUE_VIOLATION) this.keys.forgetNewest();
    else if (code !== DEADLOCK) return false;
    plan.observations.distrust();
    plan.positions.distrust();
    plan.detections.distrust();
    return true;
  }

  /** Returns the arrivals of what was there already. */
  private async write(client: pg.ClientBase, plan: BatchPlan): Promise<Arrival[]> {
    const duplicates = [
      ...(await this.writeSeries(client, plan.positions, positionFormat)),
      ...(await this.writeSeries(client, plan.observations, observationFormat)),
    ];
    if (plan.hours.size > 0) await this.timeSeries.touchHours(client, [...plan.hours]);
    if (plan.detections.size > 0) duplicates.push(...(await this.writeDetections(client, plan.detections)));
    const { reports, warnings, descriptions } = plan;
    if (reports.length > 0)
      duplicates.push(...butFor(reports, await insertReports(client, reports, this.keys, this.places)));
    if (warnings.length > 0) duplicates.push(...butFor(warnings, await insertWarnings(client, warnings, this.keys)));
    if (descriptions.length > 0)
      duplicates.push(...(await mergeDescriptions(client, descriptions, this.keys, this.places)));
    await recordBatch(client, plan);
    return duplicates.sort((a, b) => a - b);
  }

  private async writeDetections(client: pg.ClientBase, plan: SeriesPlan<Detection>): Promise<Arrival[]> {
    const duplicates = await this.writeSeries(client, plan, detectionFormat);
    const known = new Set(duplicates);
    const minutes = new DetectionMinutes();
    for (const [{ key }, rows] of plan.fresh) for (const { message } of rows) minutes.add(key, message);
    for (const { key, row } of plan.doubtful) if (!known.has(row.arrival)) minutes.add(key, row.message);
    await minutes.write(client);
    return duplicates;
  }

  private async writeSeries<Kind extends SeriesMessage>(
    client: pg.ClientBase,
    plan: SeriesPlan<Kind>,
    format: RowFormat<Kind>,
  ): Promise<Arrival[]> {
    if (plan.fresh.size > 0) {
      const target = this.timeSeries.copyTarget(format.table, [...plan.weeks.keys()]);
      await this.copy(client, plan, format, target);
    }
    if (plan.doubtful.length === 0) return [];
    const { rows } = await client.query<{ arrival: Arrival }>({
      name: `insert-${format.table}`,
      text: format.insert,
      values: format.values(plan.doubtful),
    });
    return butFor(
      plan.doubtful.map(({ row }) => row),
      rows.map(({ arrival }) => arrival),
    );
  }

  private async copy<Kind extends SeriesMessage>(
    client: pg.ClientBase,
    plan: SeriesPlan<Kind>,
    format: RowFormat<Kind>,
    target: string,
  ): Promise<void> {
    const buffer = this.buffers.pop() ?? new CopyBuffer();
    buffer.reset();
    // In the order of the index: neighbours share its pages.
    for (const [entry, rows] of [...plan.fresh].sort(([a], [b]) => a.key - b.key))
      for (const row of rows) format.encode(buffer, entry.key, row);
    await sendCopy(client, `copy ${target} (${format.columns}) from stdin (format binary)`, buffer.finish());
    // Only now is the buffer no longer read; after a failure it is left to the collector.
    this.buffers.push(buffer);
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
  for (const { min, max } of plan.detections.weeks.values()) rows.push(['d', new Date(min), new Date(max)]);
  if (plan.reports.length > 0) rows.push(['r', null, null]);
  if (plan.warnings.length > 0) rows.push(['w', null, null]);
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

/** The arrivals of these rows without those that were stored. */
function butFor(rows: readonly ArrivedMessage[], stored: readonly Arrival[]): Arrival[] {
  if (stored.length === rows.length) return [];
  const known = new Set(stored);
  return rows.flatMap(({ arrival }) => (known.has(arrival) ? [] : arrival));
}
