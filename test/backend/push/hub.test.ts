import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../backend/api/access.ts';
import type { ThingView } from '../../../backend/api/contract.ts';
import { Hub } from '../../../backend/push/hub.ts';
import { PROTOCOL_VERSION, type Resume } from '../../../backend/push/protocol.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Position } from '../../../ingestion/observation.ts';
import { LiveReader } from '../../builders/live-reader.ts';
import { alertView, incidentView } from '../../builders/view.ts';

const PEOPLE: Readonly<Record<string, Principal>> = {
  chen: { username: 'chen', roles: ['officer'], areas: [] },
  east: { username: 'east', roles: ['viewer'], areas: ['east'] },
};
const BAY = { bounds: [114, 22, 115, 23] as const, zoom: 10 };

let server: Server;
let hub: Hub;
let url: string;
let tokens: Map<string, Principal>;
let names: Map<string, string>;
const sockets = new Set<NetSocket>();
const clients: LiveReader[] = [];

beforeEach(async () => {
  tokens = new Map(Object.entries(PEOPLE));
  names = new Map();
  server = createServer();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hub = new Hub(
    {
      authenticate: async (token) => tokens.get(token),
      describe: (id): ThingView => ({
        id,
        name: names.get(id) ?? id,
        kind: 'vessel',
        family: 'vessel',
        status: 'online',
        attrs: {},
      }),
      pulse: () => ({ now: 1, messagesPerSecond: 2, sources: [] }),
      districtAt: ([lon]) => (lon < 114.5 ? 'west' : 'east'),
    },
    { log: pino({ level: 'silent' }), frameIntervalMs: 10, journalCapacity: 100 },
  );
  hub.start(server);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.disconnect();
  await hub.stop();
  await new Promise((resolve) => server.close(resolve));
});

function reader(token: string, options: object = {}): LiveReader {
  const client = new LiveReader(`${url}/live`, token, options);
  clients.push(client);
  return client;
}

