import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, openDatabase } from '../../../backend/store/database.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { DATABASES, emptyDatabase, type TestDatabase } from '../../builders/database.ts';

describe.each(DATABASES)('a database: $name', ({ name, open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('says whether it has TimescaleDB', () => {
    if (name === 'TimescaleDB') expect(database.timescale).toMatch(/^\d+\.\d+/);
    else expect(database.timescale).toBeUndefined();
  });

  it('reads bigint as a number', async () => {
    const { rows } = await database.pool.query('select 9007199254740991::bigint as big');
    expect(rows).toEqual([{ big: Number.MAX_SAFE_INTEGER }]);
  });

  it('rolls back all of a failed transaction', async () => {
    await database.pool.query('create table ledger (n int)');
    const work = inTransaction(database.pool, async (client) => {
      await client.query('insert into ledger values (1)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect((await database.pool.query('select * from ledger')).rowCount).toBe(0);
  });

  it('has nothing to migrate a second time', async () => {
    expect((await migrate(database.pool, database)).applied).toEqual([]);
  });
});

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  it('are applied once, by whichever of many callers comes first', async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.pool, database)));
    expect(applied.filter((result) => result.applied.length > 0).length).toBeLessThanOrEqual(1);
    expect(new Set(applied.map((result) => result.version)).size).toBe(1);
  });

  it('undo a failed one and name it', async () => {
    const failing = { id: '9000-fails', up: async () => Promise.reject(new Error('no such luck')) };
    await expect(migrate(database.pool, database, [failing])).rejects.toThrow();
  });

  it('refuse a database of a newer version', async () => {
    await database.pool.query("insert into schema_migrations values ('9999-future', '')");
    await expect(migrate(database.pool, database)).rejects.toMatchObject({ code: 'schema-too-new' });
  });
});

describe('connection faults name the cause, and no password', () => {
  it.each([
    ['postgres://user:secret@127.0.0.1:1/nothing', 'database-unreachable'],
    ['postgres://user:secret@no-such-host.invalid/nothing', 'database-unreachable'],
  ])('%s', async (url, code) => {
    await expect(openDatabase({ url })).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('secret') as string,
    });
  });
});
