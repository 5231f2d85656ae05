import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServer } from '../../../backend/api/server.ts';
import { FakeBackend, tokenOf } from '../../fakes/server-ports.ts';

let backend: FakeBackend;
let app: FastifyInstance;
let url: string;

beforeEach(async () => {
  backend = new FakeBackend();
  app = await createServer(backend.ports, { version: '1', log: pino({ level: 'silent' }) });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

const authorization = `Bearer ${tokenOf('chen')}`;
const line = (i: number) => `{"thing":"gas-${i % 50}","datastream":"ch4","time":${1_790_000_000_000 + i},"value":5}\n`;
const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);

describe('POST /observations', () => {
  test('a body of 50 MB waits with its sender while the store is slow', async () => {
    const BYTES = 50e6;
    let sent = 0;
    let index = 0;
    const body = new Readable({
      highWaterMark: 64 * 1024,
      read() {
        let chunk = '';
        while (chunk.length < 60_000) chunk += line(index++);
        sent += chunk.length;
        this.push(chunk);
        if (sent >= BYTES) this.push(null);
      },
    });
    const release = backend.sink.hold();
    const answering = send('/observations', Readable.toWeb(body) as unknown as BodyInit);
    let before = -1;
    while (sent > before) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // What was sent lies in buffers of both kernels' sockets and streams; nobody reads on.
    expect(sent).toBeLessThan(BYTES / 2);
    expect(backend.sink.delivered).toBeLessThan(5000);
    release();
    const answer = await answering;
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ accepted: index, rejected: [] });
    expect(backend.sink.delivered).toBe(index);
  });

  test('takes gzip and JSON arrays, and names what it refuses', async () => {
    const body = gzipSync(`[${line(1)},{"thing":"gas-1","datastream":"ch4","time":"noon","value":1},${line(2)}]`);
    const answer = await send('/observations', body, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ accepted: 2, rejected: [{ index: 1 }] });
  });

  test('says so when the body is no good, and what to do', async () => {
    const answer = await send('/observations', `[${line(1)}`, { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ type: 'truncated', next: expect.any(String) });
  });

  test('the same Idempotency-Key gets the same answer, and nothing is read twice', async () => {
    const key = { 'idempotency-key': 'batch-7' };
    const first = await (await send('/observations', line(1) + line(2), key)).json();
    const second = await (await send('/observations', line(3), key)).json();
    expect(second).toEqual(first);
    expect(backend.sink.delivered).toBe(2);
    const other = await (await send('/observations', line(3), { 'idempotency-key': 'batch-8' })).json();
    expect(other).toMatchObject({ accepted: 1 });
  });

  test('a connection that breaks half way harms nobody', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      `POST /api/v1/observations HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/x-ndjson\r\ncontent-length: 100000\r\n\r\n`,
    );
    socket.write(line(1) + line(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    while (backend.sink.rejections.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(backend.sink.rejections[0]).toMatchObject({ reason: 'truncated' });
    expect(backend.sink.delivered).toBe(2);
    expect((await send('/observations', line(3))).status).toBe(202);
  });
});

describe('POST /ingest/:kind', () => {
  test('answers line by line, the summary last', async () => {
    const answer = await send('/ingest/ais?speed=max', gzipSync('x'.repeat(1000)), { 'content-encoding': 'gzip' });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('content-encoding')).toBeNull();
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(lines).toEqual([{ progress: { lines: 1000 } }, { summary: expect.objectContaining({ lines: 1000 }) }]);
  });

  test('what fails on the way is the last line', async () => {
    backend.ports.ingest.file = async function* () {
      yield { progress: { lines: 1 } };
      throw new Error('the store is gone');
    };
    const lines = (await (await send('/ingest/ais', 'x')).text())
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(lines[1]).toMatchObject({ problem: { type: 'internal-error', status: 500 } });
  });

  test('refuses an unknown kind and a bad speed', async () => {
    expect((await send('/ingest/radar', 'x')).status).toBe(400);
    expect((await send('/ingest/ais?speed=fast', 'x')).status).toBe(400);
  });
});
