import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { McapIndexedReader, McapStreamReader } from '@mcap/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { thingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Recorded, RecordedAction } from '../../../scenarios/recorded/recorded.ts';
import { RecordingReader } from '../../../scenarios/recorded/recording-reader.ts';
import { openZstd } from '../../../scenarios/recorded/zstd.ts';
import { Recorder } from '../../../scenarios/recorder.ts';
import { aDescription, anObservation, aPosition, NOON } from '../../builders/messages.ts';
import { endOf, replayedDay } from '../../builders/replayed-day.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-recording-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newPath = () => join(folder, `${++files}.mcap`);
type Heard = readonly [heardAt: number, item: Recorded];

async function record(heard: Iterable<Heard>, path = newPath()): Promise<string> {
  const recorder = await Recorder.create(path, {
    name: '演练 drill',
    scenario: 'day',
    seed: 7,
    start: eventTime(NOON),
  });
  for (const [at, item] of heard) {
    recorder.add(at, item);
    await recorder.ready;
  }
  await recorder.close();
  return path;
}

async function replay(path: string, from?: EventTime, to?: EventTime): Promise<Heard[]> {
  const reader = await RecordingReader.open(path);
  const heard: Heard[] = [];
  for await (const { items, heardAt } of reader.read(from, to))
    items.forEach((item, index) => {
      heard.push([heardAt[index]!, item]);
    });
  await reader.close();
  return heard;
}

const action: RecordedAction = {
  kind: 'action',
  time: eventTime(NOON),
  actor: '王',
  role: 'officer',
  action: 'acknowledge',
  objectKind: 'alert',
  objectId: 'a1',
};
const oneOfEach: Recorded[] = [
  aDescription('wl-1', NOON, {
    thingKind: 'water_level',
    name: '红树湾水位',
    lon: 114.1,
    lat: 22.5,
    department: '水务局',
  }),
  anObservation('wl-1', 'level', NOON, 0.1 + 0.2),
  anObservation('wl-1', 'level', NOON + 1, -1e-300, { quality: 'bad', attrs: { battery: 3.1, note: '低' } }),
  aPosition('mmsi-1', NOON, { speedKn: 12.3, courseDeg: 0, headingDeg: 359.9, status: 0 }),
  aPosition('mmsi-1', NOON + 5, { quality: 'suspect' }),
  {
    kind: 'detection',
    thing: thingId('cam-1'),
    time: eventTime(NOON),
    groups: [{ class: 'person', n: 3, maxScore: 0.9 }],
    quality: 'good',
  },
  { kind: 'report', thing: thingId('12345'), id: 'r1', time: eventTime(NOON), channel: '12345', text: '路口积水了' },
  {
    kind: 'warning',
    thing: thingId('met'),
    id: 'w1',
    time: eventTime(NOON),
    status: 'alert',
    event: '台风',
    severity: 'severe',
    headline: '台风橙色预警',
  },
  action,
];