async function open(token: string, resume?: Resume): Promise<LiveReader> {
  const client = reader(token);
  await client.connected();
  client.hello(resume);
  return client;
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const move = (thing: string, lon: number, time = 1000): Position => ({
  kind: 'position',
  thing: thing as ThingId,
  time: eventTime(time),
  lon,
  lat: 22.5,
  quality: 'good',
});

describe('who gets in', () => {
  test('nobody without a session', async () => {
    await expect(reader('nobody').connected()).rejects.toThrow(/unauthorized/);
  });

  test('the cookie of the session will do, but not from another site', async () => {
    const host = new URL(url).host;
    const cookie = { cookie: 'theme=dark; vantage_session=chen' };
    const own = reader('', { auth: {}, extraHeaders: { ...cookie, origin: `http://${host}` } });
    await own.connected();
    const foreign = reader('', { auth: {}, extraHeaders: { ...cookie, origin: 'https://evil.example' } });
    await expect(foreign.connected()).rejects.toThrow();
  });

  test('a page that speaks another version is told so', async () => {
    const old = reader('', { auth: { token: 'chen', version: PROTOCOL_VERSION + 1 } });
    await expect(old.connected()).rejects.toThrow(/version/);
  });

  test('signing out ends the socket', async () => {
    const client = await open('chen');
    await until(() => client.snapshots.length === 1);
    hub.signedOut('chen');
    await until(() => !client.socket.connected);
  });
});

describe('the queue', () => {
  test('comes as a snapshot, then as numbered steps at once', async () => {
    hub.changed({ alerts: [alertView('a1')], incidents: [incidentView('i1')] });
    const client = await open('chen');
    await until(() => client.snapshots.length === 1);
    expect(client.snapshots[0]).toMatchObject({ sequence: 1, alerts: [{ id: 'a1' }], incidents: [{ id: 'i1' }] });
    hub.changed({ alerts: [alertView('a1', { grade: 2 }), alertView('a2')] });
    hub.changed({ alerts: [alertView('a1', { state: 'cleared', acknowledged: true })] });
    await until(() => client.diffs.length === 2);
    expect(client.diffs).toMatchObject([
      { sequence: 2, add: { alerts: [{ id: 'a2' }] }, update: { alerts: [{ id: 'a1', grade: 2 }] } },
      { sequence: 3, remove: { alerts: ['a1'] } },
    ]);
  });

  test('whoever comes back gets only what was missed', async () => {
    const first = await open('chen');
    await until(() => first.snapshots.length === 1);
    const { epoch, sequence } = first.snapshots[0]!;
    first.socket.disconnect();
    for (let i = 0; i < 5; i++) hub.changed({ alerts: [alertView(`a${i}`)] });
    const again = await open('chen', { epoch, sequence });
    await until(() => again.diffs.length === 5);
    expect(again.snapshots).toEqual([]);
    expect(again.diffs.map((diff) => diff.sequence)).toEqual([1, 2, 3, 4, 5]);
  });

  test.each([
    ['a place of an earlier start', () => ({ epoch: 'before', sequence: 0 }), 5],
    ['a place too far back', (epoch: string) => ({ epoch, sequence: 0 }), 150],
    ['a place that has not been reached', (epoch: string) => ({ epoch, sequence: 999 }), 5],
  ])('%s gets a snapshot', async (_what, resume, steps) => {
    const first = await open('chen');
    await until(() => first.snapshots.length === 1);
    for (let i = 0; i < steps; i++) hub.changed({ alerts: [alertView(`a${i % 7}`)] });
    const again = await open('chen', resume(first.snapshots[0]!.epoch));
    await until(() => again.snapshots.length === 1);
    expect(again.snapshots[0]!.sequence).toBe(steps);
    expect(again.diffs).toEqual([]);
  });

  test('shows nobody what lies in other areas, and numbers it all the same', async () => {
    const [all, east] = [await open('chen'), await open('east')];
    await until(() => all.snapshots.length + east.snapshots.length === 2);
    hub.changed({ alerts: [alertView('a1', { district: 'west' }), alertView('a2', { district: 'east' })] });
    hub.changed({ alerts: [alertView('a2', { district: 'west' })] });
    hub.changed({ alerts: [alertView('a3')] });
    await until(() => all.diffs.length + east.diffs.length === 6);
    expect(east.diffs).toMatchObject([
      { sequence: 1, add: { alerts: [{ id: 'a2' }] } },
      { sequence: 2, remove: { alerts: ['a2'] } },
      { sequence: 3, add: {}, remove: {}, update: {} },
    ]);
    const late = await open('east');
    await until(() => late.snapshots.length === 1);
    expect(late.snapshots[0]!.alerts).toEqual([]);
  });
});

describe('moving things', () => {
  test('a full frame answers a view, names come before numbers, then only what moved', async () => {
    hub.hear([move('mmsi-1', 114.2), move('mmsi-2', 114.4), move('mmsi-9', 120)]);
    const client = await open('chen');
    client.socket.emit('view', BAY);
    await until(() => client.frames.length >= 1);
    expect(client.heard.indexOf('roster')).toBeLessThan(client.heard.indexOf('frame'));
    expect(client.frames[0]).toMatchObject({ full: true, count: 2 });
    expect(client.rosters[0]!.things.map(({ id }) => id)).toEqual(['mmsi-1', 'mmsi-2']);
    hub.hear([move('mmsi-2', 114.45, 2000)]);
    await until(() => client.frames.some(({ full, lon }) => !full && lon.includes(114.45)));
    hub.hear([move('mmsi-2', 114.46, 3000)]);
    await until(() => client.frames.some(({ full, lon }) => !full && lon.includes(114.46)));
    expect(client.frames.at(-1)!.count).toBe(1);
    expect(client.rosters).toHaveLength(1);
  });

  test('a new name is told to those who know the thing', async () => {
    hub.hear([move('mmsi-1', 114.2)]);
    const client = await open('chen');
    client.socket.emit('view', BAY);
    await until(() => client.rosters.length === 1);
    names.set('mmsi-1', '澜游 305');
    hub.thingChanged('mmsi-1' as ThingId);
    await until(() => client.rosters.length === 2);
    expect(client.rosters[1]!.things).toMatchObject([{ id: 'mmsi-1', name: '澜游 305', number: 0 }]);
  });

  test('stay out of sight of those who may not see the place', async () => {
    hub.hear([move('mmsi-1', 114.2), move('mmsi-2', 114.8)]);
    const client = await open('east');
    client.socket.emit('view', BAY);
    await until(() => client.frames.length >= 1);
    expect(client.rosters.flatMap(({ things }) => things.map(({ id }) => id))).toEqual(['mmsi-2']);
    hub.hear([move('mmsi-1', 114.3, 2000), move('mmsi-2', 114.9, 2000)]);
    await until(() => client.frames.length >= 2);
    expect(client.frames.every(({ count, lon }) => count === 1 && lon[0]! > 114.5)).toBe(true);
  });
});

describe('a client that does not read', () => {
  test('never makes a queue grow, and is told to start over when it reads again', { timeout: 60_000 }, async () => {
    const client = await open('chen');
    client.socket.emit('view', BAY);
    await until(() => client.snapshots.length === 1 && client.frames.length === 1);
    const transport = client.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
    transport.ws.pause();
    const long = 'x'.repeat(20_000);
    const STEPS = 3000;
    let most = 0;
    for (let i = 0; i < STEPS; i++) {
      hub.changed({ alerts: [alertView(`a${i % 5}`, { message: { zh: long, en: '' }, nRaised: i })] });
      hub.hear([move('mmsi-1', 114.2, 1000 + i)]);
      hub.flush();
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of sockets) most = Math.max(most, socket.writableLength);
    }
    expect(hub.statistics().framesSkipped).toBeGreaterThan(0);
    // At most 64 steps of 20 kB wait here, of 60 MB that were told.
    expect(most).toBeLessThan(100 * long.length);
    transport.ws.resume();
    await until(() => client.snapshots.length === 2);
    expect(client.snapshots[1]!.sequence).toBe(STEPS);
    expect(client.diffs.length).toBeLessThan(STEPS);
    await until(() => client.pulses.some(({ framesSkipped }) => framesSkipped > 0));
    hub.changed({ alerts: [alertView('after')] });
    await until(() => client.diffs.at(-1)?.sequence === STEPS + 1);
  });
});
