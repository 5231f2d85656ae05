import { connect, createServer } from 'node:net';
import fc from 'fast-check';
import mqtt, { type IClientOptions } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { wallClock } from '../../../../geodata/model/time.ts';
import { mqttDescriptor } from '../../../../ingestion/sources/mqtt/descriptor.ts';
import type { Authenticate } from '../../../../ingestion/sources/mqtt/embedded-broker.ts';
import type { EmbeddedMqttSource } from '../../../../ingestion/sources/mqtt/embedded-mqtt-source.ts';
import { PacketSizeGuard } from '../../../../ingestion/sources/mqtt/packet-size-guard.ts';
import { startIngestion, until } from '../../../builders/ingestion.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function setUp(more: object = {}, authenticate?: Authenticate) {
  const ingestion = await startIngestion();
  const options = mqttDescriptor.config.parse({ kind: 'embedded', port: 0, ...more });
  const source = mqttDescriptor.create(options, wallClock, authenticate) as EmbeddedMqttSource;
  cleanups.push(() => source.stop());
  await source.start(ingestion.sink);
  const url = `mqtt://127.0.0.1:${source.port}`;
  const client = async (clientOptions: IClientOptions) => {
    const connected = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...clientOptions });
    connected.on('error', () => undefined);
    cleanups.push(() => connected.endAsync(true));
    return connected;
  };
  return { source, url, client, ...ingestion };
}

const START = 1_700_000_000_000;
const payload = (n: number) => JSON.stringify({ time: START + n, value: n % 100 });
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

describe.each([4, 5] as const)('MQTT %d clients', (protocolVersion) => {
  test.each([1, 2] as const)('QoS %d is acknowledged only after the commit', async (qos) => {
    const { client, store } = await setUp();
    const publisher = await client({ protocolVersion });
    const release = store.hold();
    let acknowledged = 0;
    const publishing = Array.from({ length: 500 }, (_, n) =>
      publisher.publishAsync('vantage/v1/gas-1/ch4', payload(n % 100), { qos }).then(() => acknowledged++),
    );
    await aWhile();
    expect(acknowledged).toBe(0);
    release();
    await Promise.all(publishing);
    expect(store.rows.size).toBe(100);
  });

  test('QoS 0 is stored', async () => {
    const { client, store } = await setUp();
    const publisher = await client({ protocolVersion });
    for (let n = 0; n < 1000; n++) publisher.publish('vantage/v1/gas-1/ch4', payload(n));
    await until(() => store.rows.size === 1000);
  });

  test('other clients subscribe as to any broker', async () => {
    const { client, store } = await setUp();
    const [publisher, subscriber] = await Promise.all([client({ protocolVersion }), client({ protocolVersion })]);
    const heard: string[] = [];
    subscriber.on('message', (topic, bytes) => heard.push(`${topic} ${bytes}`));
    const granted = await subscriber.subscribeAsync({ 'vantage/v1/#': { qos: 1 }, 'other/+': { qos: 0 } });
    expect(granted.map(({ qos }) => qos)).toEqual([1, 0]);
    await publisher.publishAsync('vantage/v1/gas-1/ch4', payload(1), { qos: 1 });
    await publisher.publishAsync('other/thing', 'hello', { qos: 1, retain: true });
    await until(() => heard.length === 2);
    expect(heard).toEqual([`vantage/v1/gas-1/ch4 ${payload(1)}`, 'other/thing hello']);
    expect(store.rows.size).toBe(1);
    await subscriber.unsubscribeAsync(['vantage/v1/#', 'other/+']);
    await publisher.publishAsync('other/thing', 'again', { qos: 1 });
    await aWhile();
    expect(heard).toHaveLength(2);
  });

  test('refused input is acknowledged and named', async () => {
    const { client, pipeline, quarantine } = await setUp();
    const publisher = await client({ protocolVersion });
    await publisher.publishAsync('vantage/v1/gas-1/ch4', '{"time"', { qos: 1 });
    await publisher.publishAsync('vantage/v1/gas-1', '{}', { qos: 1 });
    await publisher.publishAsync('vantage/v1/gas-1/ch4', Buffer.alloc(2_000_000, ' '), { qos: 1 });
    await pipeline.stop();
    expect(quarantine.entries.map(({ reason }) => reason)).toEqual(['bad_json', 'bad_topic', 'too_large']);
  });

  test('a packet beyond the limit cuts off its sender and nobody else', async () => {
    const { client, pipeline, store } = await setUp({ largestPacket: 100_000 });
    const [good, bad] = await Promise.all([client({ protocolVersion }), client({ protocolVersion })]);
    const closed = new Promise((resolve) => bad.once('close', () => resolve(undefined)));
    bad.publish('vantage/v1/a/b', Buffer.alloc(10_000_000, ' '), { qos: 1 }, () => undefined);
    await closed;
    await good.publishAsync('vantage/v1/a/b', payload(1), { qos: 1 });
    expect(store.rows.size).toBe(1);
    expect(pipeline.stats().sources.mqtt?.rejected.bad_packet).toBeGreaterThan(0);
  });

  test('a password is asked for where one is set', async () => {
    const { client, url } = await setUp({}, (username, password) => username === 'me' && String(password) === 'right');
    await client({ protocolVersion, username: 'me', password: 'right' });
    await expect(
      mqtt.connectAsync(url, { protocolVersion, username: 'me', password: 'wrong', reconnectPeriod: 0 }),
    ).rejects.toThrow(/refused/i);
    await expect(mqtt.connectAsync(url, { protocolVersion, reconnectPeriod: 0 })).rejects.toThrow(/refused/i);
  });

  test('a kept session gets what was published while it was away', async () => {
    const { client, url } = await setUp();
    const session = {
      protocolVersion,
      clientId: 'keeper',
      clean: false,
      ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
    };
    const keeper = await client(session);
    await keeper.subscribeAsync('other/#', { qos: 1 });
    await keeper.endAsync();
    const publisher = await client({ protocolVersion });
    await publisher.publishAsync('other/x', 'while away', { qos: 1 });
    const heard: string[] = [];
    const back = mqtt.connect(url, { reconnectPeriod: 0, ...session });
    cleanups.push(() => back.endAsync(true));
    back.on('message', (_, bytes) => heard.push(String(bytes)));
    await until(() => heard.length === 1);
    expect(heard).toEqual(['while away']);
  });
});

