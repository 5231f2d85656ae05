import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { FakeBackend } from '../../fakes/server-ports.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string }>;
}
interface OpenApi {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object> };
}

let openApi: OpenApi;
let asyncApi: Record<string, never> & { asyncapi: string };

beforeAll(async () => {
  const app = await createServer(new FakeBackend().ports, { version: '1.2.3', log: pino({ level: 'silent' }) });
  openApi = (await app.inject('/api/openapi.json')).json();
  asyncApi = (await app.inject('/api/asyncapi.json')).json();
  await app.close();
});

function* references(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && typeof value === 'string') yield value;
    else yield* references(value);
  }
}

const resolve = (document: unknown, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

describe('the OpenAPI document', () => {
  const operations = () =>
    Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  test('says what it is', () => {
    expect(openApi).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: '1.2.3' } });
  });

  test('every reference leads somewhere', () => {
    const all = [...references(openApi)];
    expect(all.length).toBeGreaterThan(20);
    for (const reference of all) expect(resolve(openApi, reference), reference).toBeTypeOf('object');
  });

  test('every operation has its own id, all its path parameters, and a problem as an answer', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(inPath);
      for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('');
      expect(operation.responses.default).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      });
    }
  });

  test('names the shapes of the contract', () => {
    expect(Object.keys(openApi.components.schemas)).toEqual(
      expect.arrayContaining(['Alert', 'AlertDetail', 'IncidentDetail', 'Thing', 'Source', 'IngestAnswer', 'Problem']),
    );
    const query = openApi.paths['/api/v1/alerts']!.get!.parameters!.map(({ name }) => name);
    expect(query).toEqual(
      expect.arrayContaining([
        'family',
        'detector',
        'grade',
        'state',
        'thing',
        'zone',
        'from',
        'to',
        'limit',
        'cursor',
      ]),
    );
  });
});

describe('the AsyncAPI document', () => {
  test('has the socket namespace and the MQTT topic, and every reference leads somewhere', () => {
    expect(asyncApi).toMatchObject({
      asyncapi: '3.0.0',
      channels: {
        live: { address: '/live', messages: { diff: {}, snapshot: {}, frame: {}, hello: {}, view: {} } },
        readings: { address: 'vantage/v1/{thing}/{datastream}' },
      },
    });
    for (const reference of references(asyncApi)) expect(resolve(asyncApi, reference), reference).toBeTypeOf('object');
  });
});
