import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { encounter, raise, START } from '../../builders/finding.ts';
import { FakeBackend, GOOD_PASSWORD, tokenOf } from '../../fakes/server-ports.ts';

let backend: FakeBackend;
let app: FastifyInstance;
let folder: string;

beforeEach(async () => {
  backend = new FakeBackend();
  folder = await mkdtemp(join(tmpdir(), 'vantage-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Vantage</title>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), `// ${'x'.repeat(5000)}`);
  app = await createServer(backend.ports, { version: '1.2.3', log: pino({ level: 'silent' }), frontend: folder });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const as = (username: string) => ({ authorization: `Bearer ${tokenOf(username)}` });
const post = (url: string, body: unknown, headers: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (url: string, headers: Record<string, string>) => app.inject({ url: `/api/v1${url}`, headers });

describe('signing in', () => {
  test('gives a token, and the same token as a cookie that scripts cannot read', async () => {
    const answer = await post('/session', { username: 'chen', password: GOOD_PASSWORD }, {});
    expect(answer.json()).toMatchObject({
      token: tokenOf('chen'),
      user: { username: 'chen', roles: ['officer'], areas: [] },
      expiresAt: new Date(START + 3_600_000).toISOString(),
    });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'vantage_session', httpOnly: true, sameSite: 'Strict', path: '/' });
    const me = await get('/session', { cookie: `vantage_session=${cookie!.value}` });
    expect(me.json()).toEqual({ user: answer.json().user, expiresAt: answer.json().expiresAt });
  });

  test('says what is wrong with the credentials without saying which', async () => {
    const answer = await post('/session', { username: 'chen', password: 'guess' }, {});
    expect(answer.json()).toMatchObject({ type: 'bad-credentials', status: 401 });
  });

  test('signing out ends the session and its sockets', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: as('chen') });
    expect(answer.statusCode).toBe(204);
    expect(backend.signedOut).toEqual([tokenOf('chen')]);
    expect((await get('/session', as('chen'))).statusCode).toBe(401);
  });
});

describe('requests that another site made a browser send', () => {
  const cookie = `vantage_session=${tokenOf('chen')}`;
  const comment = (headers: Record<string, string>) =>
    post('/alerts/x/comment', { text: 'hello' }, { host: 'city.example', ...headers });

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://city.example' },
  ])('are refused: %o', async (headers) => {
    expect((await comment({ cookie, ...headers } as Record<string, string>)).json()).toMatchObject({
      type: 'cross-site',
      status: 403,
    });
  });

  test.each([{ origin: 'https://city.example', 'sec-fetch-site': 'same-origin' }, {}])(
    'but not our own: %o',
    async (headers) => {
      expect((await comment({ cookie, ...headers } as Record<string, string>)).statusCode).toBe(404);
    },
  );

  test('nor those with a bearer token, which no other site has', async () => {
    expect((await comment({ ...as('chen'), origin: 'https://evil.example' })).statusCode).toBe(404);
  });
});

