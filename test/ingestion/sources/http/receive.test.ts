import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { Pipeline } from '../../../../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../../../../ingestion/pipeline/thing-registry.ts';
import { BODY_LIMITS, BodyReader } from '../../../../ingestion/sources/http/body.ts';
import { IncompleteBodyError, receiveObservations } from '../../../../ingestion/sources/http/receive.ts';
import { FakeMessageStore, FakeQuarantine } from '../../../fakes/message-store.ts';

const NOW = Date.parse('2026-09-18T12:00:00Z');

async function setUp() {
  const store = new FakeMessageStore();
  const quarantine = new FakeQuarantine();
  const pipeline = new Pipeline({
    store,
    quarantine,
    registry: new ThingRegistry(),
    clock: { now: () => eventTime(NOW) },
    onMessages: () => undefined,
    options: { retryFirstMs: 1, retryMostMs: 1, stopGraceMs: 20 },
  });
  await pipeline.start();
  return { store, quarantine, pipeline, sink: pipeline.sink('http') };
}

const element = (n: number, more: object = {}) => ({
  thing: `gas-${n % 10}`,
  datastream: 'ch4',
  time: NOW - 1_000_000 + n,
  value: n % 100,
  ...more,
});
const json = { 'content-type': 'application/json' };
const chunked = (text: string | Buffer, size: number): Readable => {
  const bytes = Buffer.from(text);
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
};

describe('formats', () => {
  const elements = Array.from({ length: 25 }, (_, n) => element(n, { attrs: { note: 'a],[{"\\"é潮' } }));
  const array = JSON.stringify(elements, undefined, 2);
  const lines = elements.map((each) => JSON.stringify(each)).join('\n');

  test.each<[string, string | Buffer, Record<string, string>]>([
    ['array', array, json],
    ['array without a type', array, {}],
    ['array with a byte order mark', `\ufeff${array}`, json],
    ['NDJSON', lines, { 'content-type': 'application/x-ndjson' }],
    ['NDJSON with CRLF and blank lines', `\r\n${lines.replaceAll('\n', '\r\n\r\n')}\r\n`, {}],
    ['gzip array', gzipSync(array), { ...json, 'content-encoding': 'gzip' }],
    ['gzip NDJSON', gzipSync(lines), { 'content-encoding': 'gzip' }],
  ])('%s, however it is cut', async (_, body, headers) => {
    for (const size of [1, 7, 100, 65_536]) {
      const { sink, store } = await setUp();
      expect(await receiveObservations(chunked(body, size), headers, sink)).toEqual({
        accepted: 25,
        duplicates: 0,
        rejected: [],
        rejectedByReason: {},
      });
      expect(store.messages[3]).toEqual({ kind: 'observation', quality: 'good', ...elements[3] });
    }
  });

  test('an empty array is nothing, an empty body is a mistake', async () => {
    const { sink } = await setUp();
    expect(await receiveObservations(chunked(' [ ] ', 1), json, sink)).toMatchObject({ accepted: 0, rejected: [] });
    await expect(receiveObservations(chunked('  ', 1), json, sink)).rejects.toThrow('the body is empty');
  });
});

describe('bad elements are named by their index, the good ones stay', () => {
  test('in an array, refused by the parser or by the pipeline', async () => {
    const body = `[${[
      JSON.stringify(element(0)),
      '{"thing": "a", ',
      JSON.stringify(element(2, { value: 'high' })),
      '{"thing":"a","datastream":"b","time":1,"value":NaN}',
      '{"thing":"a","datastream":"b","time":1,"value":1e999}',
      JSON.stringify(element(5, { time: '2026-09-18 12:00' })),
      JSON.stringify(element(6, { value: 101 })),
      JSON.stringify(element(7, { unit: 'kPa' })),
      JSON.stringify(element(8, { time: '2027-01-01T00:00:00+08:00' })),
      JSON.stringify(element(9, { thing: 'a/b' })),
      JSON.stringify(element(10, { thing: "Robert'); DROP TABLE things;--" })),
      `{"thing":"${'x'.repeat(70_000)}"}`,
      '',
      JSON.stringify(element(13)),
    ].join(',')}]`.replace('{"thing": "a", ,', '{"thing": "a" "b"},');
    const { sink, pipeline, store, quarantine } = await setUp();
    const answer = await receiveObservations(chunked(body, 1000), json, sink);
    expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'bad_json'],
      [2, 'wrong_type'],
      [3, 'bad_json'],
      [4, 'not_finite'],
      [5, 'bad_time'],
      [6, 'out_of_range'],
      [7, 'unit'],
      [8, 'far_future'],
      [9, 'bad_name'],
      [11, 'too_large'],
      [12, 'bad_json'],
    ]);
    expect(answer.accepted).toBe(3);
    expect(store.rows.size).toBe(3);
    await pipeline.stop();
    expect(quarantine.entries).toHaveLength(11);
    expect(Object.values(answer.rejectedByReason).reduce((a, b) => a + b)).toBe(11);
  });

  test('invalid UTF-8 in a line', async () => {
    const bad = Buffer.from(JSON.stringify(element(0, { attrs: { note: '?' } })));
    bad[bad.indexOf('?')] = 0xff;
    const { sink } = await setUp();
    const body = Buffer.concat([bad, Buffer.from(`\n${JSON.stringify(element(1))}`)]);
    expect(await receiveObservations(chunked(body, 50), {}, sink)).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, reason: 'invalid_utf8' }],
    });
  });

  test('the list is capped, the counts are not', async () => {
    const { sink } = await setUp();
    const answer = await receiveObservations(chunked('{}\n'.repeat(3000), 4096), {}, sink);
    expect(answer.rejected).toHaveLength(1000);
    expect(answer.rejectedByReason).toEqual({ missing_thing: 3000 });
  });
});

