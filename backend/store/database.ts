import pg from 'pg';
import { UserError } from '../errors.ts';
import { APPLICATION_PREFIX } from './embedded-postgres.ts';

export interface Database {
  readonly pool: pg.Pool;
  /** Version of the TimescaleDB extension in this database; `undefined` where it is not installed and cannot be. */
  readonly timescale: string | undefined;
  close(): Promise<void>;
}

/** PostgreSQL 15: the oldest that TimescaleDB still serves, and the first with `security_invoker` views and MERGE. */
const OLDEST_SERVER = 150_000;
const OLDEST_SERVER_NAME = '15';
/** The first with the columnstore under its present names. */
const OLDEST_TIMESCALE = '2.18';

const INT8 = 20;

/** Only for our connections: `bigint` comes back as a number, which holds arrivals and counts exactly up to 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/**
 * Connects, checks that the server is one we can use, and installs the TimescaleDB extension where the server offers it.
 * @throws UserError when it is unreachable, refuses the user or is too old.
 */
export async function openDatabase(options: {
  readonly url: string;
  readonly connections?: number;
}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: `${APPLICATION_PREFIX}${process.pid}`,
    connectionTimeoutMillis: 10_000,
    // Times are written with their offset and read as epoch; the session's zone is for `date_trunc` and casts in people's SQL.
    options: '-c timezone=UTC',
    types,
  });
  // An idle connection may break at any time (server restart); the pool replaces it, and the next query reports what is wrong.
  pool.on('error', () => undefined);
  // So may one that is lent out: without a listener that would end the process, while the query under way rejects anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    return { pool, timescale: await examine(pool), close: () => pool.end() };
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw connectionFault(error, options.url);
  }
}

async function examine(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ number: number; name: string; offered: boolean; installed: string | null }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name,
            exists (select from pg_available_extensions where name = 'timescaledb') as offered,
            (select extversion from pg_extension where extname = 'timescaledb') as installed`,
  );
  const server = rows[0]!;
  if (server.number < OLDEST_SERVER) {
    throw new UserError('database-too-old', `the database server is PostgreSQL ${server.name}`, {
      next: `Use PostgreSQL ${OLDEST_SERVER_NAME} or newer.`,
    });
  }
  if (!server.installed && !server.offered) return undefined;
  const version = server.installed ?? (await installExtension(pool));
  if (version !== undefined && isOlder(version, OLDEST_TIMESCALE)) {
    throw new UserError('database-too-old', `the database has TimescaleDB ${version}`, {
      next: `Update the extension to ${OLDEST_TIMESCALE} or newer.`,
    });
  }
  return version;
}

const isOlder = (version: string, oldest: string): boolean =>
  version.localeCompare(oldest, 'en', { numeric: true }) < 0;

/** Without the right to install it, or without its library preloaded, native partitions do. */
async function installExtension(pool: pg.Pool): Promise<string | undefined> {
  try {
    await pool.query('create extension if not exists timescaledb');
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === undefined) throw error;
    return undefined;
  }
  const { rows } = await pool.query<{ version: string }>(
    "select extversion as version from pg_extension where extname = 'timescaledb'",
  );
  return rows[0]?.version;
}

function connectionFault(error: unknown, url: string): unknown {
  if (error instanceof UserError) return error;
  const { code } = error as { code?: string };
  const where = placeOf(url);
  const fault = (name: string, message: string, next: string) => new UserError(name, message, { next, cause: error });
  switch (code) {
    case '28P01':
    case '28000':
      return fault('database-refused', `the database at ${where} refuses this user or password`, 'Check DATABASE_URL.');
    case '3D000':
      return fault('no-database', `there is no such database at ${where}`, 'Create it, or check DATABASE_URL.');
    case '53300':
      return fault('database-full', `the server at ${where} has no connection left`, 'Raise its max_connections.');
    case 'ERR_INVALID_URL':
      return fault(
        'bad-configuration',
        'DATABASE_URL is not a URL',
        'Write postgres://user:password@host:port/database.',
      );
    default:
      return fault(
        'database-unreachable',
        `no database answers at ${where}: ${(error as Error).message || String(code)}`,
        'Is it running, and does DATABASE_URL name it?',
      );
  }
}

/** Host, port and database, never the password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/** Commits what `work` did, or rolls all of it back and rethrows. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
