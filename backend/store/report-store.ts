import pg from 'pg';
import { UserError } from '../errors.ts';
import { AREAS_SETTING, REPORT_ROLE } from './report-views.ts';

export interface ReportRights {
  /** Names of the districts that may be seen; one `*` is all of them. */
  readonly areas: readonly string[];
  /** Rows at most; more are left out. Default 10 000, as the public contract says. */
  readonly limit?: number;
  /** Default 30 s (ours). */
  readonly timeoutMs?: number;
  /** Of the city, for dates and `date_trunc`. Default UTC. */
  readonly timeZone?: string;
}

export interface ReportAnswer {
  readonly columns: readonly string[];
  /** Numbers as numbers, times as Date, everything else as text or JSON. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Functions that change settings, or run SQL from text and so get round a check of names. Only looked for where the server leaves them to everyone. */
const UNSAFE = /set_config|_to_xml|ts_stat|ts_rewrite|dblink|u&\s*["']/i;
const DECLARE = 'declare report_answer no scroll cursor for ';

/** PostgreSQL's own OIDs of types that its driver would turn into something else than what the public contract says. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number, // int8
  1700: Number, // numeric
  1082: String, // date
  1114: String, // timestamp without time zone
  1186: String, // interval
};
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
};

/** Runs people's own SELECTs on schema `report`, under their rights. */
export class ReportStore {
  private readonly pool: pg.Pool;
  private settingsAreSafe: Promise<boolean> | undefined;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /**
   * One SELECT, in a read-only transaction, as the report role, which can read the views and nothing else and cannot change its own settings.
   * @throws UserError `bad-sql` with line and column, `query-timeout`.
   */
  async query(sql: string, rights: ReportRights): Promise<ReportAnswer> {
    if (sql.includes('\0')) throw new UserError('bad-sql', 'the statement has a NUL character in it', { field: 'sql' });
    this.settingsAreSafe ??= areSettingsSafe(this.pool);
    if (!(await this.settingsAreSafe) && UNSAFE.test(sql))
      throw new UserError('bad-sql', 'the statement uses a function that is not allowed here', { field: 'sql' });
    const client = await this.pool.connect();
    let broken = false;
    try {
      await becomeReader(client, rights);
      return await fetch(client, sql, rights.limit ?? 10_000);
    } catch (error) {
      throw faultOf(error, sql);
    } finally {
      // A statement may have taken locks that outlive its transaction.
      await client.query('rollback; select pg_advisory_unlock_all()').catch(() => {
        broken = true;
      });
      client.release(broken);
    }
  }
}

async function areSettingsSafe(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ allowed: boolean }>(
    `select has_function_privilege($1, 'pg_catalog.set_config(text, text, boolean)', 'execute') as allowed`,
    [REPORT_ROLE],
  );
  return rows[0]?.allowed === false;
}

async function becomeReader(client: pg.ClientBase, rights: ReportRights): Promise<void> {
  await client.query('begin read only');
  const settings = {
    [AREAS_SETTING]: rights.areas.includes('*') ? '*' : JSON.stringify(rights.areas),
    statement_timeout: String(rights.timeoutMs ?? 30_000),
    timezone: rights.timeZone ?? 'UTC',
    intervalstyle: 'iso_8601',
    search_path: 'report',
    // All rows are wanted, not the first ones soon.
    cursor_tuple_fraction: '1',
  };
  await client.query('select set_config(name, value, true) from json_each_text($1) as s (name, value)', [
    JSON.stringify(settings),
  ]);
  await client.query(`set local role ${REPORT_ROLE}`);
}

/** A cursor takes nothing but one SELECT that changes nothing; the extended protocol takes nothing but one statement. */
async function fetch(client: pg.ClientBase, sql: string, limit: number): Promise<ReportAnswer> {
  const declare: pg.QueryConfig & { queryMode: 'extended' } = { text: DECLARE + sql, queryMode: 'extended' };
  await client.query(declare);
  const result = await client.query<unknown[]>({
    text: `fetch forward ${limit} from report_answer`,
    rowMode: 'array',
    types,
  });
  return { columns: result.fields.map(({ name }) => name), rows: result.rows };
}

function faultOf(error: unknown, sql: string): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === '57014') {
    return new UserError('query-timeout', 'the statement took too long and was stopped', {
      next: 'Narrow it down: a shorter time, fewer things.',
      cause: error,
    });
  }
  const at = Number(error.position) - DECLARE.length;
  return new UserError('bad-sql', at > 0 ? `${placeIn(sql, at)}: ${error.message}` : error.message, {
    field: 'sql',
    next: error.hint ?? nextOf(error.code),
    cause: error,
  });
}

const nextOf = (code: string | undefined): string =>
  code === '42601'
    ? 'Write one SELECT on the views of schema report.'
    : 'The views of schema report and their columns are listed in the documentation.';

/** PostgreSQL counts positions in characters from 1. */
function placeIn(sql: string, position: number): string {
  const lines = [...sql]
    .slice(0, position - 1)
    .join('')
    .split('\n');
  return `line ${lines.length}, column ${[...lines.at(-1)!].length + 1}`;
}