describe('a recording', () => {
  test('gives back exactly what was put in, whatever it is', async () => {
    const path = await record(oneOfEach.map((item) => [NOON, item]));
    expect(await replay(path)).toEqual(oneOfEach.map((item) => [NOON, item]));
    const reader = await RecordingReader.open(path);
    expect(reader.info).toMatchObject({
      name: '演练 drill',
      scenario: 'day',
      seed: 7,
      start: NOON,
      messages: 9,
      from: NOON,
      to: NOON + 1,
    });
    expect(reader.info.truncated).toBeUndefined();
    await reader.close();
  });

  test('keeps any reading and any position to the last bit', async () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
    const thing = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((name) => name.replace(/[\p{C}/+#]/gu, '').trim() || '阀');
    const time = fc.integer({ min: 0, max: 4e12 });
    const quality = fc.constantFrom('good' as const, 'suspect' as const, 'bad' as const);
    const reading = fc.tuple(thing, fc.constantFrom('level', 'ch4', '雨量'), time, finite, quality);
    const fix = fc.tuple(thing, time, finite, fc.option(finite, { nil: undefined }), fc.integer({ min: 0, max: 15 }));
    const item = fc.oneof(
      reading.map(([id, stream, at, value, q]) => anObservation(id, stream, at, value, { quality: q })),
      fix.map(([id, at, speedKn, courseDeg, status]) =>
        aPosition(id, at, {
          speedKn,
          ...(courseDeg !== undefined && { courseDeg }),
          ...(status < 15 && { status: status as 0 }),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 60 }), async (items) => {
        expect((await replay(await record(items.map((each) => [NOON, each])))).map(([, each]) => each)).toEqual(items);
      }),
      { numRuns: 25 },
    );
  });

  test('keeps the order of arrival, and reads from any moment on', async () => {
    const day = replayedDay();
    const heard: Heard[] = [];
    let now = 0;
    for (const message of day) {
      now = Math.max(now, message.time);
      heard.push([now, message]);
    }
    const path = await record(heard);
    expect(await replay(path)).toEqual(heard);
    for (const share of [0, 0.1, 0.33, 0.5, 0.99, 1]) {
      const from = eventTime(heard[0]![0] + share * (now - heard[0]![0]));
      const to = eventTime(from + 3_600_000);
      expect(await replay(path, from)).toEqual(heard.filter(([at]) => at >= from));
      expect(await replay(path, from, to)).toEqual(heard.filter(([at]) => at >= from && at < to));
    }
    expect(endOf(day)).toBe(now);
  });

  test('is MCAP that others read: indexed, in order, with schemas', async () => {
    const path = await record(oneOfEach.map((item, index) => [NOON + index, item]));
    const bytes = await readFile(path);
    const zstd = await openZstd();
    const reader = await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt(bytes.length),
        read: async (offset, length) => bytes.subarray(Number(offset), Number(offset + length)),
      },
      decompressHandlers: { zstd: (data, size) => zstd.decompress(data, Number(size)) },
    });
    const topics: (string | undefined)[] = [];
    for await (const message of reader.readMessages()) topics.push(reader.channelsById.get(message.channelId)?.topic);
    expect(topics).toEqual([
      '/things',
      '/readings/level',
      '/readings',
      '/positions',
      '/positions',
      '/detections',
      '/reports',
      '/warnings',
      '/actions',
    ]);
    const level = [...reader.channelsById.values()].find(({ topic }) => topic === '/readings/level')!;
    expect(reader.schemasById.get(level.schemaId)).toMatchObject({ encoding: 'ros2msg' });
    expect(reader.statistics?.messageCount).toBe(9n);

    const stream = new McapStreamReader({
      validateCrcs: true,
      decompressHandlers: { zstd: (data, size) => zstd.decompress(data, Number(size)) },
    });
    stream.append(bytes);
    let messages = 0;
    for (let next = stream.nextRecord(); next; next = stream.nextRecord()) if (next.type === 'Message') messages++;
    expect(messages).toBe(9);
    expect(stream.done()).toBe(true);
  });

  test('that was cut off is read up to its last whole chunk, and says so', async () => {
    const many: Heard[] = Array.from({ length: 60_000 }, (_, i) => [
      NOON + i,
      anObservation(`gas-${i % 50}`, 'ch4', NOON + i, Math.sin(i)),
    ]);
    const path = await record(many);
    const { length } = await readFile(path);
    for (const share of [0.9, 0.5, 0.3]) {
      await truncate(path, Math.floor(length * share));
      const heard = await replay(path);
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.length).toBeLessThan(many.length);
      expect(heard).toEqual(many.slice(0, heard.length));
      const reader = await RecordingReader.open(path);
      expect(reader.info.messages).toBe(heard.length);
      expect(reader.info.truncated).toContain(`${heard.length} messages`);
      const late = eventTime(NOON + heard.length - 10);
      await reader.close();
      expect((await replay(path, late)).length).toBe(10);
    }
  });

  test('that is none is refused with what to do', async () => {
    for (const content of ['', 'not a recording at all', Buffer.from([137, 77, 67, 65, 80, 48, 13, 10])]) {
      const path = newPath();
      await writeFile(path, content);
      await expect(RecordingReader.open(path)).rejects.toThrow(/recording/);
    }
    const path = await record([[NOON, oneOfEach[1]!]]);
    await expect(record([], path)).rejects.toThrow('EEXIST');
  });
});
