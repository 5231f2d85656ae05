import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { QuarantineStore } from '../../../backend/store/quarantine-store.ts';
import { PostgresSnapshotStore } from '../../../backend/store/snapshot-store.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { anObservation, aPosition, arrived, NOON } from '../../builders/messages.ts';

const DAY = 86_400_000;

describe.each(DATABASES)('upkeep on $name', ({ open }) => {
  let database: TestDatabase;
  let store: PostgresMessageStore;
  beforeEach(async () => {
    database = await open();
    store = await PostgresMessageStore.open(database);
  });
  afterEach(() => database.close());

  const one = async (sql: string): Promise<unknown> => Object.values((await database.pool.query(sql)).rows[0]!)[0];

  it('still takes rows of weeks that were compressed or aggregated long ago, each once', async () => {
    const old = [...Array(200).keys()].map((i) =>
      anObservation(`gauge-${i % 3}`, 'level', NOON - 30 * DAY + i * 1000, i),
    );
    await store.append(arrived([...old, aPosition('ship', NOON - 30 * DAY)]));
    await store.timeSeries.maintain(eventTime(NOON));
    const more = [
      ...old,
      anObservation('gauge-0', 'level', NOON - 30 * DAY + 500, 1000),
      aPosition('ship', NOON - 30 * DAY + 1),
    ];
    const restarted = await PostgresMessageStore.open(database);
    expect(await restarted.append(arrived(more, 300))).toMatchObject({ stored: 2, duplicates: 200 });
    expect(await one('select count(*) from observations')).toBe(201);
    await store.timeSeries.maintain(eventTime(NOON));
    expect(await one('select sum(n)::int from observation_hours')).toBe(201);
    expect(await one('select max(max) from observation_hours')).toBe(1000);
  });

  it('drops what is older than the retention, after its hours were aggregated', async () => {
    const times = [NOON - 40 * DAY, NOON - 39 * DAY, NOON];
    await store.append(
      arrived(times.flatMap((time) => [anObservation('gauge', 'level', time, 1), aPosition('ship', time)])),
    );
    await store.timeSeries.maintain(eventTime(NOON), { retentionDays: 14 });
    expect(await one('select count(*) from observations')).toBe(1);
    expect(await one('select count(*) from positions')).toBe(1);
    expect(await one('select sum(n)::int from observation_hours')).toBe(3);
    await store.timeSeries.maintain(eventTime(NOON + DAY), { retentionDays: 14 });
    expect(await one('select sum(n)::int from observation_hours')).toBe(3);
    const late = [anObservation('gauge', 'level', NOON - 40 * DAY + 1, 1)];
    expect(await store.append(arrived(late, 10))).toMatchObject({ stored: 1, duplicates: 0 });
  });

  it('keeps every arrival findable when it tidies up', async () => {
    for (let i = 0; i < 5; i++)
      await store.append(
        arrived([aPosition('ship', NOON + i), anObservation('gauge', 'level', NOON + i, i)], 1 + i * 10),
      );
    await store.append(arrived([aPosition('ship', NOON + 100)], 5_000_000));
    await store.timeSeries.maintain(eventTime(NOON));
    expect(await one('select count(*) from ingest_batches')).toBe(3);
    const found = [];
    for await (const page of store.readFrom(11)) found.push(...page.map(({ arrival }) => arrival));
    expect(found).toEqual([12, 21, 22, 31, 32, 41, 42, 5_000_000]);
  });

  it('counts readings that are committed while hours are being aggregated', async () => {
    const append = async (from: number) => {
      for (let i = 0; i < 10; i++)
        await store.append(arrived([anObservation('gauge', 'level', NOON + from + i, 1)], from + i + 1));
    };
    const upkeep = async () => {
      for (let i = 0; i < 20; i++) await store.timeSeries.maintain(eventTime(NOON + DAY));
    };
    await Promise.all([append(0), append(1000), append(2000), upkeep()]);
    await upkeep();
    expect(await one('select sum(n)::int from observation_hours')).toBe(30);
  });

  it('keeps snapshots by name', async () => {
    const snapshots = new PostgresSnapshotStore(database.pool);
    expect(await snapshots.load('runtime')).toBeUndefined();
    await snapshots.save('runtime', 7, { keys: ['a\0b', '瞰城'], n: 1.5 });
    await snapshots.save('runtime', 9, { keys: [] });
    await snapshots.save('other', 1, null);
    expect(await snapshots.load('runtime')).toEqual({ arrival: 9, state: { keys: [] } });
    expect(await snapshots.load('other')).toEqual({ arrival: 1, state: null });
  });

  it('keeps the newest refusals and counts all of them', async () => {
    const quarantine = new QuarantineStore(database.pool);
    const entry = (i: number) => ({
      source: i % 2 ? 'ais' : 'mqtt',
      receivedAt: eventTime(NOON + i),
      reason: 'checksum',
      detail: `sentence ${i}\0`,
      excerpt: '!AIVDM\0',
      position: i,
    });
    await quarantine.keep([...Array(9000).keys()].map(entry));
    await quarantine.keep([...Array(9000).keys()].map((i) => entry(9000 + i)));
    expect(await one('select count(*) from quarantine')).toBe(10_000);
    expect(await quarantine.counts()).toEqual([
      { source: 'ais', reason: 'checksum', n: 9000 },
      { source: 'mqtt', reason: 'checksum', n: 9000 },
    ]);
    const page = await quarantine.list({ source: 'ais' }, { limit: 2 });
    expect(page.items.map(({ position }) => position)).toEqual([17_999, 17_997]);
    const next = await quarantine.list({ source: 'ais', reason: 'checksum' }, { limit: 1, cursor: page.nextCursor! });
    expect(next.items).toEqual([
      {
        source: 'ais',
        receivedAt: new Date(NOON + 17_995).toISOString(),
        reason: 'checksum',
        detail: 'sentence 17995\uFFFD',
        excerpt: '!AIVDM\uFFFD',
        position: 17_995,
      },
    ]);
    expect((await quarantine.list({ reason: 'other' }, { limit: 5 })).nextCursor).toBeNull();
  });
});
