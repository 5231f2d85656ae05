import { describe, expect, it } from 'vitest';
import { aisDescriptor } from '../../../../ingestion/sources/ais/descriptor.ts';
import type { Stopwatch } from '../../../../ingestion/sources/ais/pace.ts';
import { type AisStreamOptions, aisStreamSource } from '../../../../ingestion/sources/ais/stream-source.ts';
import { ManualClock } from '../../../fakes/manual-clock.ts';
import { CollectingSink } from './collecting-sink.ts';
import { lines } from './reading.ts';
import {
  baseStation,
  bits,
  classAPosition,
  sentence,
  sentences,
  sixBitText,
  tagBlock,
  voyageData,
} from './sentence-builder.ts';

const ARRIVAL = Date.UTC(2026, 0, 31, 12);
const AT_SEA = { mmsi: 413_000_001 };

async function read(text: string, more: Partial<AisStreamOptions> = {}, sink = new CollectingSink()) {
  async function* open() {
    yield Buffer.from(text);
  }
  const source = aisStreamSource({ id: 'log', open, clock: new ManualClock(ARRIVAL), ...more });
  await source.start(sink, new AbortController().signal);
  return { source, sink };
}

const told = (seconds: number, message: string) => tagBlock(`c:${seconds}`) + sentence(message);

describe('what is stored', () => {
  it('is one position a report: what a vessel is comes with its static data', async () => {
    const { sink } = await read(
      lines(told(1_700_000_000, classAPosition()), told(1_700_000_010, classAPosition({ speed: 0 }))),
    );
    expect(sink.messages).toEqual([
      {
        kind: 'position',
        thing: 'mmsi-413000001',
        time: 1_700_000_000_000,
        lon: 114,
        lat: 22.5,
        speedKn: 12.3,
        courseDeg: 90,
        headingDeg: 90,
        status: 0,
        quality: 'good',
      },
      expect.objectContaining({ kind: 'position', time: 1_700_000_010_000, speedKn: 0 }),
    ]);
  });

  it('leaves out what is not available, and a position without a place altogether', async () => {
    const bare = classAPosition({ status: 15, speed: 1023, course: 3600, heading: 511 });
    const nowhere = classAPosition({ mmsi: 413_000_002, lon: 108_600_000, lat: 54_600_000 });
    const { sink, source } = await read(lines(told(1_700_000_000, bare), told(1_700_000_001, nowhere)));
    expect(sink.positions).toEqual([
      { kind: 'position', thing: 'mmsi-413000001', time: 1_700_000_000_000, lon: 114, lat: 22.5, quality: 'good' },
    ]);
    expect(source.totals()).toMatchObject({ messages: 2, unstored: { 'position not available': 1 } });
  });

  it('tells name, place and attributes of vessels, base stations and aids', async () => {
    const aid = `${bits(21, 6)}00${bits(994_131_001, 30)}${bits(14, 5)}${sixBitText('LIGHT 7', 20)}0${bits(68_400_000, 28)}${bits(13_500_000, 27)}${'0'.repeat(53)}`;
    const { sink } = await read(
      lines(
        tagBlock('c:1700000000') + sentences(voyageData(), 1, 60)[0]!,
        sentences(voyageData(), 1, 60)[1]!,
        told(1_700_000_001, baseStation(new Date(1_700_000_001_000))),
        ...sentences(aid, 2, 60),
      ),
    );
    expect(sink.things).toMatchObject([
      {
        thingKind: 'vessel',
        name: 'HAI XIU',
        attrs: {
          mmsi: 413_000_001,
          imo: 9_074_729,
          callSign: 'BPAC',
          shipType: 70,
          lengthM: 120,
          beamM: 17,
          draughtM: 6.1,
          destination: 'CN XMN',
          eta: '05-14T20:10Z',
          class: 'A',
        },
      },
      { thing: 'mmsi-004131001', thingKind: 'base_station', lon: 114, lat: 22.5 },
      { thing: 'mmsi-994131001', thingKind: 'aid_to_navigation', name: 'LIGHT 7', lon: 114, lat: 22.5 },
    ]);
  });

  it('never erases: absent static data have no key', async () => {
    const blank = voyageData({ imo: 0, callSign: '', name: '', destination: '', draught: 0 });
    const { sink } = await read(lines(...sentences(blank, 1, 60)));
    expect(sink.things[0]).not.toHaveProperty('name');
    expect(Object.keys(sink.things[0]!.attrs!).sort()).toEqual([
      'beamM',
      'class',
      'eta',
      'lengthM',
      'mmsi',
      'shipType',
    ]);
  });

  it('knows aircraft, and counts what has no place in the store', async () => {
    const sar = `${bits(9, 6)}00${bits(111_413_001, 30)}${bits(300, 12)}${bits(140, 10)}0${bits(68_400_000, 28)}${bits(13_500_000, 27)}${bits(900, 12)}${'0'.repeat(40)}`;
    const text = `${bits(14, 6)}00${bits(4_131_001, 30)}00${sixBitText('TYPHOON WARNING', 15)}`;
    const { sink, source } = await read(
      lines(told(1_700_000_000, sar), sentence(text), sentence(classAPosition({ mmsi: 0 }))),
    );
    expect(sink.messages).toMatchObject([
      { kind: 'thing', thingKind: 'sar_aircraft' },
      { kind: 'position', speedKn: 140, courseDeg: 90 },
    ]);
    expect(source.totals().unstored).toEqual({ 'type 14 broadcast text': 1, 'MMSI not valid': 1 });
  });
});

