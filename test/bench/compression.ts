/**
 * What a day of one city costs in TimescaleDB's columnstore, against the same day as rows: bytes on disk, indexes included, and the time of the product's own queries.
 * The day is stored by `MessageStore.append` and compressed by the product's own housekeeping. Runs where VANTAGE_TEST_TIMESCALE_URL (an administrator's URL) or
 * DATABASE_URL names a server with the extension.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabase } from '../../backend/store/database.ts';
import { HistoryStore } from '../../backend/store/history-store.ts';
import { PostgresMessageStore } from '../../backend/store/message-store.ts';
import { migrate } from '../../backend/store/migrate.ts';
import { ReportStore } from '../../backend/store/report-store.ts';
import { thingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { DAY_MS, DAY_START_MS, measuredDay } from './harness/measured-day.ts';
import { benchFlags, printReport, type Result, type Run, resultOf } from './harness/report.ts';

const BATCH = 10_000;
const HOUR_MS = DAY_MS / 24;

const url = process.env.VANTAGE_TEST_TIMESCALE_URL ?? process.env.DATABASE_URL;
const { json, runs: runCount } = benchFlags();
if (url === undefined) {
  process.stderr.write('compression needs TimescaleDB: set VANTAGE_TEST_TIMESCALE_URL to an administrator URL\n');
  process.exit(0);
}

interface City {
  readonly database: Database;
  readonly messages: PostgresMessageStore;
  readonly rows: number;
  drop(): Promise<void>;
}

const asRows = await storeDay();
if (asRows === undefined) {
  process.stderr.write('compression needs TimescaleDB: the server that was named has no such extension\n');
  process.exit(0);
}
const columnar = (await storeDay())!;
try {
  // A day behind, the hours are complete; ten days behind, the week is compressed.
  await asRows.messages.timeSeries.maintain(eventTime(DAY_START_MS + DAY_MS + HOUR_MS));
  await columnar.messages.timeSeries.maintain(eventTime(DAY_START_MS + 10 * DAY_MS));
  for (const { database } of [asRows, columnar]) await database.pool.query('vacuum analyze');
  const [loose, packed] = [await bytesOf(asRows), await bytesOf(columnar)];
  const size = resultOf(
    { name: `bytes of a day, ${columnar.rows} rows`, unit: 'bytes', peer: 'as rows', goal: 'at most 0.1×' },
    [{ ours: packed, peer: loose }],
  );
  printReport('compression', [size, ...(await compareQueries(asRows, columnar))], json);
} finally {
  await asRows.drop();
  await columnar.drop();
}

async function storeDay(): Promise<City | undefined> {
  const name = `vantage_bench_${randomBytes(4).toString('hex')}`;
  await administer(`create database ${name} template template0`);
  const address = new URL(url!);
  address.pathname = `/${name}`;
  const database = await openDatabase({ url: address.href });
  const drop = async () => {
    await database.close();
    await administer(`drop database ${name} with (force)`);
  };
  if (database.timescale === undefined) {
    await drop();
    return undefined;
  }
  await migrate(database.pool, database);
  const messages = await PostgresMessageStore.open(database);
  let batch: ArrivedMessage[] = [];
  let rows = 0;
  for (const message of measuredDay()) {
    batch.push({ arrival: ++rows, message });
    if (batch.length < BATCH) continue;
    await messages.append(batch);
    batch = [];
  }
  await messages.append(batch);
  await messages.flush();
  return { database, messages, rows, drop };
}

async function bytesOf({ database }: City): Promise<number> {
  const { rows } = await database.pool.query<{ bytes: number }>(
    `select sum(total_bytes) as bytes from (
       select * from hypertable_detailed_size('observations') union all select * from hypertable_detailed_size('positions')
     ) sizes`,
  );
  return Number(rows[0]!.bytes);
}

/** What the console and the reports ask of days gone by. What a restart asks for is always in the newest week, which is kept as rows. */
function queriesOf({ database }: City): Readonly<Record<string, () => Promise<unknown>>> {
  const { pool } = database;
  const history = new HistoryStore(pool);
  const report = new ReportStore(pool);
  const day = { from: eventTime(DAY_START_MS), to: eventTime(DAY_START_MS + DAY_MS), limit: 10_000 };
  const evening = { from: eventTime(DAY_START_MS + 18 * HOUR_MS), to: eventTime(DAY_START_MS + 19 * HOUR_MS) };
  const during = `time >= '${new Date(evening.from).toISOString()}' and time < '${new Date(evening.to).toISOString()}'`;
  const ask = (sql: string) => report.query(sql, { areas: ['*'] });
  return {
    'a gauge, every reading of a day': () => history.observations({ thing: thingId('level-7'), ...day }),
    'a gauge, a day by five minutes': () =>
      history.observations({ thing: thingId('level-7'), bucketMs: 300_000, ...day }),
    'a ship, a day of positions': () => history.tracks({ thing: thingId('mmsi-412000007'), ...day }),
    'a bay, an hour of positions': () => history.tracks({ bounds: [114.2, 22.1, 114.6, 22.4], ...day, ...evening }),
    'all gauges, an hour': () => ask(`select thing_name, max(value) from observations where ${during} group by 1`),
    'all levels, a day': () =>
      ask(
        "select thing_id, min(value), max(value), avg(value) from observations where datastream = 'level' group by 1",
      ),
    'all positions, speeds of a day': () => ask('select thing_id, avg(speed_kn) from tracks group by 1'),
  };
}

async function compareQueries(rowwise: City, packed: City): Promise<Result[]> {
  const [peers, ours] = [queriesOf(rowwise), queriesOf(packed)];
  const names = Object.keys(ours);
  const timed = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };
  // Both are warm: what is compared is the work, not the disk.
  for (const name of names) for (const work of [peers[name]!, ours[name]!]) await work();
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runCount; run++) {
    for (const name of names) {
      const first = run % 2 === 0 ? await timed(ours[name]!) : undefined;
      const peer = await timed(peers[name]!);
      runs.get(name)!.push({ ours: first ?? (await timed(ours[name]!)), peer });
    }
  }
  const all = Array.from({ length: runCount }, (_, run) => ({
    ours: names.reduce((sum, name) => sum + runs.get(name)![run]!.ours, 0),
    peer: names.reduce((sum, name) => sum + runs.get(name)![run]!.peer!, 0),
  }));
  return [
    resultOf({ name: 'all queries', unit: 'ms', peer: 'as rows', goal: 'at most 1.1×' }, all),
    ...names.map((name) => resultOf({ name, unit: 'ms', peer: 'as rows' }, runs.get(name)!)),
  ];
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
