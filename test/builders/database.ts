import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../backend/store/database.ts';
import { migrate } from '../../backend/store/migrate.ts';

export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

/** An administrator's URL of a PostgreSQL with TimescaleDB, where there is one to test against. */
const TIMESCALE_URL = process.env.VANTAGE_TEST_TIMESCALE_URL;

/** A new, empty, migrated database on the embedded server that the test run shares. */
const freshDatabase = (): Promise<TestDatabase> => create(inject('postgresUrl'), true);

/** The same without any migration. */
export const emptyDatabase = (): Promise<TestDatabase> => create(inject('postgresUrl'), false);

/** A new, empty, migrated database with TimescaleDB. */
const timescaleDatabase = (): Promise<TestDatabase> => {
  if (!TIMESCALE_URL) throw new Error('VANTAGE_TEST_TIMESCALE_URL is not set');
  return create(TIMESCALE_URL, true);
};

export interface DatabaseKind {
  readonly name: string;
  open(): Promise<TestDatabase>;
}

/** For `describe.each(DATABASES)`: the embedded server always, TimescaleDB when its URL is set. */
export const DATABASES: readonly DatabaseKind[] = [
  { name: 'embedded PostgreSQL', open: freshDatabase },
  ...(TIMESCALE_URL ? [{ name: 'TimescaleDB', open: timescaleDatabase }] : []),
];

if (!TIMESCALE_URL)
  process.stderr.write('Tests on TimescaleDB skipped: set VANTAGE_TEST_TIMESCALE_URL to an administrator URL.\n');

async function create(administratorUrl: string, migrated: boolean): Promise<TestDatabase> {
  const name = `vantage_test_${randomBytes(6).toString('hex')}`;
  await administer(administratorUrl, `create database ${name} template template0`);
  const url = new URL(administratorUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  if (migrated) await migrate(database.pool, database);
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await administer(administratorUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
