import { createHash } from 'node:crypto';
import type pg from 'pg';
import { UserError } from '../errors.ts';
import type { Migration, MigrationContext } from './migration.ts';
import { MIGRATIONS } from './migrations/index.ts';

export interface MigrationResult {
  /** Ids that this call applied, in order. */
  readonly applied: readonly string[];
  /** Id of the newest migration in the database. */
  readonly version: string;
}

/** Any number does, as long as all versions of Vantage use the same. */
const LOCK = 7_265_837_001;

/**
 * Brings the schema up to `migrations`. Safe to call from many processes at once: one works, the others wait.
 * @throws UserError when the database was made by a newer version of Vantage, or by one that differs.
 */
export async function migrate(
  pool: pg.Pool,
  context: MigrationContext,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<MigrationResult> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      return await applyMissing(client, context, migrations);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function applyMissing(
  client: pg.PoolClient,
  context: MigrationContext,
  migrations: readonly Migration[],
): Promise<MigrationResult> {
  await client.query(`create table if not exists schema_migrations (
    id text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ id: string; checksum: string }>('select id, checksum from schema_migrations');
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  refuseForeign(rows, known);
  const done = new Set(rows.map((row) => row.id));
  const missing = migrations.filter((migration) => !done.has(migration.id));
  for (const migration of missing) await applyOne(client, context, migration);
  return { applied: missing.map((migration) => migration.id), version: migrations.at(-1)?.id ?? '' };
}

function refuseForeign(rows: readonly { id: string; checksum: string }[], known: ReadonlyMap<string, Migration>): void {
  const newer = rows.find((row) => !known.has(row.id));
  if (newer) {
    throw new UserError('schema-too-new', `the database has the migration ${newer.id}, which this version lacks`, {
      next: 'Upgrade Vantage, or use another database.',
    });
  }
}

async function applyOne(client: pg.PoolClient, context: MigrationContext, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await migration.up(client, context);
    await client.query('insert into schema_migrations (id, checksum) values ($1, $2)', [
      migration.id,
      checksumOf(migration),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.id} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** For support: tells whether two databases were made by the same text. Not compared, because a formatter may change it without harm. */
const checksumOf = (migration: Migration): string => createHash('sha256').update(migration.up.toString()).digest('hex');
