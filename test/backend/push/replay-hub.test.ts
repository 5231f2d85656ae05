import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Hub } from '../../../backend/push/hub.ts';
import { replayNamespace } from '../../../backend/push/protocol.ts';
import { openSockets, type Sockets } from '../../../backend/push/sockets.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { LiveReader } from '../../builders/live-reader.ts';
import { aPosition } from '../../builders/messages.ts';
import { alertView } from '../../builders/view.ts';

const BAY = { bounds: [114, 22, 115, 23] as const, zoom: 10 };

let server: Server;
let sockets: Sockets;
let url: string;
let hubs: Hub[];
let clients: LiveReader[];

beforeEach(async () => {
  hubs = [];
  clients = [];
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sockets = openSockets(server);
});
afterEach(async () => {
  for (const client of clients) client.socket.disconnect();
  for (const hub of hubs) await hub.stop();
  sockets.engine.close();
  await new Promise((resolve) => server.close(resolve));
});

function hubAt(namespace: string): Hub {
  const hub = new Hub(
    {
      authenticate: async (token) =>
        token === 'chen' ? { username: 'chen', roles: ['officer'], areas: [] } : undefined,
      describe: (id: ThingId) => ({ id, name: id, kind: 'vessel', family: 'vessel', status: 'online', attrs: {} }),
      pulse: () => ({
        now: 1,
        messagesPerSecond: 0,
        sources: [],
        ...(namespace !== '/live' && { replay: { id: 'r1', state: 'playing', speed: 60 } }),
      }),
      districtAt: () => undefined,
    },
    { log: pino({ level: 'silent' }), frameIntervalMs: 10, namespace },
  );
  hub.start(sockets);
  hubs.push(hub);
  return hub;
}

async function open(namespace: string): Promise<LiveReader> {
  const client = new LiveReader(`${url}${namespace}`, 'chen');
  clients.push(client);
  await client.connected();
  client.hello();
  client.socket.emit('view', BAY);
  await until(() => client.snapshots.length === 1 && client.frames.length > 0);
  return client;
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('a replay is watched beside the live city, and neither hears of the other', async () => {
  const [live, replay] = [hubAt('/live'), hubAt(replayNamespace('r1'))];
  const [liveClient, replayClient] = [await open('/live'), await open(replayNamespace('r1'))];
  live.changed({ alerts: [alertView('now')] });
  replay.changed({ alerts: [alertView('then')] });
  await until(() => liveClient.diffs.length + replayClient.diffs.length === 2);
  expect(liveClient.diffs[0]!.add.alerts).toMatchObject([{ id: 'now' }]);
  expect(replayClient.diffs[0]!.add.alerts).toMatchObject([{ id: 'then' }]);
  await until(() => liveClient.pulses.length > 0 && replayClient.pulses.length > 0);
  expect(replayClient.pulses[0]!.replay).toEqual({ id: 'r1', state: 'playing', speed: 60 });
  expect(liveClient.pulses[0]!.replay).toBeUndefined();
});

test('a replay that ends leaves the live city open, and its own namespace is gone', async () => {
  const [live, replay] = [hubAt('/live'), hubAt(replayNamespace('r1'))];
  const [liveClient, replayClient] = [await open('/live'), await open(replayNamespace('r1'))];
  await replay.stop();
  await until(() => !replayClient.socket.connected);
  live.changed({ alerts: [alertView('now')] });
  await until(() => liveClient.diffs.length === 1);
  const late = new LiveReader(`${url}${replayNamespace('r1')}`, 'chen');
  clients.push(late);
  await expect(late.connected()).rejects.toThrow(/[Ii]nvalid namespace/);
});

test('nothing is served at the root', async () => {
  hubAt('/live');
  const lost = new LiveReader(url, 'chen');
  clients.push(lost);
  await expect(lost.connected()).rejects.toThrow(/name a namespace/);
});

test('a replay taken back starts anew for everybody', async () => {
  const replay = hubAt(replayNamespace('r1'));
  replay.hear([aPosition('mmsi-1', 9000, { lon: 114.2 }), aPosition('mmsi-2', 9000)]);
  replay.changed({ alerts: [alertView('later')] });
  const client = await open(replayNamespace('r1'));
  expect(client.frames[0]).toMatchObject({ full: true, count: 2 });
  const before = client.snapshots[0]!;

  replay.reset();
  replay.hear([aPosition('mmsi-2', 1000, { lon: 114.6 })]);
  await until(() => client.snapshots.length === 2 && client.frames.some(({ full, count }) => full && count === 1));
  expect(client.snapshots[1]).toMatchObject({ alerts: [], sequence: 0 });
  expect(client.snapshots[1]!.epoch).not.toBe(before.epoch);
  const frame = client.frames.findLast(({ full }) => full)!;
  expect([...frame.number, ...frame.lon, ...frame.time]).toEqual([1, 114.6, eventTime(1000)]);
});
