import { afterEach, describe, expect, test } from 'vitest';
import { wallClock } from '../../../../geodata/model/time.ts';
import { mqttDescriptor } from '../../../../ingestion/sources/mqtt/descriptor.ts';
import { startIngestion, until } from '../../../builders/ingestion.ts';
import { FakeMqttBroker } from '../../../fakes/mqtt-broker.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function setUp() {
  const broker = await FakeMqttBroker.start();
  cleanups.push(() => broker.stop());
  const ingestion = await startIngestion();
  const source = mqttDescriptor.create(
    mqttDescriptor.config.parse({ kind: 'client', url: broker.url, retryFirstMs: 5, retryMostMs: 20 }),
    wallClock,
  );
  cleanups.push(() => source.stop());
  await source.start(ingestion.sink, new AbortController().signal);
  return { broker, source, ...ingestion };
}

const message = (messageId: number, more: { payload?: string | Buffer; dup?: boolean } = {}) => ({
  topic: `vantage/v1/t${messageId % 7}/x`,
  payload: JSON.stringify({ time: 1_700_000_000_000 + messageId, value: messageId }),
  messageId,
  ...more,
});
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 80));

describe('QoS 1 at an outside broker', () => {
  test('subscribes with a persistent MQTT 5 session that lets everything be in flight', async () => {
    const { broker } = await setUp();
    expect(broker.received[0]).toMatchObject({
      cmd: 'connect',
      protocolVersion: 5,
      clean: false,
      clientId: 'vantage',
      properties: { receiveMaximum: 65_535, sessionExpiryInterval: 604_800 },
    });
    expect(broker.received[1]).toMatchObject({
      cmd: 'subscribe',
      subscriptions: [{ topic: 'vantage/v1/+/+', qos: 1 }],
    });
  });

  test('no PUBACK before the commit; then all of them, in order, and few commits for many messages', async () => {
    const { broker, store } = await setUp();
    const release = store.hold();
    broker.publish(range(1, 5000).map((id) => message(id)));
    await aWhile();
    expect(broker.acknowledged).toEqual([]);
    release();
    await until(() => broker.acknowledged.length === 5000);
    expect(broker.acknowledged).toEqual(range(1, 5000));
    expect(store.rows.size).toBe(5000);
    expect(store.batches.length).toBeLessThan(50);
  });

  test('refused input is acknowledged too, in its turn, and named in the quarantine', async () => {
    const { broker, pipeline, quarantine } = await setUp();
    broker.publish([
      message(1),
      message(2, { payload: '{"time":' }),
      message(3, { payload: Buffer.from([0xff]) }),
      message(4, { payload: '{"time":4102444800000,"value":1}' }),
      message(5),
    ]);
    await until(() => broker.acknowledged.length === 5);
    expect(broker.acknowledged).toEqual([1, 2, 3, 4, 5]);
    await pipeline.stop();
    expect(quarantine.entries.map(({ reason }) => reason).sort()).toEqual(['bad_json', 'far_future', 'invalid_utf8']);
    expect(pipeline.stats().sources.mqtt).toMatchObject({ stored: 2 });
  });

  test('after a broken connection the old packet identifiers are not acknowledged; the copies are, and make no second row', async () => {
    const { broker, store } = await setUp();
    const release = store.hold();
    broker.publish([message(1), message(2)]);
    await aWhile();
    broker.dropConnection();
    await until(
      () => broker.connections === 2 && broker.received.filter(({ cmd }) => cmd === 'subscribe').length === 2,
    );
    release();
    await until(() => store.rows.size === 2);
    await aWhile();
    expect(broker.acknowledged).toEqual([]);
    broker.publish([message(1, { dup: true }), message(2, { dup: true })]);
    await until(() => broker.acknowledged.length === 2);
    expect(store.rows.size).toBe(2);
  });

  test('when the store refuses for good, nothing is acknowledged and the connection is dropped for a new try', async () => {
    const { broker, source, pipeline, store } = await setUp();
    store.failures.push(...Array.from({ length: 10_000 }, () => new Error('disk full')));
    broker.publish([message(1)]);
    await aWhile();
    await pipeline.stop();
    await until(() => broker.connections === 2);
    expect(broker.acknowledged).toEqual([]);
    await until(() => source.status().state === 'running');
  });

  test('QoS 0 is stored and never acknowledged', async () => {
    const { broker, store } = await setUp();
    broker.publish([{ topic: 'vantage/v1/a/b', payload: '{"time":1700000000000,"value":1}' }]);
    await until(() => store.rows.size === 1);
    expect(broker.acknowledged).toEqual([]);
  });

  test('a slow store holds the reader back instead of filling the memory', async () => {
    const broker = await FakeMqttBroker.start();
    cleanups.push(() => broker.stop());
    const { pipeline, store, sink } = await startIngestion({
      options: { batch: { maxRows: 100, maxDelayMs: 1, commitsInFlight: 1, mostPending: 1000 } },
    });
    const source = mqttDescriptor.create(mqttDescriptor.config.parse({ kind: 'client', url: broker.url }), wallClock);
    cleanups.push(() => source.stop());
    await source.start(sink, new AbortController().signal);
    const release = store.hold();
    broker.publish(range(1, 60_000).map((id) => message(id)));
    await aWhile();
    const { pending } = pipeline.stats();
    expect(pending).toBeGreaterThan(1000);
    expect(pending).toBeLessThan(10_000);
    release();
    await until(() => broker.acknowledged.length === 60_000);
    expect(store.rows.size).toBe(60_000);
  });
});
