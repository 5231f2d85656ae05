import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import type { BaseMap } from '../../../backend/city/base-maps.ts';
import { CityService } from '../../../backend/city/city-service.ts';
import { tinyCity } from '../../builders/tiny-city.ts';
import { FakeBackend, tokenOf } from '../../fakes/server-ports.ts';

let app: FastifyInstance;
beforeAll(async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'vantage-city-')), 'photo.pmtiles');
  await writeFile(file, 'abcdefghij');
  const photo: BaseMap = { id: 'photo', kind: 'raster', bounds: [0, 0, 1, 1], minZoom: 0, maxZoom: 3, file };
  const { ports } = new FakeBackend();
  const city = new CityService(tinyCity(), [photo]);
  app = await createServer({ ...ports, city }, { version: '0.0.0', log: pino({ level: 'silent' }) });
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

  test('gives a base map by ranges only', async () => {
    const part = await get('/city/base-maps/photo', { range: 'bytes=2-4' });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'cde', 'bytes 2-4/10']);
    expect((await get('/city/base-maps/photo', { range: 'bytes=-3' })).body).toBe('hij');
    expect((await get('/city/base-maps/photo', { range: 'bytes=7-' })).body).toBe('hij');
    for (const range of ['bytes=20-30', 'bytes=-', 'bytes=4-2', 'lines=1-2'])
      expect((await get('/city/base-maps/photo', { range })).statusCode).toBe(416);
    expect((await get('/city/base-maps/none', { range: 'bytes=0-1' })).statusCode).toBe(404);
  });

  test('refuses a layer that is none, and whoever is not signed in', async () => {
    expect((await get('/city/layers/__proto__')).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/v1/city/layers/roads' })).statusCode).toBe(401);
  });
});
