import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { aisDescriptor } from '../../../../ingestion/sources/ais/descriptor.ts';
import { AisTcpSource } from '../../../../ingestion/sources/ais/tcp-source.ts';
import { AisUdpSource } from '../../../../ingestion/sources/ais/udp-source.ts';
import { ManualClock } from '../../../fakes/manual-clock.ts';
import { CollectingSink } from './collecting-sink.ts';
import { lines } from './reading.ts';
import { classAPosition, sentence, sentences, voyageData } from './sentence-builder.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 31, 12));
const cleanUp: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function serve(
  onClient: (socket: Socket) => void,
  port = 0,
): Promise<{ server: Server; port: number; clients: Socket[] }> {
  const clients: Socket[] = [];
  const server = createServer((socket) => {
    clients.push(socket);
    socket.on('error', () => {});
    onClient(socket);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => {
    for (const client of clients) client.destroy();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port, clients };
}

function tcpSource(port: number): AisTcpSource {
  const source = new AisTcpSource({ id: 'feed', host: '127.0.0.1', port, clock, firstRetryMs: 5, longestRetryMs: 20 });
  cleanUp.push(() => source.stop());
  return source;
}

it('TCP: reads what comes, in any pieces, and delivers it soon', async () => {
  const text = lines(sentence(classAPosition()), ...sentences(voyageData(), 1, 40));
  const { port } = await serve((socket) => {
    socket.write(text.slice(0, 60));
    setImmediate(() => socket.write(text.slice(60)));
  });
  const sink = new CollectingSink();
  const source = tcpSource(port);
  await source.start(sink, new AbortController().signal);
  await until(() => sink.messages.length === 2);
  expect(sink.things.at(-1)).toMatchObject({ name: 'HAI XIU' });
  expect(source.status()).toMatchObject({ state: 'running', read: { lines: 3, sentences: 3, messages: 2 } });
  await source.stop();
  expect(source.status().state).toBe('stopped');
});

it('TCP: connects again after the server went away, and says so meanwhile', async () => {
  const first = await serve((socket) => socket.write(lines(sentence(classAPosition()))));
  const sink = new CollectingSink();
  const source = tcpSource(first.port);
  await source.start(sink, new AbortController().signal);
  await until(() => sink.positions.length === 1);
  first.server.close();
  for (const client of first.clients) client.destroy();
  await until(() => source.status().state === 'reconnecting');
  expect(source.status().detail).toMatch(/^127\.0\.0\.1:\d+: .+; next attempt in 1 s$/);
  await serve((socket) => socket.write(lines(sentence(classAPosition()))), first.port);
  await until(() => sink.positions.length === 2);
  expect(source.status().state).toBe('running');
  expect(sink.positions[1]!.time).toBeGreaterThan(sink.positions[0]!.time);
});

it('TCP: starts although nobody answers', async () => {
  const { server, port } = await serve(() => {});
  server.close();
  const source = tcpSource(port);
  await source.start(new CollectingSink(), new AbortController().signal);
  expect(source.status().state).toBe('reconnecting');
});

it('TCP: holds the server back while the sink is full, and loses nothing', async () => {
  const count = 20_000;
  const text = lines(...Array.from({ length: count }, () => sentence(classAPosition())));
  const { port } = await serve((socket) => socket.end(text));
  const sink = new CollectingSink();
  sink.ready = () => new Promise((resolve) => setTimeout(resolve, 1));
  const source = tcpSource(port);
  const stop = new AbortController();
  await source.start(sink, stop.signal);
  await until(() => sink.positions.length >= count);
  stop.abort();
  await until(() => source.status().state === 'stopped');
  expect(new Set(sink.positions.map(({ time }) => time)).size).toBe(sink.positions.length);
});

it('TCP: fails when the store refuses', async () => {
  const { port } = await serve((socket) => socket.write(lines(sentence(classAPosition()))));
  const sink = new CollectingSink();
  sink.durable = () => Promise.reject(new Error('disk full'));
  const source = tcpSource(port);
  await source.start(sink, new AbortController().signal);
  await until(() => sink.deliveries > 0);
  await source.stop();
  expect(source.status()).toMatchObject({ state: 'failed', detail: expect.stringContaining('disk full') });
});

it('UDP: takes datagrams of one or several sentences, with or without a line end', async () => {
  const source = new AisUdpSource({ id: 'udp', host: '127.0.0.1', port: 0, clock });
  cleanUp.push(() => source.stop());
  const sink = new CollectingSink();
  await source.start(sink, new AbortController().signal);
  const sender = createSocket('udp4');
  cleanUp.push(() => sender.close());
  const [first, second] = sentences(voyageData(), 1, 40);
  for (const datagram of [sentence(classAPosition()), lines(first!, second!), 'nonsense'])
    sender.send(datagram, source.port!, '127.0.0.1');
  await until(() => sink.messages.length === 2 && sink.rejections.length === 1);
  expect(source.status()).toMatchObject({ state: 'running', read: { lines: 4, messages: 2, rejected: 1, dropped: 0 } });
  await source.stop();
  expect(source.status().state).toBe('stopped');
});

it('UDP: refuses a port that is taken', async () => {
  const taken = createSocket('udp4').bind(0, '127.0.0.1');
  await once(taken, 'listening');
  cleanUp.push(() => taken.close());
  const source = new AisUdpSource({ id: 'udp', host: '127.0.0.1', port: taken.address().port, clock });
  await expect(source.start(new CollectingSink(), new AbortController().signal)).rejects.toThrow(/EADDRINUSE/);
});

it('the descriptor names what is wrong with an endpoint', () => {
  const bad = aisDescriptor.config.safeParse([{ kind: 'tcp', id: 'feed', host: 'ais.example', port: 70_000 }]);
  expect(bad.error?.issues[0]?.path).toEqual([0, 'port']);
  expect(aisDescriptor.config.parse(undefined)).toEqual([]);
});
