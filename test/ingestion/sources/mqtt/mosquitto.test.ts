import mqtt from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { wallClock } from '../../../../geodata/model/time.ts';
import { AcknowledgingClient } from '../../../../ingestion/sources/mqtt/acknowledging-client.ts';
import { mqttDescriptor } from '../../../../ingestion/sources/mqtt/descriptor.ts';
import { startIngestion, until } from '../../../builders/ingestion.ts';
import { Mosquitto, mosquittoPath } from '../../../builders/mosquitto.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const START = 1_700_000_000_000;
const payload = (n: number) => JSON.stringify({ time: START + n, value: n });

async function startBroker() {
  const broker = await Mosquitto.start();
  cleanups.push(() => broker.remove());
  return broker;
}

async function startPublisher(url: string) {
  const publisher = await mqtt.connectAsync(url, { protocolVersion: 5, clientId: 'publisher', reconnectPeriod: 20 });
  cleanups.push(() => publisher.endAsync());
  return {
    publish: (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from }, (_, n) =>
          publisher.publishAsync(`vantage/v1/t${n % 5}/x`, payload(from + n), { qos: 1 }),
        ),
      ),
  };
}

async function startSource(url: string, more: object = {}) {
  const ingestion = await startIngestion();
  const options = { kind: 'client', url, retryFirstMs: 10, retryMostMs: 50, ...more };
  const source = mqttDescriptor.create(mqttDescriptor.config.parse(options), wallClock);
  cleanups.push(() => source.stop());
  await source.start(ingestion.sink, new AbortController().signal);
  return { source, ...ingestion };
}

describe.skipIf(!mosquittoPath)('at Mosquitto (skipped where it is not installed)', () => {
  test('a broker that was killed and came back is subscribed to again', async () => {
    const broker = await startBroker();
    const { source, store } = await startSource(broker.url);
    const publisher = await startPublisher(broker.url);
    await publisher.publish(0, 100);
    await until(() => store.rows.size === 100);
    await broker.kill();
    await until(() => source.status().state === 'reconnecting');
    expect(source.status().detail).toContain(broker.url);
    await broker.resume();
    await until(() => source.status().state === 'running');
    await publisher.publish(100, 200);
    await until(() => store.rows.size === 200);
    expect(source.status().detail).toBeUndefined();
  });

  test('what was published while we were away comes when we are back', async () => {
    const broker = await startBroker();
    const first = await startSource(broker.url);
    await first.source.stop();
    const publisher = await startPublisher(broker.url);
    await publisher.publish(0, 3000);
    const { store } = await startSource(broker.url);
    await until(() => store.rows.size === 3000);
  });

  test('killed between receiving and committing: sent again, and exactly one row each', async () => {
    const broker = await startBroker();
    let received = 0;
    const victim = new AcknowledgingClient(
      {
        url: broker.url,
        clientId: 'vantage',
        filters: ['vantage/v1/+/+'],
        sessionExpirySeconds: 3600,
        retryFirstMs: 10,
        retryMostMs: 10,
      },
      {
        onMessage: () => {
          received++;
          return undefined;
        },
        onConnected: () => undefined,
        onTrouble: () => undefined,
      },
    );
    await victim.connect(new AbortController().signal);
    const publisher = await startPublisher(broker.url);
    await publisher.publish(0, 1000);
    await until(() => received === 1000);
    victim.interrupt();
    await victim.end();
    const { store, pipeline } = await startSource(broker.url);
    await until(() => store.rows.size === 1000);
    await pipeline.stop();
    expect(pipeline.stats().sources.mqtt).toMatchObject({ read: 1000, stored: 1000, duplicates: 0 });
  });

  test('several ingesters share the messages of one group', async () => {
    const broker = await startBroker();
    const shares = await Promise.all(
      ['a', 'b'].map((clientId) => startSource(broker.url, { clientId, shareGroup: 'ingest' })),
    );
    const publisher = await startPublisher(broker.url);
    await publisher.publish(0, 400);
    await until(() => shares.reduce((sum, { store }) => sum + store.rows.size, 0) === 400);
    for (const { store } of shares) expect(store.rows.size).toBeGreaterThan(0);
  });
});

test('an address where nobody listens: says so and goes on trying until it is told to stop', async () => {
  const source = mqttDescriptor.create(
    mqttDescriptor.config.parse({
      kind: 'client',
      url: 'mqtt://me:secret@127.0.0.1:9',
      retryFirstMs: 5,
      retryMostMs: 5,
    }),
    wallClock,
  );
  const { sink } = await startIngestion();
  const aborting = new AbortController();
  const starting = source.start(sink, aborting.signal);
  starting.catch(() => undefined);
  await until(() => source.status().state === 'reconnecting');
  expect(source.status().detail).toContain('mqtt://127.0.0.1:9');
  expect(source.status().detail).not.toContain('secret');
  aborting.abort(new Error('enough'));
  await expect(starting).rejects.toThrow('enough');
});
