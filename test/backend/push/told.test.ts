import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../backend/api/access.ts';
import { Hub } from '../../../backend/push/hub.ts';
import { serverMessages } from '../../../backend/push/messages.ts';
import type { Readings } from '../../../backend/push/protocol.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime, toIso } from '../../../geodata/model/time.ts';
import { LiveReader } from '../../builders/live-reader.ts';
import { anObservation, aPosition, aReport, aWarning, NOON } from '../../builders/messages.ts';

const PEOPLE: Readonly<Record<string, Principal>> = {
  chen: { username: 'chen', roles: ['officer'], areas: [] },
  east: { username: 'east', roles: ['viewer'], areas: ['east'] },
};
const BAY = { bounds: [114, 22, 115, 23] as const, zoom: 10 };

let server: Server;
let hub: Hub;
let url: string;
let now: number;
let places: Map<string, [number, number]>;
const clients: LiveReader[] = [];

beforeEach(async () => {
  now = NOON;
  places = new Map([
    ['gauge-w', [114.2, 22.5]],
    ['gauge-e', [114.8, 22.5]],
    ['far', [120, 22.5]],
  ]);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hub = new Hub(
    {
      authenticate: async (token) => PEOPLE[token],
      describe: (id: ThingId) => {
        const position = places.get(id);
        const rest = { kind: 'gas', family: 'city', status: 'online', attrs: {} } as const;
        return { id, name: id, ...rest, ...(position && { position }) };
      },
      pulse: () => ({ now, messagesPerSecond: 2, sources: [] }),
      districtAt: ([lon]) => (lon < 114.5 ? 'west' : 'east'),
    },
    { log: pino({ level: 'silent' }), frameIntervalMs: 10, readingsIntervalMs: 10 },
  );
  hub.start(server);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.disconnect();
  await hub.stop();
  await new Promise((resolve) => server.close(resolve));
});