describe('bodies that stop half way', () => {
  const whole = JSON.stringify(Array.from({ length: 100 }, (_, n) => element(n)));
  const cut = whole.slice(0, whole.indexOf(JSON.stringify(element(60))) + 20);

  test('what was complete stays, and the error says how much that is', async () => {
    const { sink, store } = await setUp();
    const failure = await receiveObservations(chunked(cut, 999), json, sink).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IncompleteBodyError);
    expect(failure).toMatchObject({ reason: 'truncated', status: 400, answer: { accepted: 60 } });
    expect((failure as Error).message).toContain('60 observations before that are stored');
    expect(store.rows.size).toBe(60);
  });

  test('a connection that breaks, plain and gzipped', async () => {
    const zipped = gzipSync(whole);
    for (const [headers, bytes] of [
      [json, Buffer.from(cut)],
      [{ ...json, 'content-encoding': 'gzip' }, zipped.subarray(0, zipped.length - 100)],
    ] as const) {
      const { sink, store } = await setUp();
      const body = new Readable({ read: () => undefined });
      body.push(bytes);
      setTimeout(() => body.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })), 30);
      const failure = await receiveObservations(body, headers, sink).catch((error: unknown) => error);
      expect(failure).toMatchObject({ reason: 'truncated' });
      expect((failure as IncompleteBodyError).answer.accepted).toBe(store.rows.size);
    }
  });

  test('gzip that ends early, and gzip that is none', async () => {
    const { sink } = await setUp();
    const gzip = { ...json, 'content-encoding': 'gzip' };
    await expect(receiveObservations(chunked(gzipSync(whole).subarray(0, 200), 50), gzip, sink)).rejects.toMatchObject({
      reason: 'truncated',
    });
    await expect(receiveObservations(chunked(whole, 50), gzip, sink)).rejects.toMatchObject({ reason: 'bad_encoding' });
    await expect(receiveObservations(chunked(whole, 50), { 'content-encoding': 'zstd' }, sink)).rejects.toMatchObject({
      reason: 'bad_encoding',
      status: 415,
    });
  });

  test('something behind the array', async () => {
    const { sink } = await setUp();
    await expect(receiveObservations(chunked(`${whole}]`, 100), json, sink)).rejects.toThrow('follows the ]');
  });

  test('a small gzip that unpacks to far too much', async () => {
    const { sink } = await setUp();
    const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));
    const limits = { ...BODY_LIMITS, mostBytes: 1_000_000 };
    await expect(
      receiveObservations(chunked(bomb, 1000), { 'content-encoding': 'gzip' }, sink, limits),
    ).rejects.toMatchObject({ reason: 'too_large', status: 413 });
  });
});

test('a store that refuses is an error, not an answer', async () => {
  const { sink, pipeline, store } = await setUp();
  store.failures.push(...Array.from({ length: 10_000 }, () => new Error('read-only')));
  const answer = receiveObservations(chunked(JSON.stringify([element(0)]), 10), json, sink);
  answer.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await pipeline.stop();
  await expect(answer).rejects.toThrow('read-only');
});

test('200,000 elements need no more memory than one of them', async () => {
  const reader = new BodyReader(json);
  async function* body() {
    yield Buffer.from('[');
    for (let n = 0; n < 200_000; n += 100) {
      const elements = Array.from({ length: 100 }, (_, i) => JSON.stringify(element(n + i)));
      yield Buffer.from((n > 0 ? ',' : '') + elements.join(','));
    }
    yield Buffer.from(']');
  }
  let [count, largest] = [0, 0];
  for await (const { observations } of reader.read(Readable.from(body()))) {
    count += observations.length;
    largest = Math.max(largest, observations.length);
  }
  expect(count).toBe(200_000);
  expect(largest).toBeLessThan(2 * BODY_LIMITS.batchSize);
  expect(reader.mostBufferedBytes).toBeLessThan(200);
});

describe('fuzz', () => {
  const drive = async (bytes: Buffer, headers: Record<string, string>, size: number) => {
    const { sink } = await setUp();
    const answer = await receiveObservations(chunked(bytes, size), headers, sink).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toBeInstanceOf(IncompleteBodyError);
    else expect(answer).toHaveProperty('accepted');
  };
  const whole = Buffer.from(JSON.stringify(Array.from({ length: 5 }, (_, n) => element(n, { attrs: { a: 'x"]' } }))));

  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom({}, json, { 'content-encoding': 'gzip' }),
        fc.integer({ min: 1, max: 50 }),
        (bytes, headers, size) => drive(Buffer.from(bytes), headers as Record<string, string>, size),
      ),
    );
  });

  test('mutated bodies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        (changes, size) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          return drive(bytes, json, size);
        },
      ),
    );
  });

  test('deep nesting and huge numbers', async () => {
    for (const text of [
      '['.repeat(60_000),
      `[${'[{"a":'.repeat(9000)}`,
      '{"quality":'.repeat(5000),
      `[${'9'.repeat(60_000)}]`,
      '[{"thing":{"thing":'.repeat(3000),
    ])
      await drive(Buffer.from(text), json, 777);
    const deepQuality = `[{"thing":"a","datastream":"b","time":1,"value":1,"quality":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`;
    const { sink } = await setUp();
    expect(await receiveObservations(chunked(deepQuality, 999), json, sink)).toMatchObject({
      rejectedByReason: { wrong_type: 1 },
    });
  });
});
