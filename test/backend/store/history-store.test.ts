import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HistoryStore } from '../../../backend/store/history-store.ts';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { anObservation, aPosition, arrived, NOON } from '../../builders/messages.ts';

const MINUTE = 60_000;

describe.each(DATABASES)('history on $name', ({ open }) => {
  let database: TestDatabase;
  let history: HistoryStore;
  beforeAll(async () => {
    database = await open();
    history = new HistoryStore(database.pool);
    const store = await PostgresMessageStore.open(database);
    await store.append(
      arrived([
        ...[...Array(90).keys()].map((i) =>
          anObservation('gauge', 'discharge', NOON + i * MINUTE, i, { quality: i === 3 ? 'bad' : 'good' }),
        ),
        anObservation('gauge', 'level', NOON, 5, { quality: 'suspect' }),
        ...[0, 1, 2].flatMap((i) => [
          aPosition('b', NOON + i, { lon: 179.9, speedKn: 1.1 }),
          aPosition('a', NOON + i, { lon: -179.9 }),
          aPosition('c', NOON + i, { lon: 10, quality: 'suspect' }),
        ]),
      ]),
    );
  });
  afterAll(() => database.close());

  const gauge = { thing: thingId('gauge'), from: eventTime(NOON), to: eventTime(NOON + 90 * MINUTE), limit: 1000 };

  it('gives readings as they were, the end of the window outside', async () => {
    const { items, nextCursor } = await history.observations({ ...gauge, to: eventTime(NOON + 5 * MINUTE) });
    expect(items.length).toBe(6);
    expect(items[3]).toEqual({
      time: new Date(NOON + 3 * MINUTE).toISOString(),
      datastream: 'discharge',
      unit: 'm3/s',
      value: 3,
      quality: 'bad',
    });
    expect(items[5]).toMatchObject({ datastream: 'level', quality: 'suspect' });
    expect(nextCursor).toBeNull();
  });

  it.each([10 * MINUTE, 60 * MINUTE])('gives means of buckets of %i ms without the bad ones', async (bucketMs) => {
    const { items } = await history.observations({ ...gauge, datastream: 'discharge', bucketMs });
    const values = [...Array(bucketMs / MINUTE).keys()].filter((i) => i !== 3);
    expect(items[0]).toEqual({
      time: new Date(NOON).toISOString(),
      datastream: 'discharge',
      unit: 'm3/s',
      value: values.reduce((sum, value) => sum + value) / values.length,
      n: values.length,
      min: 0,
      max: bucketMs / MINUTE - 1,
    });
    expect(items.length).toBe(Math.ceil((90 * MINUTE) / bucketMs));
  });

  it('pages without gaps or repetitions', async () => {
    const all = (await history.observations(gauge)).items;
    const paged = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await history.observations({ ...gauge, limit: 7, ...(cursor && { cursor }) });
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    await expect(history.observations({ ...gauge, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('gives tracks by thing and time, in a box that may cross the antimeridian', async () => {
    const window = { from: eventTime(NOON), to: eventTime(NOON + 2), limit: 100 };
    const all = (await history.tracks(window)).items;
    expect(all.map(({ thing }) => thing)).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
    expect(all[2]).toEqual({
      thing: 'b',
      time: new Date(NOON).toISOString(),
      lon: 179.9,
      lat: 22.5,
      speedKn: 1.1,
      quality: 'good',
    });
    const across = await history.tracks({ ...window, bounds: [170, 0, -170, 40], limit: 3 });
    expect(across.items.map(({ thing }) => thing)).toEqual(['a', 'a', 'b']);
    const rest = await history.tracks({ ...window, bounds: [170, 0, -170, 40], limit: 3, cursor: across.nextCursor! });
    expect(rest.items.map(({ thing }) => thing)).toEqual(['b']);
    expect((await history.tracks({ ...window, thing: thingId('c') })).items.length).toBe(2);
  });
});
