import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Position, ThingDescription } from '../../../ingestion/observation.ts';
import { aisStreamSource } from '../../../ingestion/sources/ais/stream-source.ts';
import {
  encodeAidToNavigation,
  encodeBaseStation,
  encodeClassA,
  encodeClassB,
  encodeStaticPartA,
  encodeStaticPartB,
  encodeVoyage,
  type Payload,
} from '../../../scenarios/synthetic/ais-encoder.ts';
import { writeSentences } from '../../../scenarios/synthetic/nmea-writer.ts';
import { GatheringSink } from '../../fakes/gathering-sink.ts';

const HEARD_S = 1_763_650_000;

const sentences = (payloads: readonly Payload[]) =>
  payloads.flatMap((payload, index) =>
    writeSentences(payload, { station: 'TEST', epochS: HEARD_S + index, channel: 'A', group: index + 1 }),
  );

async function decoded(payloads: readonly Payload[]) {
  const sink = new GatheringSink();
  const text = `${sentences(payloads).join('\r\n')}\r\n`;
  const source = aisStreamSource({
    id: 'test',
    clock: { now: () => eventTime(0) },
    open: async function* () {
      yield new TextEncoder().encode(text);
    },
  });
  await source.start(sink, new AbortController().signal);
  expect(sink.rejections).toEqual([]);
  return sink.messages;
}

const positions = (messages: Awaited<ReturnType<typeof decoded>>) =>
  messages.filter((message): message is Position => message.kind === 'position');
const descriptions = (messages: Awaited<ReturnType<typeof decoded>>) =>
  messages.filter((message): message is ThingDescription => message.kind === 'thing');

const fix = fc.record({
  mmsi: fc.integer({ min: 201_000_000, max: 775_999_999 }),
  lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
  lat: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
  speedKn: fc.double({ min: 0, max: 102, noNaN: true }),
  courseDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
  headingDeg: fc.integer({ min: 0, max: 359 }),
  second: fc.integer({ min: 0, max: 59 }),
});

const matches = (
  position: Position | undefined,
  sent: { lon: number; lat: number; speedKn: number; courseDeg: number },
) => {
  expect(position?.lon).toBeCloseTo(sent.lon, 5);
  expect(position?.lat).toBeCloseTo(sent.lat, 5);
  expect(Math.abs((position?.speedKn ?? -1) - sent.speedKn)).toBeLessThanOrEqual(0.0501);
  const turned = Math.abs((position?.courseDeg ?? -1) - sent.courseDeg);
  expect(Math.min(turned, 360 - turned)).toBeLessThanOrEqual(0.0501);
};

describe('the AIS encoder, read back by the AIS source', () => {
  it('keeps every field of class A reports', () =>
    fc.assert(
      fc.asyncProperty(fix, fc.integer({ min: 0, max: 14 }), async (sent, status) => {
        const [position] = positions(await decoded([encodeClassA({ ...sent, status })]));
        matches(position, sent);
        expect(position?.headingDeg).toBe(sent.headingDeg);
        expect(position?.status).toBe(status);
        expect(position?.time).toBe(HEARD_S * 1000);
      }),
      { numRuns: 60 },
    ));

  it('keeps every field of class B reports', () =>
    fc.assert(
      fc.asyncProperty(fix, async (sent) => {
        const [position] = positions(await decoded([encodeClassB(sent)]));
        matches(position, sent);
        expect(position?.headingDeg).toBe(sent.headingDeg);
      }),
      { numRuns: 60 },
    ));

  it('says "not available" for what it was not given', async () => {
    const [position] = positions(await decoded([encodeClassA({ mmsi: 413_000_001, lon: 114, lat: 22, second: 1 })]));
    expect(position).toMatchObject({ lon: 114, lat: 22 });
    for (const field of ['speedKn', 'courseDeg', 'headingDeg', 'status']) expect(position).not.toHaveProperty(field);
  });

  it('tells names, call signs, sizes and voyages, over several sentences', async () => {
    const ship = {
      mmsi: 413_000_002,
      name: 'JIN HAI 68',
      callSign: 'BZQ16',
      imo: 9_962_080,
      shipType: 70,
      dimensions: { bowM: 156, sternM: 34, portM: 16, starboardM: 16 },
      draughtM: 11.1,
      destination: 'LANWAN',
    };
    expect(sentences([encodeVoyage(ship)])).toHaveLength(2);
    const [told] = descriptions(await decoded([encodeVoyage(ship)]));
    expect(told).toMatchObject({
      name: 'JIN HAI 68',
      attrs: {
        callSign: 'BZQ16',
        imo: 9_962_080,
        shipType: 70,
        lengthM: 190,
        beamM: 32,
        draughtM: 11.1,
        destination: 'LANWAN',
      },
    });
    const parts = descriptions(await decoded([encodeStaticPartA(ship), encodeStaticPartB(ship)]));
    expect(parts.find(({ name }) => name)?.name).toBe('JIN HAI 68');
    expect(parts.find(({ attrs }) => attrs?.callSign)?.attrs).toMatchObject({
      callSign: 'BZQ16',
      shipType: 70,
      lengthM: 190,
    });
  });

  it('places base stations and aids to navigation', async () => {
    const told = descriptions(
      await decoded([
        encodeBaseStation(4_131_900, 114.55, 22.48, HEARD_S * 1000),
        encodeAidToNavigation(994_136_101, 25, 'LANWAN FWY 1', 114.6, 22.3),
      ]),
    );
    expect(told.map(({ thingKind }) => thingKind)).toEqual(['base_station', 'aid_to_navigation']);
    expect(told[1]).toMatchObject({ name: 'LANWAN FWY 1' });
    expect(told[1]!.lon).toBeCloseTo(114.6, 5);
  });
});

const GPSDECODE = 'gpsdecode';
const hasGpsdecode = spawnSync(GPSDECODE, ['-V']).status === 0;

describe.skipIf(!hasGpsdecode)('the AIS encoder, read by gpsdecode (skipped where it is not installed)', () => {
  it('means the same to another decoder', () => {
    const report = {
      mmsi: 413_900_204,
      lon: 114.561_234,
      lat: 22.43,
      speedKn: 11.9,
      courseDeg: 173.4,
      headingDeg: 172,
      second: 12,
    };
    const bare = sentences([encodeClassA({ ...report, status: 0, turnDegPerMin: 12 }), encodeClassB(report)]).map(
      (line) => line.slice(line.indexOf('!')),
    );
    const [a, b] = execFileSync(GPSDECODE, ['-j', '-u'], { input: `${bare.join('\r\n')}\r\n`, encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const same = {
      mmsi: 413_900_204,
      lon: 68_736_740,
      lat: 13_458_000,
      speed: 119,
      course: 1734,
      heading: 172,
      second: 12,
    };
    expect(a).toMatchObject({ ...same, type: 1, status: 0, turn: 16 });
    expect(b).toMatchObject({ ...same, type: 18, cs: true, dsc: true, band: true });
  });
});