test('MQTT 5: a client without an id is given one', async () => {
  const { client } = await setUp();
  const nameless = await client({ protocolVersion: 5, clientId: '', clean: true });
  expect(nameless.connected).toBe(true);
});

describe('ports', () => {
  test('one that was asked for must be free', async () => {
    const { source, sink } = await setUp();
    const second = mqttDescriptor.create(
      mqttDescriptor.config.parse({ kind: 'embedded', port: source.port }),
      wallClock,
    );
    await expect(second.start(sink, new AbortController().signal)).rejects.toMatchObject({
      name: 'PortTakenError',
      message: expect.stringContaining(`port ${source.port} on 127.0.0.1 is taken`),
    });
    expect(second.status().state).toBe('failed');
  });

  test('otherwise 1883 or the next free one', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) =>
      taken.once('error', () => resolve()).listen(1883, '127.0.0.1', () => resolve()),
    );
    cleanups.push(() => new Promise((resolve) => taken.close(resolve)));
    const { source } = await setUp({ port: undefined });
    expect(source.port).toBeGreaterThan(1883);
    expect(source.port).toBeLessThan(1950);
  });
});

test('stopping lets everything that was received be stored and acknowledged', async () => {
  const { client, source, store } = await setUp();
  const publisher = await client({ protocolVersion: 4 });
  const release = store.hold();
  const publishing = Array.from({ length: 100 }, (_, n) =>
    publisher.publishAsync('vantage/v1/a/b', payload(n), { qos: 1 }),
  );
  await aWhile();
  const stopping = source.stop();
  release();
  await Promise.all([...publishing, stopping]);
  expect(store.rows.size).toBe(100);
  expect(source.port).toBe(0);
});

test('fuzz: connections that send anything at all', async () => {
  const { source, client, store } = await setUp();
  const connectPacket = [0x10, 0x0c, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00, 0x3c, 0x00, 0x00];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(0, 4, 5), async (bytes, version) => {
      const greeting = version === 0 ? [] : connectPacket.with(8, version);
      const socket = connect(source.port, '127.0.0.1');
      await new Promise<void>((resolve) => {
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
        socket.end(Buffer.from([...greeting, ...bytes]));
        socket.resume();
        setTimeout(() => socket.destroy(), 20);
      });
    }),
    { numRuns: 100 },
  );
  const publisher = await client({ protocolVersion: 5 });
  await publisher.publishAsync('vantage/v1/a/b', payload(1), { qos: 1 });
  expect(store.rows.size).toBe(1);
});

test('a connection that ends within its first packet ends, and the broker goes on', async () => {
  const { source, client, store } = await setUp();
  for (const start of [[0x10], [0x10, 0x0c], [0x10, 0x0c, 0x00, 0x04, 0x4d]]) {
    const socket = connect(source.port, '127.0.0.1');
    socket.end(Buffer.from(start));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
  }
  const publisher = await client({ protocolVersion: 5 });
  await publisher.publishAsync('vantage/v1/a/b', payload(1), { qos: 1 });
  expect(store.rows.size).toBe(1);
});

test('the size guard agrees with a plain reading of the frames, however they are cut', () => {
  const frame = (length: number) => {
    const header = [0x30];
    for (let rest = length; ; ) {
      const byte = rest % 128;
      rest = Math.floor(rest / 128);
      header.push(rest > 0 ? byte | 0x80 : byte);
      if (rest === 0) break;
    }
    return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
  };
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 20_000 })), { maxLength: 10 }),
      fc.nat({ max: 20_000 }),
      fc.integer({ min: 1, max: 5000 }),
      (lengths, largest, cut) => {
        const bytes = Buffer.concat(lengths.map(frame));
        const guard = new PacketSizeGuard(largest);
        let allowed = true;
        for (let at = 0; at < bytes.length && allowed; at += cut) allowed = guard.allows(bytes.subarray(at, at + cut));
        expect(allowed).toBe(lengths.every((length) => length <= largest));
      },
    ),
  );
  expect(new PacketSizeGuard(1e9).allows(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]))).toBe(false);
});