describe('event times', () => {
  const positions = (count: number) => Array.from({ length: count }, () => sentence(classAPosition(AT_SEA)));
  const times = async (...all: string[]) =>
    (await read(lines(...all))).sink.positions.map(({ time }) => time as number);

  it('grow by a millisecond where the log says nothing more', async () => {
    expect(
      await times(told(1_700_000_000, classAPosition()), ...positions(2), told(1_700_000_005, classAPosition())),
    ).toEqual([1_700_000_000_000, 1_700_000_000_001, 1_700_000_000_002, 1_700_000_005_000]);
  });

  it('count back from the first time that the log tells', async () => {
    expect(await times(...positions(2), told(1_700_000_000, classAPosition()))).toEqual([
      1_699_999_999_998, 1_699_999_999_999, 1_700_000_000_000,
    ]);
  });

  it('come from base stations when the log is silent, once two agree', async () => {
    const station = (ms: number) => sentence(baseStation(new Date(ms)));
    const first = Date.UTC(2010, 5, 11, 11, 46, 0);
    const astray = Date.UTC(2031, 0, 1);
    const all = await times(
      ...positions(1),
      station(astray),
      station(first),
      station(first + 10_000),
      ...positions(1),
      station(astray),
      ...positions(1),
    );
    expect(all.map((time) => new Date(time).getUTCFullYear())).toEqual([2010, 2010, 2010]);
    expect(new Set(all).size).toBe(3);
  });

  it('are those of arrival when nothing else is known, and no two are alike', async () => {
    const { sink, source } = await read(lines(...positions(5)));
    const all = sink.positions.map(({ time }) => time as number);
    expect(all.at(-1)).toBe(ARRIVAL - 1);
    expect(new Set(all).size).toBe(5);
    expect(source.totals().assumedTimes).toBe(5);
  });

  it('do not wait for ever: a long silent log is read as it arrives', async () => {
    const { sink } = await read(lines(...positions(6000)));
    expect(new Set(sink.positions.map(({ time }) => time)).size).toBe(6000);
    expect(sink.deliveries).toBeGreaterThan(2);
  });
});