async function open(token: string): Promise<LiveReader> {
  const client = new LiveReader(`${url}/live`, token);
  clients.push(client);
  await client.connected();
  client.hello();
  return client;
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** `thing/datastream` → value, of all that a client was told, the last word winning. */
function known(client: LiveReader): Record<string, number> {
  const names = new Map(client.rosters.flatMap(({ things }) => things.map(({ number, id }) => [number, id] as const)));
  const values: Record<string, number> = {};
  for (const { datastreams, number, datastream, value } of client.readings)
    for (const [index, each] of number.entries())
      values[`${names.get(each)}/${datastreams[datastream[index]!]}`] = value[index]!;
  return values;
}

describe('readings', () => {
  test('all in view answer a view, named first; then only what changed', async () => {
    hub.hear([
      anObservation('gauge-w', 'ch4', NOON, 3),
      anObservation('gauge-w', 'temperature', NOON - 1000, 21.5, { quality: 'suspect' }),
      anObservation('gauge-e', 'ch4', NOON - 500, 0),
      anObservation('far', 'ch4', NOON, 9),
      anObservation('nowhere', 'ch4', NOON, 9),
    ]);
    const client = await open('chen');
    client.socket.emit('view', BAY);
    await until(() => client.readings.length > 0);
    expect(client.heard.indexOf('roster')).toBeLessThan(client.heard.indexOf('readings'));
    const [first] = client.readings as [Readings];
    expect(first).toMatchObject({
      ...{ full: true, at: NOON, datastreams: ['ch4', 'temperature'], datastream: [0, 1, 0] },
      ...{ value: [3, 21.5, 0], ageMs: [0, 1000, 500], quality: [0, 1, 0] },
    });
    expect(serverMessages.readings.safeParse(first).success).toBe(true);
    expect(known(client)).toEqual({ 'gauge-w/ch4': 3, 'gauge-w/temperature': 21.5, 'gauge-e/ch4': 0 });

    hub.hear([anObservation('gauge-e', 'ch4', NOON + 1000, 7), anObservation('gauge-w', 'ch4', NOON - 9000, 99)]);
    await until(() => known(client)['gauge-e/ch4'] === 7);
    const last = client.readings.at(-1)!;
    expect(last).toMatchObject({ full: false, at: NOON + 1000, value: [7], datastreams: ['ch4'] });
    expect(client.rosters).toHaveLength(1);
    expect(client.frames.every(({ count }) => count === 0)).toBe(true);
  });

  test('of a thing appear once it is known where it stands; what moves has none', async () => {
    const client = await open('chen');
    client.socket.emit('view', BAY);
    hub.hear([aPosition('truck', NOON), anObservation('truck', 'temperature', NOON, 4)]);
    hub.hear([anObservation('nowhere', 'ch4', NOON, 9)]);
    await until(() => client.frames.length > 1);
    places.set('nowhere', [114.3, 22.4]);
    places.set('truck', [114.3, 22.4]);
    hub.thingChanged('nowhere' as ThingId);
    hub.thingChanged('truck' as ThingId);
    await until(() => Object.keys(known(client)).length > 0);
    expect(known(client)).toEqual({ 'nowhere/ch4': 9 });
  });

  test('stay out of sight of those who may not see the place', async () => {
    hub.hear([anObservation('gauge-w', 'ch4', NOON, 3), anObservation('gauge-e', 'ch4', NOON, 5)]);
    const client = await open('east');
    client.socket.emit('view', BAY);
    await until(() => client.readings.length > 0);
    hub.hear([anObservation('gauge-w', 'ch4', NOON + 1, 4), anObservation('gauge-e', 'ch4', NOON + 1, 6)]);
    await until(() => known(client)['gauge-e/ch4'] === 6);
    expect(known(client)).toEqual({ 'gauge-e/ch4': 6 });
  });
});

describe('warnings', () => {
  test('are those in force: told on hello and whenever they change', async () => {
    hub.hear([
      aWarning('rain-1', NOON, { grade: 3, area: '东部' }),
      aWarning('tomorrow', NOON, { effectiveAt: eventTime(NOON + 86_400_000) }),
    ]);
    const client = await open('chen');
    await until(() => client.warnings.at(-1)?.warnings.length === 1);
    expect(client.warnings.at(-1)!.warnings).toEqual([
      {
        ...{ id: 'rain-1', event: '暴雨', severity: 'severe', headline: '暴雨橙色预警' },
        ...{ grade: 3, area: '东部', from: toIso(eventTime(NOON)) },
      },
    ]);
    hub.hear([
      aWarning('rain-2', NOON + 1000, {
        status: 'update',
        replaces: ['rain-1'],
        grade: 2,
        expiresAt: eventTime(NOON + 9000),
      }),
    ]);
    now = NOON + 1000;
    await until(() => client.warnings.at(-1)?.warnings[0]?.id === 'rain-2');
    expect(client.warnings.at(-1)!.warnings).toMatchObject([{ grade: 2, to: toIso(eventTime(NOON + 9000)) }]);
    expect(serverMessages.warnings.safeParse(client.warnings.at(-1)).success).toBe(true);
    now = NOON + 9000;
    await until(() => client.warnings.at(-1)?.warnings.length === 0);
  });

  test('that were called off before they came never hold', async () => {
    hub.hear([
      aWarning('off', NOON, { status: 'cancel', replaces: ['gale'] }),
      aWarning('gale', NOON - 1000, { event: '大风' }),
      aWarning('heat', NOON, { event: '高温' }),
    ]);
    const client = await open('east');
    await until(() => (client.warnings.at(-1)?.warnings.length ?? 0) > 0);
    expect(client.warnings.at(-1)!.warnings.map(({ id }) => id)).toEqual(['heat']);
  });
});

describe('reports', () => {
  test('the newest 50 on hello, then each as it comes, once', async () => {
    hub.hear([...Array(60).keys()].map((i) => aReport(`r-${i}`, NOON + i)));
    const client = await open('chen');
    await until(() => client.reports.length === 1);
    expect(client.reports[0]!.full).toBe(true);
    expect(client.reports[0]!.reports.map(({ id }) => id)).toEqual([...Array(50).keys()].map((i) => `r-${i + 10}`));
    const more = { category: '燃气', channel: 'app', lon: 114.2, lat: 22.5 } as const;
    hub.hear([aReport('r-59', NOON), aReport('new', NOON + 90, more)]);
    await until(() => client.reports.length === 2);
    expect(client.reports[1]).toEqual({
      full: false,
      reports: [
        {
          ...{ id: 'new', text: '楼下一直有很大的汽油味', channel: 'app', position: [114.2, 22.5] },
          ...{ time: toIso(eventTime(NOON + 90)), category: '燃气' },
        },
      ],
    });
    expect(serverMessages.reports.safeParse(client.reports[1]).success).toBe(true);
  });

  test('from elsewhere are not told', async () => {
    const [all, east] = [await open('chen'), await open('east')];
    await until(() => all.reports.length + east.reports.length === 2);
    hub.hear([
      aReport('west', NOON, { lon: 114.2, lat: 22.5 }),
      aReport('east', NOON, { lon: 114.8, lat: 22.5 }),
      aReport('nowhere', NOON),
    ]);
    await until(() => all.reports.length + east.reports.length === 4);
    expect(all.reports[1]!.reports.map(({ id }) => id)).toEqual(['west', 'east', 'nowhere']);
    expect(east.reports[1]!.reports.map(({ id }) => id)).toEqual(['east']);
  });
});

test('a replay taken back forgets what was read and told', async () => {
  hub.hear([anObservation('gauge-w', 'ch4', NOON, 3), aReport('r', NOON), aWarning('w', NOON)]);
  const client = await open('chen');
  client.socket.emit('view', BAY);
  await until(() => client.readings.length > 0 && client.warnings.at(-1)?.warnings.length === 1);
  hub.reset();
  hub.hear([anObservation('gauge-e', 'ch4', NOON - 9000, 1)]);
  await until(() => client.readings.at(-1)?.value[0] === 1 && client.readings.at(-1)!.full);
  await until(() => client.reports.at(-1)?.reports.length === 0 && client.warnings.at(-1)?.warnings.length === 0);
  expect(client.readings.at(-1)!.number).toHaveLength(1);
});
