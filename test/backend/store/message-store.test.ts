import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresMessageStore } from '../../../backend/store/message-store.ts';
import { ThingStore } from '../../../backend/store/thing-store.ts';
import type { Message } from '../../../ingestion/observation.ts';
import type { ArrivedMessage } from '../../../ingestion/pipeline/message-store.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { aDescription, aDetection, anObservation, aPosition, aReport, arrived, NOON } from '../../builders/messages.ts';

const WEEK = 7 * 86_400_000;

describe.each(DATABASES)('the message store on $name', ({ open }) => {
  let database: TestDatabase;
  let store: PostgresMessageStore;
  beforeEach(async () => {
    database = await open();
    store = await PostgresMessageStore.open(database);
  });
  afterEach(() => database.close());

  const count = async (table: string): Promise<number> =>
    (await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]!.n;
  const readAll = async (from = 0, reader = store): Promise<ArrivedMessage[]> => {
    const all: ArrivedMessage[] = [];
    for await (const page of reader.readFrom(from)) all.push(...page);
    return all;
  };

  it('gives back what was put in, in order of arrival', async () => {
    const batch = arrived([
      anObservation('gauge', 'level', NOON, 1.25, { quality: 'suspect', attrs: { note: '涨潮', raw: 3, ok: true } }),
      aPosition('mmsi-412000001', NOON, { speedKn: 12.3, courseDeg: 359.9, headingDeg: 358, status: 0 }),
      anObservation('gauge', 'level', NOON + 1, -0.1, { quality: 'bad' }),
      aPosition('mmsi-412000001', NOON + 1, { lon: -179.999_999_9, lat: -89.123_456_7 }),
    ]);
    expect(await store.append(batch)).toMatchObject({ stored: 4, duplicates: 0 });
    expect(await readAll()).toEqual(batch);
    expect(await readAll(2)).toEqual(batch.slice(2));
    expect(await store.lastArrival()).toBe(4);
  });

  it('starts empty', async () => {
    expect(await store.lastArrival()).toBe(0);
    expect(await readAll()).toEqual([]);
    expect(await store.append([])).toMatchObject({ stored: 0, duplicates: 0 });
  });

  it('counts a key that comes twice in one batch, and again later, as one row and its duplicates', async () => {
    const reading = anObservation('gauge', 'level', NOON, 1);
    const fix = aPosition('ship', NOON);
    expect(await store.append(arrived([reading, reading, fix, fix, fix]))).toMatchObject({ stored: 2, duplicates: 3 });
    expect(await store.append(arrived([fix, reading, anObservation('gauge', 'level', NOON + 1, 2)], 6))).toEqual({
      stored: 1,
      duplicates: 2,
      duplicateArrivals: [6, 7],
    });
    expect(await count('observations')).toBe(2);
    expect(await count('positions')).toBe(1);
  });

  it('stores rows that come late or out of order', async () => {
    await store.append(arrived([anObservation('gauge', 'level', NOON, 1)]));
    const late = [NOON - 5000, NOON - 10_000, NOON - 7000].map((time) => anObservation('gauge', 'level', time, 2));
    expect(await store.append(arrived(late, 2))).toMatchObject({ stored: 3, duplicates: 0 });
    expect(await count('observations')).toBe(4);
  });

  it('takes times of any week, from 2011 to far ahead, in one batch', async () => {
    const times = ['2011-03-01T00:00:00Z', '1969-12-31T23:59:59Z', '2026-11-18T12:00:00Z', '2031-01-01T00:00:00Z'];
    const batch = arrived(times.map((time) => aPosition('ship', Date.parse(time))));
    expect(await store.append(batch)).toMatchObject({ stored: 4, duplicates: 0 });
    expect(await store.append(batch)).toMatchObject({ stored: 0, duplicates: 4 });
    expect(await readAll()).toEqual(batch);
  });

  it('knows after a restart what it stored before', async () => {
    const batch = arrived([...Array(50).keys()].map((i) => anObservation(`gauge-${i % 5}`, 'level', NOON + i, i)));
    await store.append(batch.slice(0, 30));
    await store.flush();
    const restarted = await PostgresMessageStore.open(database);
    expect(await restarted.append(batch)).toMatchObject({ stored: 20, duplicates: 30 });
    expect(await restarted.lastArrival()).toBe(50);
  });

  it('counts exactly when several writers store the same messages at once', async () => {
    const writers = await Promise.all([...Array(4)].map(() => PostgresMessageStore.open(database)));
    const messages: Message[] = [...Array(3000).keys()].flatMap((i) => [
      anObservation(`gauge-${i % 50}`, 'level', NOON + i * 1000, i),
      aPosition(`ship-${i % 40}`, NOON + i * 1000),
    ]);
    const batches = [...Array(12).keys()].map((i) => arrived(messages.slice(i * 500, i * 500 + 500), i * 500 + 1));
    const counts = await Promise.all(
      writers.flatMap((writer, offset) =>
        batches.map((_, index) => writer.append(batches[(index + offset * 3) % batches.length]!)),
      ),
    );
    expect(counts.reduce((sum, { stored }) => sum + stored, 0)).toBe(messages.length);
    expect(counts.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(messages.length * 3);
    expect((await count('observations')) + (await count('positions'))).toBe(messages.length);
  });

  it('survives a refusal in the middle of a large copy', async () => {
    const other = await PostgresMessageStore.open(database);
    const batch = arrived([...Array(20_000).keys()].map((i) => aPosition(`ship-${i % 500}`, NOON + i)));
    await store.append(arrived([aPosition('ship-0', NOON - 1)]));
    await other.append([...batch.slice(0, 500), ...batch.slice(-500)]);
    expect(await store.append(batch)).toMatchObject({ stored: 19_000, duplicates: 1000 });
  });

  it('commits all of a batch or nothing', async () => {
    const unstorable = anObservation('gauge', 'level', NOON + 1, Number.MAX_VALUE, { quality: 'good' });
    const batch = arrived([anObservation('gauge', 'level', NOON, 1), aPosition('ship', NOON), unstorable]);
    await database.pool.query('alter table observations add constraint small check (value < 1e300)');
    await expect(store.append(batch)).rejects.toThrow();
    expect((await count('observations')) + (await count('positions')) + (await store.lastArrival())).toBe(0);
    await database.pool.query('alter table observations drop constraint small');
    expect(await store.append(batch)).toMatchObject({ stored: 3, duplicates: 0 });
  });

  it('loses nothing and doubles nothing when its connection is killed between and within batches', async () => {
    const messages = [...Array(4000).keys()].map((i) => anObservation(`gauge-${i % 7}`, 'level', NOON + i, i));
    let stored = 0;
    for (let from = 0; from < messages.length; from += 500) {
      const batch = arrived(messages.slice(from, from + 500), from + 1);
      const killer = database.pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = $1',
        ['client backend'],
      );
      const first = await store.append(batch).catch(() => undefined);
      await killer.catch(() => undefined);
      const counts = first ?? (await retried(() => store.append(batch)));
      stored += counts.stored;
      expect(counts.stored + counts.duplicates).toBe(500);
    }
    expect(await count('observations')).toBe(4000);
    expect(stored).toBeLessThanOrEqual(4000);
    expect((await readAll()).map(({ message }) => message.time)).toEqual(messages.map(({ time }) => time));
  });

  it('agrees with a set of keys on any mixture of duplicates, lateness and restarts', async () => {
    const message = fc.record({
      thing: fc.integer({ min: 0, max: 3 }),
      time: fc.integer({ min: 0, max: 12 }),
      week: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom('level', 'rain', 'position', 'detection', 'report'),
    });
    const batches = fc.array(fc.array(message, { maxLength: 12 }), { minLength: 1, maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (input) => {
        run++;
        const seen = new Set<string>();
        let arrival = (await store.lastArrival()) + 1;
        let writer = store;
        for (const [index, rows] of input.entries()) {
          const messages = rows.map(({ thing, time, week, kind }): Message => {
            const at = NOON + week * WEEK + time * 1000;
            const name = `run-${run}-${thing}`;
            switch (kind) {
              case 'position':
                return aPosition(name, at);
              case 'detection':
                return aDetection(name, at, { person: time, tent: 1 });
              case 'report':
                return aReport(`${name} ${week} ${time}`, at);
              default:
                return anObservation(name, kind, at, time);
            }
          });
          const duplicateArrivals = messages.flatMap((each, offset) => {
            const key = `${each.thing} ${each.kind} ${'datastream' in each ? each.datastream : ''} ${each.time}`;
            const id = each.kind === 'report' ? each.id : key;
            return seen.has(id) || !seen.add(id) ? arrival + offset : [];
          });
          const counts = await writer.append(arrived(messages, arrival));
          const duplicates = duplicateArrivals.length;
          expect(counts).toEqual({ stored: messages.length - duplicates, duplicates, duplicateArrivals });
          arrival += messages.length;
          if (index % 2) writer = await PostgresMessageStore.open(database);
        }
      }),
      { numRuns: 25 },
    );
  });

  describe('what things are', () => {
    const thing = async (id: string) =>
      (await new ThingStore(database.pool).load()).find((known) => known.thing.id === id);

    it('merges descriptions: newer ones win, older ones fill gaps, absent fields erase nothing', async () => {
      const told = [
        aDescription('ship', NOON, { name: 'HAI YUN', attrs: { mmsi: 1, destination: 'HONG KONG' } }),
        aDescription('ship', NOON + 1000, { attrs: { destination: 'SHEKOU' } }),
        aDescription('ship', NOON - 1000, { name: 'OLD NAME', attrs: { callSign: 'BXYZ', destination: 'OLD' } }),
      ];
      expect(await store.append(arrived(told))).toMatchObject({ stored: 3, duplicates: 0 });
      expect((await thing('ship'))?.thing).toEqual({
        id: 'ship',
        kind: 'vessel',
        name: 'HAI YUN',
        attrs: { mmsi: 1, destination: 'SHEKOU', callSign: 'BXYZ' },
      });
      expect(await store.append(arrived(told, 4))).toMatchObject({ stored: 0, duplicates: 3 });
    });

    it('makes things that nobody described, by what they report', async () => {
      await store.append(
        arrived([
          anObservation('a', 'ch4', NOON, 1),
          aPosition('b', NOON),
          anObservation('c', 'level', NOON, 1),
          anObservation('d', 'level', NOON, 1, { attrs: { kind: 'tide_gauge' } }),
        ]),
      );
      const kinds = (await new ThingStore(database.pool).load()).map((known) => [known.thing.id, known.thing.kind]);
      expect(Object.fromEntries(kinds)).toEqual({ a: 'gas', b: 'vessel', c: 'sensor', d: 'tide_gauge' });
      await store.append(arrived([aDescription('c', NOON, { thingKind: 'water_level' })], 5));
      const units = await database.pool.query(
        'select t.id, d.unit from datastreams d join things t on t.key = d.thing order by 1',
      );
      expect(units.rows).toEqual([
        { id: 'a', unit: '%LEL' },
        { id: 'c', unit: 'm' },
        { id: 'd', unit: 'm' },
      ]);
    });

    it('keeps names unique without losing who claims what', async () => {
      const claims = ['one', 'two', 'three'].map((id) => aDescription(id, NOON, { name: 'SEA STAR' }));
      await store.append(arrived([...claims, aDescription('four', NOON, { name: 'SEA STAR (three)' })]));
      const { rows } = await database.pool.query<{ name: string }>('select name from things');
      expect(new Set(rows.map(({ name }) => name)).size).toBe(4);
      expect((await thing('two'))?.thing.name).toBe('SEA STAR');
      await store.append(arrived([aPosition('SEA STAR', NOON)], 5));
      expect((await database.pool.query('select count(distinct name) as n from things')).rows).toEqual([{ n: 5 }]);
    });

    it('stores text that no database likes', async () => {
      const name = `'); drop table things; --\0\ud800`;
      await store.append(arrived([aDescription('ship', NOON, { name, attrs: { note: 'a\0b\ud800\\u0000' } })]));
      const known = await thing('ship');
      expect(known?.thing.attrs).toEqual({ note: 'a\uFFFDb\uFFFD\\u0000' });
    });

    it('remembers where things are and when they were heard of, for a warm start', async () => {
      await store.append(
        arrived([
          aPosition('ship', NOON, { speedKn: 5.5 }),
          aPosition('ship', NOON + 1000, { speedKn: 6.1, headingDeg: 10 }),
          aPosition('ship', NOON + 2000, { quality: 'suspect', lon: 0, lat: 0 }),
          anObservation('gauge', 'level', NOON, 1),
          anObservation('gauge', 'rain', NOON + 500, 1),
        ]),
      );
      for (const flush of [false, true]) {
        if (flush) await store.flush();
        const ship = await thing('ship');
        expect(ship?.position).toEqual(aPosition('ship', NOON + 1000, { speedKn: 6.1, headingDeg: 10 }));
        expect(ship?.lastSeenAt).toBe(NOON + 2000);
        const gauge = await thing('gauge');
        expect(Object.fromEntries(gauge?.datastreams ?? [])).toEqual({ level: NOON, rain: NOON + 500 });
        expect(gauge?.lastSeenAt).toBe(NOON + 500);
      }
    });
  });
});

async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
