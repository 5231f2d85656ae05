import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Message, Observation, Position, ThingDescription } from '../../../ingestion/observation.ts';
import type { ArrivedMessage } from '../../../ingestion/pipeline/message-store.ts';
import { PIPELINE_DEFAULTS, Pipeline, type PipelineOptions } from '../../../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../../../ingestion/pipeline/thing-registry.ts';
import { FakeMessageStore, FakeQuarantine, keyOf } from '../../fakes/message-store.ts';

const NOW = 1_700_000_000_000;
const at = (seconds: number) => eventTime(NOW + seconds * 1000);

const reading = (seconds: number, more: Partial<Observation> = {}): Observation => ({
  kind: 'observation',
  thing: thingId('g1'),
  datastream: 'ch4',
  time: at(seconds),
  value: 1,
  quality: 'good',
  ...more,
});
const fix = (seconds: number, lon: number, more: Partial<Position> = {}): Position => ({
  kind: 'position',
  thing: thingId('v1'),
  time: at(seconds),
  lon,
  lat: 22.5,
  quality: 'good',
  ...more,
});
const describing = (seconds: number, more: Partial<ThingDescription> = {}): ThingDescription => ({
  kind: 'thing',
  thing: thingId('v1'),
  time: at(seconds),
  thingKind: 'vessel',
  ...more,
});

async function setUp(
  options: Partial<PipelineOptions> = {},
  onMessages?: (messages: readonly ArrivedMessage[], registry: ThingRegistry) => Promise<void> | void,
) {
  const store = new FakeMessageStore();
  const quarantine = new FakeQuarantine();
  const registry = new ThingRegistry();
  const seen: ArrivedMessage[] = [];
  const pipeline = new Pipeline({
    store,
    quarantine,
    registry,
    clock: { now: () => at(0) },
    onMessages: (messages) => {
      seen.push(...messages);
      return onMessages?.(messages, registry);
    },
    options: { retryFirstMs: 1, retryMostMs: 2, ...options },
  });
  await pipeline.start();
  return { store, quarantine, registry, pipeline, seen, sink: pipeline.sink('test') };
}

const small = { ...PIPELINE_DEFAULTS.batch, maxDelayMs: 1 };

