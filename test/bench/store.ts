/**
 * Rows a second that are committed by `MessageStore.append`, with everything it promises (each key once, all or nothing, durable), against psql's `\copy`
 * of the same rows as CSV into a table with the same partitions and indexes. Making the messages and the CSV is not counted on either side; psql is a process of
 * its own, and so is the server. `--url postgres://…` measures on another server than the embedded one, e.g. TimescaleDB.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { type Database, openDatabase } from '../../backend/store/database.ts';
import { startEmbeddedPostgres } from '../../backend/store/embedded-postgres.ts';
import { PostgresMessageStore } from '../../backend/store/message-store.ts';
import { migrate } from '../../backend/store/migrate.ts';
import { openTimeSeries } from '../../backend/store/open-time-series.ts';
import { type SeriesName, weekOf } from '../../backend/store/time-series.ts';
import { thingId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Observation, Position } from '../../ingestion/observation.ts';
import type { ArrivedMessage } from '../../ingestion/pipeline/message-store.ts';
import { benchFlags, printReport, type Result, type Run, resultOf } from './harness/report.ts';

const ROWS = 400_000;
const THINGS = 500;
const BATCH = 10_000;
/** Appends under way at a time: while one waits for the disk, the other is encoded. */
const IN_FLIGHT = 2;
const START_MS = Date.parse('2026-01-05T00:00:00Z');

const { json, runs: runCount } = benchFlags();
const { values: flags } = parseArgs({ options: { url: { type: 'string' } }, strict: false });
const folder = await mkdtemp(join(tmpdir(), 'vantage-bench-store-'));
await chmod(folder, 0o755);
const server = typeof flags.url === 'string' ? undefined : await startEmbeddedPostgres(folder);
const administrator = new URL(server?.url ?? String(flags.url));
const hasPsql = await promisify(execFile)('psql', ['--version']).then(
  () => true,
  () => false,
);
if (!hasPsql) process.stderr.write('without its peer: psql is not on PATH (apt-get install postgresql-client)\n');

try {
  const results: Result[] = [];
  for (const series of ['observations', 'positions'] as const) results.push(await compare(series));
  printReport('store', results, json);
} finally {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}

async function compare(series: SeriesName): Promise<Result> {
  const ours = await makeDatabase();
  const peer = await makeDatabase();
  try {
    const store = await PostgresMessageStore.open(ours.database);
    // Registers the things, so that the first run measures what all the others do.
    await appendAll(store, messages(series, -1).slice(0, THINGS));
    const runs: Run[] = [];
    for (let run = 0; run < runCount; run++) {
      const rows = messages(series, run);
      // Who goes first alternates, so that neither always finds the warmer machine.
      const first = run % 2 === 0 ? await appendAll(store, rows) : undefined;
      const copied = hasPsql ? await copyAll(peer, series, rows) : undefined;
      runs.push({
        ours: first ?? (await appendAll(store, rows)),
        ...(copied !== undefined && { peer: copied }),
      });
    }
    const into = ours.database.timescale ? 'hypertable' : 'partition';
    return resultOf(
      { name: `${series} into a ${into}`, unit: 'rows/s', peer: 'psql \\copy CSV', goal: 'at least 1×' },
      runs,
    );
  } finally {
    await ours.drop();
    await peer.drop();
  }
}

async function appendAll(store: PostgresMessageStore, rows: readonly ArrivedMessage[]): Promise<number> {
  const batches: ArrivedMessage[][] = [];
  for (let from = 0; from < rows.length; from += BATCH) batches.push(rows.slice(from, from + BATCH));
  let stored = 0;
  const begin = performance.now();
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const counts = await store.append(batch);
      stored += counts.stored;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const seconds = (performance.now() - begin) / 1000;
  if (stored !== rows.length) throw new Error(`stored ${stored} of ${rows.length} rows`);
  return rows.length / seconds;
}

async function copyAll(peer: BenchDatabase, series: SeriesName, rows: readonly ArrivedMessage[]): Promise<number> {
  const timeSeries = await openTimeSeries(peer.database);
  await timeSeries.prepare(series, new Set(rows.map(({ message }) => weekOf(message.time))));
  const file = join(folder, 'rows.csv');
  await writeFile(file, rows.map((row) => csvLine(row)).join(''));
  const columns =
    series === 'observations'
      ? 'time, arrival, value, datastream, quality'
      : 'time, arrival, lon, lat, thing, speed_kn, course_deg, heading_deg, status, quality';
  // psql tells the time of the command itself: its own start is not counted.
  const { stdout } = await promisify(execFile)('psql', [
    ...['--no-psqlrc', '--quiet', '--dbname', peer.url, '--command', '\\timing on'],
    ...['--command', `\\copy ${series} (${columns}) from '${file}' csv`],
  ]);
  return rows.length / (Number(/Time: ([\d.]+) ms/.exec(stdout)![1]) / 1000);
}

interface BenchDatabase {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

async function makeDatabase(): Promise<BenchDatabase> {
  const name = `vantage_bench_${randomBytes(4).toString('hex')}`;
  await administer(`create database ${name} template template0`);
  const url = new URL(administrator);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrate(database.pool, database);
  return {
    url: url.href,
    database,
    drop: async () => {
      await database.close();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: administrator.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Every thing once a second; each run goes on where the one before ended. */
function messages(series: SeriesName, run: number): ArrivedMessage[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const n = run * ROWS + index;
    const thing = thingId(`thing-${String(index % THINGS).padStart(4, '0')}`);
    const time = eventTime(START_MS + Math.floor(n / THINGS) * 1000);
    return {
      arrival: n + ROWS + 1,
      message: series === 'observations' ? reading(n, thing, time) : fix(n, thing, time),
    };
  });
}

function reading(n: number, thing: Observation['thing'], time: Observation['time']): Observation {
  return {
    kind: 'observation',
    thing,
    datastream: 'level',
    time,
    value: Math.round(1000 * Math.sin(n / 1000)) / 1000,
    quality: 'good',
  };
}

function fix(n: number, thing: Position['thing'], time: Position['time']): Position {
  return {
    kind: 'position',
    thing,
    time,
    lon: 114 + (n % 100_000) / 1e6,
    lat: 22.5 + (n % 77_777) / 1e6,
    speedKn: (n % 300) / 10,
    courseDeg: (n % 3600) / 10,
    headingDeg: n % 360,
    status: 0,
    quality: 'good',
  };
}

function csvLine({ arrival, message }: ArrivedMessage): string {
  const time = new Date(message.time).toISOString();
  const key = Number(message.thing.slice(-4)) + 1;
  if (message.kind === 'observation') return `${time},${arrival},${message.value},${key},0\n`;
  const { lon, lat, speedKn, courseDeg, headingDeg, status } = message as Position;
  return `${time},${arrival},${lon},${lat},${key},${speedKn},${courseDeg},${headingDeg},${status},0\n`;
}
