import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { raise } from '../../builders/finding.ts';
import { FakeBackend, tokenOf } from '../../fakes/server-ports.ts';

const backend = new FakeBackend();
let app: FastifyInstance;
let incident: string;

beforeAll(async () => {
  app = await createServer(backend.ports, { version: '0.0.0', log: pino({ level: 'silent' }) });
  backend.find(raise(0));
  incident = backend.incidents.open()[0]!.id;
});
afterAll(() => app.close());

const post = async (path: string, body: unknown, user = 'chen') => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${tokenOf(user)}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return { status: answer.statusCode, body: answer.json() };
};
const get = async (path: string, user = 'chen') =>
  (await app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${tokenOf(user)}` } })).json();

describe('tasks over HTTP', () => {
  it('from the order to the verification, by whoever has it and by whoever gave it', async () => {
    const made = await post(`/incidents/${incident}/tasks`, { id: 'client-1', title: '核查船名', assignee: 'guest' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ id: 'client-1', title: { zh: '核查船名', en: '核查船名' }, assignee: 'guest' });
    expect((await get('/tasks?assignee=me', 'guest')).items).toMatchObject([{ id: 'client-1', state: 'assigned' }]);
    expect((await get('/tasks?assignee=me', 'chen')).items).toEqual([]);
    for (const [step, body, state] of [
      ['accept', { id: 'x-1' }, 'accepted'],
      ['accept', { id: 'x-1' }, 'accepted'],
      ['arrive', { position: [114.5, 22.5] }, 'arrived'],
      ['report', { text: '船名属实' }, 'arrived'],
      ['complete', { note: '已核查' }, 'completed'],
    ] as const)
      expect(await post(`/tasks/client-1/${step}`, body, 'guest')).toMatchObject({ status: 200, body: { state } });
    // Nobody judges their own work.
    expect((await post('/tasks/client-1/verify', {}, 'guest')).status).toBe(403);
    expect((await post('/tasks/client-1/reject', { reason: 'no' }, 'guest')).status).toBe(403);
    expect(await post('/tasks/client-1/verify', {})).toMatchObject({ body: { state: 'verified', verifiedBy: 'chen' } });
    const detail = await get('/tasks/client-1');
    expect(detail.log.map(({ action }: { action: string }) => action)).toEqual([
      'created',
      'accepted',
      'arrived',
      'reported',
      'completed',
      'verified',
    ]);
    expect((await get(`/incidents/${incident}/tasks`)).items).toHaveLength(1);
  });

  it('refuses what is not theirs, what comes too early and what is no answer, with the next step', async () => {
    await post(`/incidents/${incident}/tasks`, { id: 'client-2', team: 'boat-1' });
    expect(await post('/tasks/client-2/accept', {}, 'guest')).toMatchObject({
      status: 403,
      body: { next: expect.any(String) },
    });
    expect(await post('/tasks/client-2/complete', {})).toMatchObject({ status: 409, body: { type: 'wrong-state' } });
    expect(await post('/tasks/client-2/reject', {})).toMatchObject({ status: 400, body: { field: 'reason' } });
    expect(await post('/tasks/client-2/accept', { id: 'a b' })).toMatchObject({ status: 400, body: { field: 'id' } });
    expect((await post(`/incidents/${incident}/tasks`, { team: 'nobody' })).status).toBe(404);
    expect((await post(`/incidents/${incident}/tasks`, {}, 'guest')).status).toBe(403);
  });

  it('lists who can be sent, those who are out last', async () => {
    const { items } = await get(`/incidents/${incident}/teams`);
    expect(items.map(({ id, busy }: { id: string; busy: boolean }) => [id, busy])).toEqual([
      ['team-1', false],
      ['boat-1', true],
    ]);
    expect(items[0]).toMatchObject({ distanceM: expect.any(Number), isResponsible: false });
  });
});
