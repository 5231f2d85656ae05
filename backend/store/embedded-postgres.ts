import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { UserError } from '../errors.ts';
import {
  canEnter,
  findPostgresPrograms,
  type PostgresPrograms,
  ProgramFailure,
  ROOT_HOME,
} from './postgres-programs.ts';

export interface EmbeddedPostgres {
  /** Of the database `vantage`, as its superuser. Holds the password: never log it. */
  readonly url: string;
  /** Close every pool of this process first. Leaves the server running while another Vantage process is connected to it. */
  stop(): Promise<void>;
}

/** Every connection of ours names itself so, followed by its process id: how `stop` knows whether others still use the server. */
export const APPLICATION_PREFIX = 'vantage-';

const USER = 'vantage';
const DATABASE = 'vantage';

/**
 * Sized for a laptop (ours): a fifth of a gigabyte of cache, and checkpoints so far apart that a full rate of COPY does not wait for them.
 * `synchronous_commit` stays on: what was acknowledged survives a power cut.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '192MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  wal_compression: 'pglz',
  wal_buffers: '16MB',
  max_wal_size: '4GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
};

/**
 * Starts the PostgreSQL that comes with npm on `<dataDir>/postgres`, making the data on first use, on a free loopback port. A server that a killed process left
 * behind on the same data is taken over. `settings` are added to ours.
 * @throws UserError when it cannot.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  try {
    const programs = await findPostgresPrograms();
    await mkdir(dataDir, { recursive: true });
    const password = await passwordIn(dataDir);
    const folder = await preparedFolder(dataDir, programs, password);
    const port = (await adopt(folder, password)) ?? (await launch(programs, folder, { ...SETTINGS, ...settings }));
    await ensureDatabase(urlOf(port, password, 'postgres'));
    const url = urlOf(port, password, DATABASE);
    return { url, stop: () => stop(programs, folder, url) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('no-database', `the embedded PostgreSQL in ${dataDir} did not start: ${messageOf(error)}`, {
      next: 'See the newest file in postgres/log there, or set DATABASE_URL to another server.',
      cause: error,
    });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

async function passwordIn(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres.password');
  const fresh = randomBytes(24).toString('base64url');
  try {
    await writeFile(path, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}

/** The server's data folder, initialised. Made aside and renamed, so that a kill in between leaves nothing half done. */
async function preparedFolder(dataDir: string, programs: PostgresPrograms, password: string): Promise<string> {
  const place = join(dataDir, 'postgres');
  const found = await lstat(place).catch(() => undefined);
  if (found) return found.isSymbolicLink() ? readlink(place) : place;
  const reachable = !programs.account || (await canEnter(programs.account, dataDir));
  if (!reachable) await mkdir(ROOT_HOME, { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(reachable ? join(dataDir, 'postgres-') : join(ROOT_HOME, 'postgres-'));
  try {
    await initialise(unfinished, programs, password);
    if (!reachable) await symlink(unfinished, place);
    else await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return reachable ? place : unfinished;
}

async function initialise(folder: string, programs: PostgresPrograms, password: string): Promise<void> {
  const { account } = programs;
  const passwordFile = join(folder, '..', `.${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  try {
    if (account) await Promise.all([folder, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    // The builtin provider sorts by code point on every platform, so that indexes survive an upgrade of the operating system.
    await programs.run('initdb', [
      `--pgdata=${folder}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of a server that already runs on `folder`; clears away the pid file of one that does not. */
async function adopt(folder: string, password: string): Promise<number | undefined> {
  const path = join(folder, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (lines.length < 4) return undefined;
  const [pid, , , port] = lines.map(Number);
  if (!(await isServerOf(pid!, folder))) {
    await rm(path, { force: true });
    return undefined;
  }
  // It may still be recovering from the crash: wait for it as pg_ctl would.
  for (let attempt = 0; attempt < ADOPTION_ATTEMPTS; attempt++) {
    const client = new pg.Client({ connectionString: urlOf(port!, password, 'postgres') });
    try {
      await client.connect();
      return port!;
    } catch (error) {
      if ((error as { code?: string }).code === WRONG_PASSWORD)
        throw new UserError(
          'no-database',
          `a server runs on ${folder} that does not know the password in postgres.password`,
          {
            next: `Stop the process ${pid} and start again.`,
            cause: error,
          },
        );
    } finally {
      await client.end().catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (!(await isServerOf(pid!, folder))) return undefined;
  }
  throw new Error(`the server with process id ${pid} on ${folder} does not answer`);
}

const ADOPTION_ATTEMPTS = 600;
const WRONG_PASSWORD = '28P01';

/** A process id may have been given to another program since; on Linux the server's working directory tells. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return false;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => folder);
  return place === folder;
}

async function launch(
  programs: PostgresPrograms,
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  // Someone may take the free port before the server does.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const flags = Object.entries({ ...settings, port: String(port) }).map(([name, value]) => `-c ${name}='${value}'`);
    try {
      await programs.run('pg_ctl', [
        'start',
        `--pgdata=${folder}`,
        '--wait',
        '--timeout=300',
        `--log=${join(folder, 'start.log')}`,
        `--options=${flags.join(' ')}`,
      ]);
      return port;
    } catch (error) {
      if (attempt === 3) throw await withLog(error, folder);
    }
  }
}

async function withLog(error: unknown, folder: string): Promise<Error> {
  const log = await readFile(join(folder, 'start.log'), 'utf8').catch(() => '');
  const fatal = log.split('\n').findLast((line) => /FATAL|ERROR|could not/.test(line));
  return new Error(fatal ?? messageOf(error), { cause: error });
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end();
  }
}

const DUPLICATE_DATABASE = '42P04';

async function stop(programs: PostgresPrograms, folder: string, url: string): Promise<void> {
  if (await othersConnected(url)) return;
  try {
    await programs.run('pg_ctl', ['stop', `--pgdata=${folder}`, '--mode=fast', '--wait', '--timeout=120']);
  } catch (error) {
    // Exit status 1 with no pid file: it is down already.
    if (!(error instanceof ProgramFailure) || (await lstat(join(folder, 'postmaster.pid')).catch(() => undefined)))
      throw error;
  }
}

async function othersConnected(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: `${APPLICATION_PREFIX}${process.pid}` });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      'select 1 from pg_stat_activity where starts_with(application_name, $1) and application_name <> $2 limit 1',
      [APPLICATION_PREFIX, `${APPLICATION_PREFIX}${process.pid}`],
    );
    return rowCount !== 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