describe('the stream', () => {
  it('ends finished, with totals for the summary', async () => {
    const { source } = await read(
      lines(told(1_700_000_000, classAPosition()), 'nonsense', ...sentences(voyageData(), 1, 60)),
    );
    expect(source.status()).toMatchObject({
      state: 'finished',
      read: { lines: 4, sentences: 3, messages: 2, rejected: 1 },
    });
    expect(source.totals()).toMatchObject({
      lines: 4,
      sentences: 3,
      messages: 2,
      stored: 2,
      rejected: { not_nmea: 1 },
    });
  });

  it('waits for the sink before it reads on', async () => {
    const log = Buffer.from(lines(...Array.from({ length: 10_000 }, () => sentence(classAPosition()))));
    let opened = 0;
    async function* open() {
      for (let at = 0; at < log.length; at += 65_536) {
        opened++;
        yield log.subarray(at, at + 65_536);
      }
    }
    const sink = new CollectingSink();
    let release = () => {};
    sink.ready = () => new Promise((resolve) => (release = resolve));
    const source = aisStreamSource({ id: 'log', open, clock: new ManualClock(ARRIVAL) });
    const done = source.start(sink, new AbortController().signal);
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    await settle();
    const openedWhenFull = opened;
    await settle();
    expect(opened).toBe(openedWhenFull);
    sink.ready = () => Promise.resolve();
    release();
    await done;
    expect(sink.positions).toHaveLength(10_000);
  });

  it('delivers what trickles in without waiting for more', async () => {
    const sink = new CollectingSink();
    async function* open() {
      yield Buffer.from(lines(told(1_700_000_000, classAPosition())));
      while (sink.positions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      yield Buffer.from(lines(told(1_700_000_001, classAPosition())));
    }
    await aisStreamSource({ id: 'pipe', open, clock: new ManualClock(ARRIVAL) }).start(
      sink,
      new AbortController().signal,
    );
    expect(sink.positions).toHaveLength(2);
  });

  it('fails when the store refuses, and says so', async () => {
    const sink = new CollectingSink();
    sink.durable = () => Promise.reject(new Error('disk full'));
    async function* open() {
      yield Buffer.from(lines(sentence(classAPosition())));
    }
    const source = aisStreamSource({ id: 'log', open, clock: new ManualClock(ARRIVAL) });
    await expect(source.start(sink, new AbortController().signal)).rejects.toThrow('disk full');
    expect(source.status()).toMatchObject({ state: 'failed', detail: expect.stringContaining('disk full') });
  });

  it('names a file that is not there', async () => {
    const [source] = aisDescriptor.create(
      aisDescriptor.config.parse([{ kind: 'file', id: 'log', path: '/nonexistent/log.nmea', speed: 'max' }]),
      new ManualClock(ARRIVAL),
    );
    await expect(source!.start(new CollectingSink(), new AbortController().signal)).rejects.toThrow(
      '/nonexistent/log.nmea',
    );
  });

  it('keeps the pace of the log', async () => {
    const slept: number[] = [];
    let now = 0;
    const stopwatch: Stopwatch = {
      elapsedMs: () => now,
      sleep: async (ms) => {
        slept.push(ms);
        now += ms;
      },
    };
    const at = [0, 10, 10, 40, 100_000].map((after) => told(1_700_000_000 + after, classAPosition()));
    const { sink } = await read(lines(...at), { speed: 10, stopwatch });
    expect(slept).toEqual([1000, 3000]);
    expect(sink.positions).toHaveLength(5);
  });

  it('stops in the middle of a wait', async () => {
    const sink = new CollectingSink();
    async function* open() {
      yield Buffer.from(lines(told(1_700_000_000, classAPosition()), told(1_700_000_300, classAPosition())));
    }
    const source = aisStreamSource({ id: 'log', open, clock: new ManualClock(ARRIVAL), speed: 1 });
    const done = source.start(sink, new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    await source.stop();
    await done;
    expect(sink.positions).toHaveLength(1);
    expect(source.status().state).toBe('stopped');
  });
});
