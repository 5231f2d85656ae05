import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../../../backend/store/database.ts';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { ReportStore } from '../../../backend/store/report-store.ts';
import { anObservation, arrived, NOON } from '../../builders/messages.ts';

describe('a database whose owner is no superuser, as managed servers give it', () => {
  const name = `vantage_test_${randomBytes(6).toString('hex')}`;
  let administrator: pg.Client;
  let database: Database;

  beforeAll(async () => {
    administrator = new pg.Client({ connectionString: inject('postgresUrl') });
    await administrator.connect();
    await administrator.query(`create role ${name} login createrole password 'secret'`);
    await administrator.query(`create database ${name} owner ${name} template template0`);
    // The role is the whole server's: other databases may have made it before, as an administrator.
    await administrator.query(
      `do $$ begin create role vantage_report nologin; exception when duplicate_object then null; end $$`,
    );
    await administrator.query(`grant vantage_report to ${name}`);
    const url = new URL(inject('postgresUrl'));
    [url.username, url.password, url.pathname] = [name, 'secret', `/${name}`];
    database = await openDatabase({ url: url.href });
    await migrate(database.pool, database);
  });
  afterAll(async () => {
    await database.close();
    await administrator.query(`drop database ${name} with (force)`);
    await administrator.query(`drop role ${name}`);
    await administrator.end();
  });

  it('stores messages', async () => {
    const store = await PostgresMessageStore.open(database);
    expect(await store.append(arrived([anObservation('gauge', 'level', NOON, 1)]))).toMatchObject({
      stored: 1,
      duplicates: 0,
    });
  });

  it.each([
    "select set_config('vantage.areas', '*', true), * from things",
    "select set_config('role', session_user, false)",
    `select U&"set\\005fconfig"('vantage.areas', '*', true), * from things`,
    "select query_to_xml('select 1', true, true, '')",
    'select * from public.things',
  ])('refuses %s all the same', async (sql) => {
    const report = new ReportStore(database.pool);
    expect((await report.query('select thing_id from things', { areas: ['*'] })).rows).toEqual([['gauge']]);
    await expect(report.query(sql, { areas: [] })).rejects.toMatchObject({ code: 'bad-sql' });
  });
});
