import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { FakeBackend, tokenOf } from '../../fakes/server-ports.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = await createServer(new FakeBackend().ports, { version: '0.0.0', log: pino({ level: 'silent' }) });
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${tokenOf('guest')}`, ...headers },
  });

describe('the city over HTTP', () => {
  test('says which city it is and what its map is made of', async () => {
    const answer = (await get('/city')).json();
    expect(answer).toMatchObject({ id: 'tiny', name: { zh: '小城' }, centre: [114.55, 22.45] });
    expect(answer.layers).toContain('roads');
  });

  test('gives a layer as GeoJSON, and nothing anew to who has it already', async () => {
    const first = await get('/city/layers/roads');
    expect(first.headers['content-type']).toBe('application/geo+json');
    expect(first.json().features).toMatchObject([
      { geometry: { type: 'LineString' }, properties: { id: 'ab', class: 'primary' } },
    ]);
    const again = await get('/city/layers/roads', { 'if-none-match': String(first.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test('refuses a layer that is none, and whoever is not signed in', async () => {
    expect((await get('/city/layers/__proto__')).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/v1/city/layers/roads' })).statusCode).toBe(401);
  });
});
