import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../../../backend/api/contract.ts';
import type { Endpoint } from '../../../backend/api/endpoint.ts';
import { routes } from '../../../backend/api/routes/index.ts';
import { createServer } from '../../../backend/api/server.ts';
import { Views } from '../../../backend/api/views.ts';
import { encounter, raise } from '../../builders/finding.ts';
import { FakeBackend, GOOD_PASSWORD, tokenOf } from '../../fakes/server-ports.ts';

const backend = new FakeBackend();
const table = routes(backend.ports, new Views(backend.ports));
let app: FastifyInstance;
let alertId: string;
let incidentId: string;
let otherId: string;
let taskId: string;

beforeAll(async () => {
  app = await createServer(backend.ports, { version: '0.0.0', log: pino({ level: 'silent' }) });
  for (const detector of ['a', 'b']) {
    backend.find(raise(0, { key: detector, cause: detector, things: [`mmsi-${detector}` as never] }));
  }
  backend.tell({
    kind: 'thing',
    thing: 'mmsi-a' as never,
    time: raise().time,
    thingKind: 'vessel',
    lon: 114.5,
    lat: 22.5,
  });
  backend.find(encounter());
  await backend.alerts.settled();
  alertId = backend.alerts.open()[0]!.id;
  [incidentId, otherId] = backend.incidents.open().map((incident) => incident.id as string) as [string, string];
  taskId = (await backend.tasks.create(incidentId, { team: 'boat-1' }, { name: 'chen', role: 'officer' })).id;
});
afterAll(() => app.close());

/** A request that fits the route; what the schemas ask for is filled in. */
function sample(endpoint: Endpoint) {
  const id = endpoint.path.startsWith('/tasks') ? taskId : endpoint.path.includes('/incidents') ? incidentId : alertId;
  const path = endpoint.path
    .replace('/things/:id', '/things/mmsi-a')
    .replace(':id', id)
    .replace(':kind', 'ais')
    .replace(':layer', 'land')
    .replace(':map', 'photo')
    .replace(':username', 'guest');
  const span = '?from=2026-09-18T00:00:00Z&to=2026-09-19T00:00:00Z';
  const suffix = path.endsWith('/histogram') ? `${span}&bucket=1h` : path.endsWith('/warnings') ? span : '';
  const body = BODIES[endpoint.path.split('/').at(-1)!] ?? (() => ({}));
  return {
    method: endpoint.method,
    url: `/api/v1${path}${suffix}`,
    ...(endpoint.method === 'POST' && {
      headers: { 'content-type': endpoint.stream ? 'application/x-ndjson' : 'application/json' },
      payload: endpoint.stream ? '{"thing":"a","datastream":"level","time":1,"value":1}\n' : JSON.stringify(body()),
    }),
  };
}

const BODIES: Readonly<Record<string, () => unknown>> = {
  session: () => ({ username: 'chen', password: GOOD_PASSWORD }),
  ack: () => ({ note: 'seen' }),
  shelve: () => ({ reason: 'maintenance', minutes: 30 }),
  unshelve: () => ({}),
  comment: () => ({ text: 'on the way' }),
  close: () => ({ reason: 'done' }),
  grade: () => ({ grade: 2, reason: 'crowded fairway' }),
  assign: () => ({ assignee: 'boat 2' }),
  merge: () => ({ other: otherId }),
  escalate: () => ({}),
  tasks: () => ({ team: 'boat-1' }),
  report: () => ({ text: 'on the spot' }),
  reject: () => ({ reason: 'engine trouble' }),
  tag: () => ({ codes: ['E04-V03'], reason: 'as seen' }),
  route: () => ({ department: 'Water Authority', reason: 'its pumps' }),
  dispatch: () => ({ department: 'Water Authority', team: 'crew 1' }),
  resolve: () => ({ note: 'pumped out' }),
  reopen: () => ({ reason: 'it rises again' }),
  void: () => ({ reason: 'false alarm' }),
  sql: () => ({ sql: 'select 1' }),
  users: () => ({ username: 'new', roles: ['viewer'] }),
  reset: () => ({}),
  backtests: () => ({ detector: 'vessel.overspeed', source: { kind: 'scenario', scenario: 'quiet-day' } }),
};
/** One test per route that the condition picks. */
const every = (which: (endpoint: Endpoint) => boolean) =>
  test.each(table.filter(which).map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const));
const isGuarded = (endpoint: Endpoint) => endpoint.access !== 'anyone';
const acts = (endpoint: Endpoint) => isGuarded(endpoint) && endpoint.method === 'POST' && endpoint.path !== '/sql';
const hasPlace = (endpoint: Endpoint) => endpoint.area === 'filtered' && endpoint.path.includes(':id');
const reads = (endpoint: Endpoint) =>
  endpoint.method === 'GET' && endpoint.answerType === undefined && endpoint.answer !== undefined;

const send = (endpoint: Endpoint, username?: string) => {
  const { headers = {}, ...request } = sample(endpoint);
  const authorization = username === undefined ? {} : { authorization: `Bearer ${tokenOf(username)}` };
  return app.inject({ ...request, headers: { ...headers, ...authorization } });
};

describe('every route', () => {
  every(isGuarded)('%s refuses whoever is not signed in', async (_name, endpoint) => {
    const answer = await send(endpoint);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(problem.parse(answer.json())).toMatchObject({ type: 'unauthorized', next: expect.any(String) });
  });

  every(isGuarded)('%s refuses a token that nobody holds', async (_name, endpoint) => {
    expect((await send(endpoint, 'nobody')).statusCode).toBe(401);
  });

  every(acts)('%s refuses a viewer', async (_name, endpoint) => {
    expect((await send(endpoint, 'guest')).statusCode).toBe(403);
  });

  every((endpoint) => endpoint.area === 'unlimited')(
    '%s refuses whoever is limited to an area',
    async (_name, endpoint) => {
      expect((await send(endpoint, 'west')).statusCode).toBe(403);
    },
  );

  every(hasPlace)('%s neither shows nor changes what lies in another area', async (_name, endpoint) => {
    expect((await send(endpoint, 'east')).statusCode).toBe(404);
  });

  every(reads)('%s answers what its schema says', async (_name, endpoint) => {
    const answer = await send(endpoint, 'root');
    expect(answer.statusCode).toBe(200);
    endpoint.answer!.parse(answer.json());
  });

  every(() => true)('%s is in the OpenAPI document', async (_name, endpoint) => {
    const document = (await app.inject('/api/openapi.json')).json();
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    expect(document.paths[path]?.[endpoint.method.toLowerCase()]).toBeDefined();
  });
});
