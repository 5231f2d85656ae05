import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { ReportStore } from '../../../backend/store/report-store.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { aDescription, anObservation, aPosition, arrived } from '../../builders/messages.ts';

const HOUR = 3_600_000;
const COLUMNS = {
  things:
    'thing_id, name, kind, family, district, street, grid, zone, lon, lat, department, status, installed_at, last_seen_at',
  observations:
    'time, thing_id, thing_name, thing_kind, datastream, value, unit, quality, district, street, grid, zone',
  observations_hourly:
    'hour, thing_id, thing_name, thing_kind, datastream, unit, n, avg_value, min_value, max_value, district, street, grid, zone',
  tracks: 'time, thing_id, thing_name, thing_kind, lon, lat, speed_kn, course_deg, district, zone',
};

describe.each(DATABASES)('schema report on $name', ({ open }) => {
  let database: TestDatabase;
  let messages: PostgresMessageStore;
  let report: ReportStore;
  const hour = Math.floor(Date.now() / HOUR) * HOUR;

  beforeAll(async () => {
    database = await open();
    messages = await PostgresMessageStore.open(database);
    report = new ReportStore(database.pool);
    const minutes = [...Array(120).keys()].map((i) =>
      anObservation('gauge', 'level', hour - 2 * HOUR + i * 60_000, i, { quality: i === 7 ? 'bad' : 'good' }),
    );
    await messages.append(
      arrived([
        aDescription('gauge', hour, { thingKind: 'water_level', name: '葵涌河', lon: 114.4, lat: 22.6 }),
        ...minutes,
        anObservation('gauge', 'level', hour + 1, 500),
        aPosition('mmsi-412000001', Date.now() - 1000, { speedKn: 12.3, courseDeg: 359.9 }),
        aPosition('mmsi-412000002', Date.now() - 10 * 60_000),
        aPosition('mmsi-412000003', Date.now() - 61 * 60_000),
      ]),
    );
    await database.pool.query("update things set district = '大鹏新区' where id = 'gauge'");
    await database.pool.query("update things set district = '盐田区' where id = 'mmsi-412000001'");
  });
  afterAll(() => database.close());

  const everything = { areas: ['*'] };
  const rows = async (sql: string, areas: readonly string[] = ['*']) => (await report.query(sql, { areas })).rows;

  it.each(Object.entries(COLUMNS))(
    '%s has exactly the columns of the contract, each explained',
    async (view, columns) => {
      expect((await report.query(`select * from ${view} limit 1`, everything)).columns.join(', ')).toBe(columns);
      const { rows: comments } = await database.pool.query<{ text: string | null }>(
        `select col_description(('report.' || $1)::regclass, attnum) as text from pg_attribute
       where attrelid = ('report.' || $1)::regclass and attnum > 0
       union all select obj_description(('report.' || $1)::regclass)`,
        [view],
      );
      for (const { text } of comments) expect(text).toMatch(/^.+ \| .+$/);
    },
  );

  it('says what is online, stale and offline', async () => {
    expect(await rows('select thing_id, status, lon from things order by 1')).toEqual([
      ['gauge', expect.stringMatching(/online|stale|offline/) as string, 114.4],
      ['mmsi-412000001', 'online', 114.5],
      ['mmsi-412000002', 'stale', 114.5],
      ['mmsi-412000003', 'offline', 114.5],
    ]);
  });

  it('gives stored values: codes, units, unrounded numbers', async () => {
    expect(await rows(`select value, unit, quality from observations order by time limit 8`)).toContainEqual([
      7,
      'm',
      'bad',
    ]);
    expect(await rows(`select speed_kn, course_deg from tracks where thing_id = 'mmsi-412000001'`)).toEqual([
      [12.3, 359.9],
    ]);
  });

  it('aggregates complete hours and the current one, before and after maintenance, and late readings too', async () => {
    const hours = () => rows('select hour, n, avg_value, min_value, max_value from observations_hourly order by hour');
    const first = [new Date(hour - 2 * HOUR), 59, (1770 - 7) / 59, 0, 59];
    const second = [new Date(hour - HOUR), 60, 89.5, 60, 119];
    const current = [new Date(hour), 1, 500, 500, 500];
    expect(await hours()).toEqual([first, second, current]);
    await messages.timeSeries.maintain(eventTime(hour + 30 * 60_000));
    expect(await hours()).toEqual([first, second, current]);
    await messages.append(arrived([anObservation('gauge', 'level', hour - HOUR + 30, 1000)], 1000));
    await messages.timeSeries.maintain(eventTime(hour + 30 * 60_000));
    expect(await hours()).toEqual([first, [new Date(hour - HOUR), 61, (5370 + 1000) / 61, 60, 1000], current]);
  });

  it('shows only the districts of the asker', async () => {
    expect(await rows('select distinct thing_id from things', ['大鹏新区'])).toEqual([['gauge']]);
    expect(await rows('select count(*) from observations', ['盐田区'])).toEqual([[0]]);
    expect(await rows('select thing_id from tracks', ['盐田区'])).toEqual([['mmsi-412000001']]);
    expect(await rows('select * from things', [])).toEqual([]);
    expect(await rows('select count(*) from things', ["'; drop table things; --", '*'])).toEqual([[4]]);
  });

  it.each([
    ['reset role', /syntax/],
    ['select 1; select 2', /multiple commands/],
    ['delete from report.things', /syntax/],
    ["do $$ begin execute 'reset role'; end $$", /syntax/],
    ['with gone as (delete from public.things returning id) select * from gone', /data-modifying|permission/],
    ['select * from public.things', /permission denied/],
    ["select set_config('role', session_user, false)", /permission denied|not allowed/],
    ["select set_config('vantage.areas', '*', true), * from things", /permission denied|not allowed/],
    [`select U&"set\\005fconfig"('vantage.areas', '*', true), * from things`, /permission denied|not allowed/],
    [
      `select query_to_xml($q$select set_config('role', session_user, false)$q$, true, true, '')`,
      /permission denied|not allowed/,
    ],
    ['select * from things for update', /FOR UPDATE|read-only|permission/i],
    ["select pg_read_file('/etc/passwd')", /permission denied/],
    ['select nothing from things', /line 1, column 8: column "nothing" does not exist/],
    ["select '瞰城',\n  nothing from things", /line 2, column 3: /],
    ['select 1/0', /division by zero/],
    ['', /syntax/],
  ])('refuses %s', async (sql, message) => {
    await expect(report.query(sql, { areas: ['大鹏新区'] })).rejects.toMatchObject({
      name: 'UserError',
      code: 'bad-sql',
      message: expect.stringMatching(message) as string,
    });
  });

  it('stops what takes too long and gives no more rows than asked for', async () => {
    await expect(report.query('select pg_sleep(10)', { areas: ['*'], timeoutMs: 50 })).rejects.toMatchObject({
      code: 'query-timeout',
    });
    const answer = await report.query('select generate_series(1, 20000)', everything);
    expect(answer.rows.length).toBe(10_000);
  });

  it('leaves no lock and no right behind on the connection', async () => {
    await report.query('select pg_advisory_lock(1)', everything);
    const { rows: locks } = await database.pool.query(
      "select 1 from pg_locks where locktype = 'advisory' and objid = 1",
    );
    expect(locks).toEqual([]);
    const { rows: user } = await database.pool.query(
      "select current_user = session_user as same, current_setting('vantage.areas', true) as areas",
    );
    expect(user).toEqual([{ same: true, areas: '' }]);
  });

  it('answers in plain values and the time zone of the city', async () => {
    const answer = await report.query(
      `select count(*), avg(1), date '2026-01-02' as day, interval '90 min' as span,
         date_trunc('day', timestamptz '2026-11-18T20:00Z') as start, array[1, 2] as list`,
      { areas: ['*'], timeZone: 'Asia/Shanghai' },
    );
    expect(answer.rows).toEqual([[1, 1, '2026-01-02', 'PT1H30M', new Date('2026-11-18T16:00Z'), [1, 2]]]);
  });
});
