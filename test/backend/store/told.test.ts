import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { Places } from '../../../backend/store/places.ts';
import { ReportStore } from '../../../backend/store/report-store.ts';
import { ThingStore } from '../../../backend/store/thing-store.ts';
import { ToldStore } from '../../../backend/store/told-store.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { ArrivedMessage } from '../../../ingestion/pipeline/message-store.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import {
  aDescription,
  aDetection,
  anObservation,
  aPosition,
  aReport,
  arrived,
  aWarning,
  NOON,
} from '../../builders/messages.ts';
import { smallPlaceOf, smallZones } from '../../builders/small-city.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.each(DATABASES)('what cameras see, people tell and authorities warn of, on $name', ({ open }) => {
  let database: TestDatabase;
  let store: PostgresMessageStore;
  let report: ReportStore;
  beforeEach(async () => {
    database = await open();
    const places = new Places();
    places.use({ placeOf: smallPlaceOf, zones: smallZones });
    store = await PostgresMessageStore.open(database, places);
    report = new ReportStore(database.pool);
  });
  afterEach(() => database.close());

  const rows = async (sql: string, areas: readonly string[] = ['*']) => (await report.query(sql, { areas })).rows;
  const readAll = async (from = 0): Promise<ArrivedMessage[]> => {
    const all: ArrivedMessage[] = [];
    for await (const page of store.readFrom(from)) all.push(...page);
    return all;
  };

  it('is read back as it was, in order of arrival with all the rest', async () => {
    const batch = arrived([
      aDetection('cam-1', NOON, {}, { quality: 'suspect' }),
      anObservation('gauge', 'level', NOON, 1),
      aReport('r-1', NOON - DAY, { category: '燃气', matterCode: 'G01', channel: 'app', lon: 114.4, lat: 22.6 }),
      aDetection(
        'cam-1',
        NOON + 1000,
        {},
        {
          groups: [
            { class: 'person', n: 3, maxScore: 0.87, zone: 'beach-1' },
            { class: 'person', n: 1, maxScore: 0.31, zone: 'closed-1', positions: [[114.51, 22.5]] },
            { class: '帐篷', n: 2, maxScore: 1 },
          ],
        },
      ),
      aWarning('w-1', NOON, {
        grade: 2,
        area: '鹏屿区',
        effectiveAt: eventTime(NOON + 5),
        expiresAt: eventTime(NOON + DAY),
      }),
      aWarning('w-2', NOON + 10, { status: 'update', replaces: ['w-1', 'w-0'] }),
      aPosition('ship', NOON),
      aReport('r-2', NOON),
    ]);
    expect(await store.append(batch)).toEqual({ stored: 8, duplicates: 0, duplicateArrivals: [] });
    expect(await readAll()).toEqual(batch);
    expect(await readAll(3)).toEqual(batch.slice(3));
    const restarted = await PostgresMessageStore.open(database);
    const again = batch.map(({ message }, index) => ({ arrival: 100 + index, message }));
    expect(await restarted.append(again)).toEqual({
      stored: 0,
      duplicates: 8,
      duplicateArrivals: [100, 101, 102, 103, 104, 105, 106, 107],
    });
    expect(await readAll()).toEqual(batch);
  });

  it('keeps the first of two different messages of one camera and moment, whole', async () => {
    const first = aDetection('cam-1', NOON, { person: 5 });
    const other = aDetection('cam-1', NOON, { person: 900, tent: 7, car: 1 });
    await store.append(arrived([aDetection('cam-1', NOON + 1)]));
    expect(await store.append(arrived([first, other], 2))).toMatchObject({ stored: 1, duplicateArrivals: [3] });
    expect((await readAll(1)).map(({ message }) => message)).toEqual([first]);
    expect(await rows('select class, n from detections')).toEqual([['person', 5]]);
  });

  it('counts the most at once by camera, class and minute', async () => {
    await store.append(
      arrived([
        aDescription('cam-1', NOON, { thingKind: 'camera', name: '金沙湾1号', lon: 114.6, lat: 22.6 }),
        aDetection('cam-1', NOON, { person: 4, tent: 1 }),
        aDetection(
          'cam-1',
          NOON + 10_000,
          {},
          {
            groups: [
              { class: 'person', n: 6, maxScore: 0.7, zone: 'berth-3' },
              { class: 'person', n: 5, maxScore: 0.8, zone: 'berth-3' },
            ],
          },
        ),
        aDetection('cam-1', NOON + 20_000, { person: 3 }),
        aDetection('cam-1', NOON + 30_000, { person: 700 }, { quality: 'bad' }),
        aDetection('cam-1', NOON + MINUTE, {}),
        aDetection('cam-1', NOON + 2 * MINUTE, { person: 2 }),
      ]),
    );
    await database.pool.query("insert into zones values ('berth-3', '三号泊位')");
    const seen =
      'select time, camera_id, camera_name, zone, district, class, n, max_score from detections order by 1, 6';
    const camera = ['cam-1', '金沙湾1号'];
    expect(await rows(seen)).toEqual([
      [new Date(NOON), ...camera, '三号泊位', '鹏屿区', 'person', 11, 0.9],
      [new Date(NOON), ...camera, null, '鹏屿区', 'tent', 1, 0.9],
      [new Date(NOON + 2 * MINUTE), ...camera, null, '鹏屿区', 'person', 2, 0.9],
    ]);
    await store.append(arrived([aDetection('cam-1', NOON + 59_999, { person: 20 })], 50));
    expect(await rows("select n, zone from detections where class = 'person' order by time")).toEqual([
      [20, null],
      [2, null],
    ]);
    expect(await rows(seen, ['福安区'])).toEqual([]);
    expect(await rows(seen, ['鹏屿区'])).toHaveLength(3);
  });

  it('makes a camera seen', async () => {
    const now = Date.now();
    await store.append(arrived([aDetection('cam-1', now - 1000)]));
    expect(await rows('select kind, status, last_seen_at from things')).toEqual([
      ['camera', 'online', new Date(now - 1000)],
    ]);
  });

  it('is dropped with the readings of its week, and taken into weeks that were compressed', async () => {
    const old = [...Array(60).keys()].map((i) =>
      aDetection(`cam-${i % 3}`, NOON - 40 * DAY + i * 20_000, { person: i }),
    );
    await store.append(arrived([...old, aDetection('cam-1', NOON, { person: 1 })]));
    await store.timeSeries.maintain(eventTime(NOON));
    const restarted = await PostgresMessageStore.open(database);
    const late = aDetection('cam-1', NOON - 40 * DAY + 25_000, { person: 500, car: 2 });
    expect(await restarted.append(arrived([...old, late], 100))).toMatchObject({ stored: 1, duplicates: 60 });
    expect(await rows("select max(n), count(*) from detections where camera_id = 'cam-1'")).toEqual([[500, 22]]);
    await store.timeSeries.maintain(eventTime(NOON), { retentionDays: 14 });
    expect(await rows('select camera_id, n from detections')).toEqual([['cam-1', 1]]);
  });

  it('ends a warning when it is updated or called off, whichever comes first', async () => {
    await store.append(
      arrived([
        aWarning('typhoon-1', NOON, { event: '台风', expiresAt: eventTime(NOON + DAY) }),
        aWarning('rain-1', NOON, { grade: 3 }),
        aWarning('heat-1', NOON, { event: '高温', expiresAt: eventTime(NOON + HOUR) }),
        aWarning('rain-2', NOON + HOUR, { status: 'update', replaces: ['rain-1'], grade: 2 }),
        aWarning('heat-off', NOON + 2 * HOUR, { status: 'cancel', replaces: ['heat-1', 'gale-1'] }),
      ]),
    );
    await store.append(arrived([aWarning('gale-1', NOON, { event: '大风' })], 10));
    expect(await rows('select warning_id, event, grade, expires_at from warnings order by 1')).toEqual([
      ['gale-1', '大风', null, new Date(NOON + 2 * HOUR)],
      ['heat-1', '高温', null, new Date(NOON + HOUR)],
      ['rain-1', '暴雨', 3, new Date(NOON + HOUR)],
      ['rain-2', '暴雨', 2, null],
      ['typhoon-1', '台风', null, new Date(NOON + DAY)],
    ]);
    const told = new ToldStore(database.pool);
    const open = async (at: number) => (await told.warnings(eventTime(at))).map(({ id }) => id);
    expect(await open(NOON + 90 * MINUTE)).toEqual(['gale-1', 'typhoon-1', 'rain-2']);
    expect(await open(NOON + 2 * DAY)).toEqual(['rain-2']);
  });

  it('places reports, and gives the newest to whoever opens a console', async () => {
    await store.append(
      arrived([
        ...[...Array(5).keys()].map((i) => aReport(`r-${i}`, NOON + i * MINUTE, { lon: 114.4 + i * 0.05, lat: 22.6 })),
        aReport('nowhere', NOON - 1),
      ]),
    );
    expect(await rows('select report_id, district, street, grid from reports order by reported_at')).toEqual([
      ['nowhere', null, null, null],
      ['r-0', '福安区', '莲塘街道', 'FA-01'],
      ['r-1', '福安区', '莲塘街道', 'FA-01'],
      ...['r-2', 'r-3', 'r-4'].map((id) => [id, '鹏屿区', '葵湾街道', 'PY-07']),
    ]);
    expect(await rows('select count(*) from reports', ['福安区'])).toEqual([[2]]);
    const newest = await new ToldStore(database.pool).reports(3);
    expect(newest.map(({ id }) => id)).toEqual(['r-2', 'r-3', 'r-4']);
    expect(newest[0]).toEqual(aReport('r-2', NOON + 2 * MINUTE, { lon: 114.5, lat: 22.6 }));
  });

  it('keeps who answers for a thing, how often it reports, and where it is', async () => {
    const told = aDescription('gauge', NOON, {
      thingKind: 'tide_gauge',
      lon: 114.56,
      lat: 22.36,
      department: '市海洋局',
      intervalS: 360,
    });
    await store.append(arrived([told, aPosition('ship', NOON, { lon: 114.45 })]));
    await store.flush();
    expect(await rows('select thing_id, department, district, zone from things order by 1')).toEqual([
      ['gauge', '市海洋局', null, '三号泊位'],
      ['ship', null, '福安区', null],
    ]);
    await store.append(arrived([aPosition('ship', NOON + HOUR, { lon: 114.6 })], 10));
    await store.flush();
    expect(await rows("select district, zone from things where thing_id = 'ship'")).toEqual([['鹏屿区', null]]);
    const [gauge] = await new ThingStore(database.pool).load();
    expect(gauge?.thing).toMatchObject({ department: '市海洋局', intervalS: 360 });
  });

  it('gives the newest readings of what stays in place', async () => {
    const [old, last] = [anObservation('gauge', 'level', NOON, 1), anObservation('gauge', 'level', NOON + 1, 2)];
    const rain = anObservation('gauge', 'rain', NOON, 0.2, { quality: 'suspect' });
    const fixed = aDescription('gauge', NOON, { thingKind: 'water_level', lon: 114.4, lat: 22.6 });
    await store.append(arrived([fixed, old, last, rain, anObservation('elsewhere', 'level', NOON, 9)]));
    await store.flush();
    const readings = await new ThingStore(database.pool).latestReadings();
    expect(readings.toSorted((a, b) => (a.datastream < b.datastream ? -1 : 1))).toEqual([last, rain]);
  });

  it('calls a thing silent by its own interval', async () => {
    const now = Date.now();
    const silent = (id: string, minutes: number, intervalS?: number) => [
      aDescription(id, now - minutes * MINUTE, { thingKind: 'water_level', ...(intervalS && { intervalS }) }),
      anObservation(id, 'level', now - minutes * MINUTE, 1),
    ];
    await store.append(
      arrived([...silent('a', 11), ...silent('b', 11, 360), ...silent('c', 20, 360), ...silent('d', 61, 360)]),
    );
    expect(await rows('select thing_id, status from things order by 1')).toEqual([
      ['a', 'offline'],
      ['b', 'online'],
      ['c', 'stale'],
      ['d', 'offline'],
    ]);
  });
});