describe('refusals', () => {
  test.each([
    ['broken JSON', () => post('/sql', '{"sql": ', as('chen')), 400, 'bad-json', 'body'],
    ['a missing field', () => post('/sql', {}, as('chen')), 400, 'invalid-input', 'sql'],
    ['an unknown field', () => post('/sql', { sql: 'select 1', x: 1 }, as('chen')), 400, 'invalid-input', 'x'],
    ['a bad query', () => get('/tracks?bbox=1,2,3', as('chen')), 400, 'invalid-input', 'bbox'],
    ['a bad time', () => get('/tracks?from=yesterday', as('chen')), 400, 'invalid-input', 'from'],
    ['times the wrong way round', () => get('/tracks?from=2&to=1', as('chen')), 400, 'invalid-input', 'from'],
    ['an unknown parameter', () => get('/things?colour=red', as('chen')), 400, 'invalid-input', 'colour'],
    ['too many bars', () => get('/histogram?from=0&to=1000000&bucket=1s', as('chen')), 400, 'invalid-input', 'bucket'],
    [
      'another media type',
      () => post('/sql', 'x', { ...as('chen'), 'content-type': 'text/plain' }),
      415,
      'unsupported-media-type',
      undefined,
    ],
    ['a huge body', () => post('/sql', { sql: 'x'.repeat(70_000) }, as('chen')), 413, 'body-too-large', undefined],
    ['an unknown route', () => get('/nothing', as('chen')), 404, 'not-found', undefined],
    ['somebody else’s rights', () => post('/sql', { sql: 'select 1', as: 'root' }, as('chen')), 403, 'forbidden', 'as'],
  ])('%s is named in a problem document', async (_what, send, status, type, field) => {
    const answer = await send();
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.json()).toMatchObject({ type, status, title: expect.any(String), ...(field && { field }) });
    expect(answer.json().next).toBeTypeOf('string');
  });

  test('a fault of ours tells nothing but where to look', async () => {
    backend.ports.report.query = async () => {
      throw new Error('password of the database is hunter2');
    };
    const answer = await post('/sql', { sql: 'select 1' }, as('chen'));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/hunter2|at .*\.ts/);
    expect(answer.json().detail).toContain(answer.headers['x-request-id']);
  });

  test('a route that does not say who may call it does not start', async () => {
    await expect(
      (async () => {
        const other = await createServer(backend.ports, { version: '1', log: pino({ level: 'silent' }) });
        other.get('/secret', async () => 'x');
      })(),
    ).rejects.toThrow('/secret does not say who may call it');
  });
});

describe('acting on alerts and incidents', () => {
  test('an acknowledgement carries who and when, and stands in the log', async () => {
    backend.find(raise());
    const [alert] = backend.alerts.open();
    const answer = await post(`/alerts/${alert!.id}/ack`, { note: 'calling them' }, as('chen'));
    expect(answer.json()).toMatchObject({ acknowledged: true, acknowledgedBy: 'chen', zone: '航道', district: '西区' });
    const detail = (await get(`/alerts/${alert!.id}`, as('guest'))).json();
    expect(detail.log.at(-1)).toMatchObject({ action: 'acknowledged', actor: 'chen', note: 'calling them' });
    expect(detail.evidence.samples).toHaveLength(1);
    expect(backend.alertLog.actions).toMatchObject([{ actor: { name: 'chen', role: 'officer' } }]);
  });

  test('an incident shows its alerts with their evidence and one timeline', async () => {
    backend.find(raise(), encounter(1));
    const [incident] = backend.incidents.open();
    await post(`/incidents/${incident!.id}/comment`, { text: 'boat 2 is near' }, as('chen'));
    const detail = (await get(`/incidents/${incident!.id}`, as('guest'))).json();
    expect(detail.nAlerts).toBe(detail.alerts.length);
    expect(detail.alerts[0].incidentId).toBe(incident!.id);
    expect(detail.timeline.map((entry: { action: string }) => entry.action)).toContain('commented');
  });

  test('lists leave out what lies in other areas', async () => {
    backend.find(raise());
    await backend.alerts.settled();
    expect((await get('/alerts', as('west'))).json().items).toHaveLength(1);
    expect((await get('/alerts', as('east'))).json().items).toHaveLength(0);
    expect((await get('/incidents', as('east'))).json().items).toHaveLength(0);
    expect((await get('/tracks', as('east'))).json().items).toMatchObject([{ lon: 114.7 }]);
  });
});