describe('durability', () => {
  test('a delivery is durable only after its rows are committed', async () => {
    const { store, sink, seen, pipeline } = await setUp();
    const release = store.hold();
    let durable = false;
    const delivery = sink.deliver([reading(-2), reading(-1)]);
    void delivery.durable.then(() => {
      durable = true;
    });
    await delivery.ready;
    expect(seen.map((row) => row.arrival)).toEqual([1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(durable).toBe(false);
    expect(pipeline.durableArrival).toBe(0);
    release();
    expect(await delivery.durable).toMatchObject({ stored: 2, duplicates: 0, rejected: 0 });
    expect(pipeline.durableArrival).toBe(2);
    await pipeline.stop();
  });

  test('a delivery is durable only after its alerts are', async () => {
    let committed = (): void => undefined;
    const alerts = new Promise<void>((resolve) => {
      committed = resolve;
    });
    const { sink, pipeline } = await setUp({ batch: small }, () => alerts);
    let durable = false;
    const delivery = sink.deliver([reading(0)]);
    void delivery.durable.then(() => {
      durable = true;
    });
    await pipeline.stop();
    expect(durable).toBe(false);
    committed();
    await delivery.durable;
  });

  test('a refused alert log refuses the delivery, and only that one', async () => {
    let refuse = true;
    const { sink } = await setUp({ batch: small }, () => (refuse ? Promise.reject(new Error('log full')) : undefined));
    await expect(sink.deliver([reading(-1)]).durable).rejects.toThrow('log full');
    refuse = false;
    await expect(sink.deliver([reading(0)]).durable).resolves.toMatchObject({ stored: 1 });
  });

  test('commits go on where the store was when it comes back', async () => {
    const { store, sink, pipeline } = await setUp({ batch: small });
    store.failures.push(new Error('connection lost'), new Error('connection lost'));
    const receipt = await sink.deliver([reading(0)]).durable;
    expect(receipt.stored).toBe(1);
    expect(pipeline.stats().trouble).toBeUndefined();
  });

  test('stop gives up on a store that stays away, and says so to the sender', async () => {
    const { store, sink, pipeline } = await setUp({ batch: small, stopGraceMs: 20 });
    store.failures.push(...Array.from({ length: 10_000 }, () => new Error('disk full')));
    const { durable } = sink.deliver([reading(0)]);
    await pipeline.stop();
    await expect(durable).rejects.toThrow('disk full');
    expect(pipeline.stats().trouble).toContain('disk full');
  });

  test('one row that the store can never take does not take others with it', async () => {
    const { store, sink, quarantine, pipeline } = await setUp({ batch: small });
    store.isPoison = (row) => row.arrival === 4;
    const receipt = await sink.deliver([-5, -4, -3, -2, -1, 0].map((seconds) => reading(seconds))).durable;
    expect(receipt).toMatchObject({ stored: 5, rejected: 1, rejections: [{ index: 3, reason: 'store_refused' }] });
    await pipeline.stop();
    expect(quarantine.entries.map((entry) => entry.reason)).toEqual(['store_refused']);
    expect(pipeline.stats().sources.test).toMatchObject({ stored: 5, pending: 0, rejected: { store_refused: 1 } });
  });

  test('rows are grouped, never beyond the limit, and arrivals go on behind the store', async () => {
    const store = new FakeMessageStore(41);
    const pipeline = new Pipeline({
      store,
      quarantine: new FakeQuarantine(),
      registry: new ThingRegistry(),
      clock: { now: () => at(0) },
      onMessages: () => undefined,
      options: { batch: { ...small, maxRows: 10 } },
    });
    await pipeline.start();
    const deliveries = Array.from({ length: 7 }, (_, n) =>
      pipeline.sink('s').deliver([0, 1, 2, 3].map((i) => reading(n * 4 + i - 100))),
    );
    const receipts = await Promise.all(deliveries.map((delivery) => delivery.durable));
    expect(receipts.every((receipt) => receipt.stored === 4)).toBe(true);
    expect(store.batches).toEqual([10, 10, 8]);
    expect([...store.rows.values()].map((row) => row.arrival)).toEqual(Array.from({ length: 28 }, (_, i) => 42 + i));
  });
});

describe('backpressure', () => {
  test('ready waits while too much is pending and settles as it drains', async () => {
    const { store, sink, pipeline } = await setUp({ batch: { ...small, maxRows: 5, mostPending: 10 } });
    const release = store.hold();
    await sink.deliver([reading(-30)]).ready;
    let isReady = false;
    const delivery = sink.deliver(Array.from({ length: 20 }, (_, i) => reading(i - 20)));
    void delivery.ready.then(() => {
      isReady = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isReady).toBe(false);
    expect(pipeline.stats().pending).toBe(21);
    release();
    await delivery.ready;
    await delivery.durable;
  });
});

describe('duplicates and late messages', () => {
  test('each is stored once and detected at most once, forwards in time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: -50, max: 0 }), { maxLength: 8 }), { maxLength: 12 }),
        fc.boolean(),
        async (deliveries, namesDuplicates) => {
          const { store, sink, pipeline, seen } = await setUp({ batch: { ...small, maxRows: 7 } });
          store.namesDuplicates = namesDuplicates;
          const receipts = await Promise.all(
            deliveries.map((times) => sink.deliver(times.map((seconds) => reading(seconds))).durable),
          );
          const all = deliveries.flat();
          const unique = new Set(all);
          expect(store.rows.size).toBe(unique.size);
          const sum = (field: 'stored' | 'duplicates') => receipts.reduce((n, receipt) => n + receipt[field], 0);
          expect(sum('stored')).toBe(unique.size);
          expect(sum('duplicates')).toBe(all.length - unique.size);
          receipts.forEach((receipt, n) => {
            expect(receipt.stored + receipt.duplicates).toBe(deliveries[n]!.length);
          });
          const times = seen.map((row) => row.message.time);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          expect(new Set(times).size).toBe(times.length);
          expect(pipeline.stats().sources.test?.late).toBe(all.length - times.length);
        },
      ),
    );
  });

  test('a second copy is not acknowledged before the first is durable', async () => {
    const { store, sink } = await setUp({ batch: small });
    const release = store.hold();
    const first = sink.deliver([reading(0)]);
    const second = sink.deliver([reading(0)]);
    let acknowledged = false;
    void second.durable.then(() => {
      acknowledged = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(acknowledged).toBe(false);
    release();
    expect((await first.durable).stored + (await second.durable).stored).toBe(1);
  });
});

describe('bad input', () => {
  test.each<[string, Message]>([
    ['not_finite', reading(0, { value: Number.NaN })],
    ['not_finite', reading(0, { value: Number.POSITIVE_INFINITY })],
    ['not_finite', reading(0, { attrs: { depth: Number.NaN } })],
    ['out_of_range', reading(0, { value: 101 })],
    ['far_future', reading(61)],
    ['absurd_past', reading(0, { time: eventTime(-1) })],
    ['bad_time', reading(0, { time: eventTime(Number.NaN) })],
    ['bad_text', reading(0, { attrs: { note: 'a\0b' } })],
    ['unit', reading(0, { attrs: { unit: 'kPa' } })],
    ['out_of_range', fix(0, 181)],
    ['out_of_range', fix(0, 114, { lat: -90.5 })],
    ['out_of_range', fix(0, 114, { speedKn: -1 })],
    ['out_of_range', fix(0, 114, { courseDeg: 360 })],
    ['out_of_range', fix(0, 114, { headingDeg: 511 })],
    ['bad_text', describing(0, { name: 'SEA\0STAR' })],
  ])('%s', async (reason, message) => {
    const { store, sink, pipeline, quarantine, seen } = await setUp({ batch: small });
    const receipt = await sink.deliver([message]).durable;
    expect(receipt).toMatchObject({ stored: 0, rejected: 1, rejections: [{ index: 0, reason }] });
    await pipeline.stop();
    expect(store.rows.size + seen.length).toBe(0);
    expect(pipeline.stats().sources.test?.rejected).toEqual({ [reason]: 1 });
    expect(quarantine.entries).toMatchObject([{ source: 'test', receivedAt: at(0), reason }]);
    expect(quarantine.entries[0]!.detail).not.toBe('');
  });

  test('the edge of the tolerance is accepted', async () => {
    const { sink } = await setUp({ batch: small });
    expect((await sink.deliver([reading(60)]).durable).stored).toBe(1);
  });

  test('what a source rejected itself is counted and kept', async () => {
    const { sink, pipeline, quarantine } = await setUp();
    for (let line = 1; line <= 3; line++)
      sink.reject({ reason: 'checksum', detail: 'bad', excerpt: '!AIVDM', position: line });
    await pipeline.stop();
    expect(pipeline.stats().sources.test).toMatchObject({ read: 3, rejected: { checksum: 3 } });
    expect(quarantine.entries.map((entry) => entry.position)).toEqual([1, 2, 3]);
  });

  test('a flood of rejections is counted in full and kept in part, the newest', async () => {
    const { sink, pipeline, quarantine } = await setUp();
    for (let line = 1; line <= 20_000; line++)
      sink.reject({ reason: 'bad_json', detail: 'd', excerpt: '', position: line });
    await pipeline.stop();
    expect(pipeline.stats().sources.test?.rejected.bad_json).toBe(20_000);
    expect(quarantine.entries.length).toBeLessThanOrEqual(1000);
    expect(quarantine.entries.at(-1)?.position).toBe(20_000);
  });

  test('convertible units are converted, and the unit does not stay behind', async () => {
    const { sink, store } = await setUp({ batch: small });
    const level = { thing: thingId('w1'), datastream: 'level' };
    await sink.deliver([
      reading(-2, { ...level, value: 123, attrs: { kind: 'water_level', unit: 'cm', probe: 2 } }),
      reading(-1, { ...level, value: 0.5, attrs: { unit: 'km' } }),
      reading(0, { thing: thingId('x'), datastream: 'noise', value: 60, attrs: { unit: 'dB' } }),
    ]).durable;
    expect(store.messages).toEqual([
      reading(-2, { ...level, value: 1.23, attrs: { kind: 'water_level', probe: 2 } }),
      reading(0, { thing: thingId('x'), datastream: 'noise', value: 60, attrs: { unit: 'dB' } }),
    ]);
  });
});

describe('what detectors meet', () => {
  test('the registry stands as it stood when the message arrived, however messages are grouped', async () => {
    const input = [
      fix(-9, 114),
      describing(-8, { name: 'A' }),
      fix(-7, 114.0001),
      describing(-6, { name: 'B', thingKind: 'sar_aircraft' }),
      fix(-5, 114.0002),
      fix(-4, 114.0003, { thing: thingId('v2') }),
      reading(-3, { attrs: { kind: 'smoke' } }),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: input.length }), { maxLength: 4 }), async (cuts) => {
        const views: string[] = [];
        const { sink, pipeline } = await setUp({ batch: small }, (messages, registry) => {
          for (const { message } of messages) {
            const thing = registry.get(message.thing);
            views.push(`${keyOf(message)} ${thing?.kind} ${thing?.name} ${registry.size}`);
          }
        });
        let from = 0;
        for (const cut of [...cuts, input.length].sort((a, b) => a - b)) {
          sink.deliver(input.slice(from, cut));
          from = cut;
        }
        await pipeline.stop();
        expect(views.map((view) => view.split(' ').slice(1).join(' '))).toEqual([
          'vessel undefined 1',
          'vessel A 1',
          'vessel A 1',
          'sar_aircraft B 1',
          'sar_aircraft B 1',
          'vessel undefined 2',
          'smoke undefined 3',
        ]);
      }),
    );
  });

  test('a detector that throws refuses its delivery and stops nothing', async () => {
    let isBroken = true;
    const { sink, store } = await setUp({ batch: small }, () => {
      if (isBroken) throw new Error('boom');
    });
    await expect(sink.deliver([reading(-1)]).durable).rejects.toThrow('boom');
    isBroken = false;
    await sink.deliver([reading(0)]).durable;
    expect(store.rows.size).toBe(2);
  });
});
