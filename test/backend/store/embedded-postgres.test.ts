import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../backend/store/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../backend/store/embedded-postgres.ts';

let folder: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-embedded-'));
  await chmod(folder, 0o755);
  running = [];
});

afterEach(async () => {
  for (const server of running) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (dataDir = folder) => {
  const server = await startEmbeddedPostgres(dataDir);
  running.push(server);
  return server;
};

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
};

const pidOf = async () => Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('the embedded PostgreSQL', () => {
  it('starts on an empty folder, keeps its data over a stop, and listens on loopback only', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    expect(await ask(first.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(first.url, 'show synchronous_commit')).toBe('on');
    await first.stop();
    await expect(ask(first.url, 'select 1')).rejects.toThrow();
    const second = await start();
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  it('keeps the password to its owner and refuses another one', async () => {
    const server = await start();
    expect((await stat(join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600);
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(openDatabase({ url: url.href })).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('takes over a server that already runs on the folder, as after a kill: it is no child of the process that started it', async () => {
    const first = await start();
    const pid = await pidOf();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await pidOf()).toBe(pid);
  });

  it('starts after the server itself was killed and its process id given to another program', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 42 as answer');
    process.kill(await pidOf(), 'SIGKILL');
    const path = join(folder, 'postgres', 'postmaster.pid');
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, [String(process.pid), ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  });

  it('keeps running while another Vantage process uses it', async () => {
    const first = await start();
    const other = new pg.Client({ connectionString: first.url, application_name: 'vantage-1' });
    await other.connect();
    await first.stop();
    expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await other.end();
  });

  it.runIf(process.getuid?.() === 0)('serves root from a folder that others cannot enter', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    expect(await ask(server.url, 'select 1')).toBe(1);
    await server.stop();
    const place = (await promisify(execFile)('readlink', ['-f', join(folder, 'postgres')])).stdout.trim();
    await rm(place, { recursive: true });
    await chmod(folder, 0o755);
  });

  it('says in one sentence that it cannot', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(startEmbeddedPostgres(join(folder, 'file'))).rejects.toMatchObject({
      name: 'UserError',
      code: 'no-database',
    });
  });
});