describe('things', () => {
  beforeEach(() => {
    const time = eventTime(START);
    for (let i = 0; i < 5; i++) {
      backend.tell(
        { kind: 'thing', thing: `mmsi-${i}` as never, time, thingKind: 'vessel', name: `澜游 ${i}` },
        {
          kind: 'position',
          thing: `mmsi-${i}` as never,
          time,
          lon: 114.4 + i / 10,
          lat: 22.5,
          speedKn: i,
          quality: 'good',
        },
      );
    }
    backend.tell({ kind: 'observation', thing: 'gas-1' as never, time, datastream: 'ch4', value: 1, quality: 'good' });
  });

  test('come page by page, filtered', async () => {
    const first = (await get('/things?kind=vessel&limit=3', as('guest'))).json();
    expect(first.items.map((thing: { id: string }) => thing.id)).toEqual(['mmsi-0', 'mmsi-1', 'mmsi-2']);
    const second = (await get(`/things?kind=vessel&limit=3&cursor=${first.nextCursor}`, as('guest'))).json();
    expect(second.items.map((thing: { id: string }) => thing.id)).toEqual(['mmsi-3', 'mmsi-4']);
    expect(second.nextCursor).toBeNull();
  });

  test('are found by name, place and state', async () => {
    const ids = async (query: string) =>
      (await get(`/things?${query}`, as('guest'))).json().items.map((thing: { id: string }) => thing.id);
    expect(await ids(`q=${encodeURIComponent('澜游 3')}`)).toEqual(['mmsi-3']);
    expect(await ids('bbox=114.35,22,114.55,23')).toEqual(['mmsi-0', 'mmsi-1']);
    expect(await ids('family=city')).toEqual(['gas-1']);
    expect(await ids('status=online&kind=vessel&limit=1')).toEqual(['mmsi-0']);
    backend.clock.advance(3_600_000);
    expect(await ids('status=offline&kind=vessel&limit=1')).toEqual(['mmsi-0']);
  });

  test('names that look like SQL are names', async () => {
    const name = `x'; drop table alerts; --`;
    const url = `/things/${encodeURIComponent(name)}`;
    expect((await get(url, as('guest'))).statusCode).toBe(404);
    expect((await get(`/things?q=${encodeURIComponent(name)}`, as('guest'))).json().items).toEqual([]);
  });
});

test('the histogram asks under the rights of the asker, with numbers only', async () => {
  backend.reportRows = [[2, 'vessel', 3, 7]];
  const answer = await get('/histogram?from=2026-09-18T00:00:00Z&to=2026-09-19T00:00:00Z&bucket=1h', as('west'));
  expect(answer.json().items).toEqual([{ time: '2026-09-18T02:00:00.000Z', family: 'vessel', grade: 3, count: 7 }]);
  expect(backend.asked[0]!.asker.username).toBe('west');
});

test('what was asked in SQL stands in the audit log', async () => {
  await post('/sql', { sql: 'select 1', as: 'west' }, as('root'));
  expect(backend.asked[0]!.asker.username).toBe('west');
  expect(backend.actions).toMatchObject([
    { action: 'ask', objectId: 'west', note: 'select 1', actor: { name: 'root' } },
  ]);
});

describe('metrics', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    app.inject({ url: '/metrics', remoteAddress, headers: { host: '127.0.0.1:8080', ...headers } });

  test('are open to this machine only', async () => {
    expect((await from('127.0.0.1')).body).toContain('vantage_up 1');
    expect((await from('10.0.0.9')).statusCode).toBe(401);
    expect((await from('127.0.0.1', { host: 'evil.example' })).statusCode).toBe(401);
    expect((await from('127.0.0.1', { 'x-forwarded-for': '10.0.0.9' })).statusCode).toBe(401);
    expect((await from('10.0.0.9', as('chen'))).statusCode).toBe(200);
    expect((await from('10.0.0.9', as('guest'))).statusCode).toBe(403);
  });
});

describe('the page', () => {
  test('is served for every view of it, always fresh, under a strict policy', async () => {
    for (const url of ['/', '/wall', '/replay?t=1']) {
      const answer = await app.inject(url);
      expect(answer.body).toContain('Vantage');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('its assets are kept for ever and sent compressed', async () => {
    const answer = await app.inject({ url: '/assets/main-abc123.js', headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    expect(answer.rawPayload.length).toBeLessThan(200);
  });

  test('paths cannot leave its folder', async () => {
    for (const url of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/missing.js']) {
      const answer = await app.inject(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
    }
  });
});
