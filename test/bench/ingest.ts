/**
 * How many readings a second come from a broker, are detected on, and are durable, acknowledged only then. The peer is the least
 * program that could do it: mqtt.js → COPY, without detection, names, checks or idempotence, acknowledging as mqtt.js does by itself.
 * Publisher, broker, ingester and database share the machine in both cases, and all of them are counted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../../backend/store/embedded-postgres.ts';
import { Mosquitto, mosquittoPath } from '../builders/mosquitto.ts';
import { benchFlags, printReport, type Run, resultOf } from './harness/report.ts';

const READINGS = 200_000;
const SIDES = { ours: 'ingest-ours.js', peer: 'ingest-bare.js' } as const;

if (!mosquittoPath) {
  process.stderr.write('ingest needs mosquitto (apt-get install mosquitto)\n');
  process.exit(1);
}
const { json, runs: runCount } = benchFlags();
const folder = await mkdtemp(join(tmpdir(), 'vantage-bench-ingest-'));
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
const pool = new Pool({ connectionString: server.url, max: 1 });
try {
  const runs: Run[] = [];
  for (let run = 0; run < runCount; run++) {
    const pair: Record<keyof typeof SIDES, number> = { ours: 0, peer: 0 };
    // Who goes first alternates, so that neither always finds the warmer machine.
    for (const side of run % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const))
      pair[side] = await measure(side, run);
    runs.push(pair);
  }
  const result = resultOf(
    {
      name: 'MQTT QoS 1 → detectors → durable',
      unit: 'readings/s',
      peer: 'mosquitto → mqtt.js → COPY',
      goal: 'at least 1×',
    },
    runs,
  );
  printReport('ingest', [result], json);
} finally {
  await pool.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit(0);

/** Readings a second, from the first that is published to the commit of the last. */
async function measure(side: keyof typeof SIDES, run: number): Promise<number> {
  const broker = await Mosquitto.start();
  const database = `${side}_${run}`;
  await pool.query(`create database ${database}`);
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const ingester = start(SIDES[side], [broker.url, url.href, String(READINGS)]);
  const publisher = start('flood.js', [broker.url, String(READINGS)]);
  try {
    await Promise.all([ingester.line('ready'), publisher.line('ready')]);
    const begin = performance.now();
    publisher.child.stdin?.write('go\n');
    await ingester.line('done');
    return READINGS / ((performance.now() - begin) / 1000);
  } finally {
    await Promise.all([publisher.end(), ingester.end()]);
    await broker.remove();
    await pool.query(`drop database ${database} with (force)`);
  }
}

function start(name: string, parameters: readonly string[]) {
  const script = fileURLToPath(new URL(`harness/${name}`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout! });
  return {
    child,
    line: (wanted: string) =>
      new Promise<void>((resolve, reject) => {
        lines.on('line', (line) => {
          if (line === wanted) resolve();
        });
        void closed.then(() => reject(new Error(`${name} ended before it said "${wanted}"`)));
      }),
    end: () => {
      child.kill();
      return closed;
    },
  };
}
