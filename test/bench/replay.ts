/**
 * `replay`: a recorded day read to the detectors' door, against reading the same file message by message with bare `@mcap/core` and the same zstd; the same
 * day through the whole walk; and how long it takes to go to any moment of it.
 */

import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { McapIndexedReader } from '@mcap/core';
import { analyse, type CheckpointPlace } from '../../backend/replays/analysis.ts';
import { ReplayFilm } from '../../backend/replays/replay-film.ts';
import { recordingStretch } from '../../backend/replays/stretch.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import { seededRandom } from '../../geodata/city/seeded-random.ts';
import { thingId, vesselId } from '../../geodata/model/ids.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import { openZstd } from '../../scenarios/recorded/zstd.ts';
import { Recorder } from '../../scenarios/recorder.ts';
import { benchFlags, printReport, quantile, resultOf } from './harness/report.ts';

const START = Date.parse('2026-09-18T00:00:00+08:00');
const DAY_MS = 86_400_000;
const SENSORS = 4000;
const VESSELS = 300;
const SEEKS = 100;
const { json, runs } = benchFlags();
const { values } = parseArgs({ options: { messages: { type: 'string', default: '10000000' } }, strict: false });
const messages = Math.max(100_000, Number(values.messages) || 10_000_000);

/** A quiet day of a city: sensors in turn, and vessels that lie about the bay; one message in ten is a position. */
function* day(): Generator<Message> {
  const random = seededRandom(7);
  const time = eventTime(START);
  for (let i = 0; i < SENSORS; i++)
    yield { kind: 'thing', thing: thingId(`s-${i}`), time, thingKind: 'water_level', name: `水位 ${i}` };
  const ships = Array.from({ length: VESSELS }, () => ({ lon: 114.4 + random() * 0.3, lat: 22.4 + random() * 0.2 }));
  const reports = messages - SENSORS;
  for (let i = 0; i < reports; i++) {
    const at = eventTime(START + Math.floor((i / reports) * DAY_MS));
    if (i % 10 > 0) {
      const sensor = (i - Math.ceil(i / 10)) % SENSORS;
      const value = Math.round(50 + 20 * random()) / 1000;
      yield {
        kind: 'observation',
        thing: thingId(`s-${sensor}`),
        datastream: 'level',
        time: at,
        value,
        quality: 'good',
      };
      continue;
    }
    const ship = (i / 10) % VESSELS;
    const { lon, lat } = ships[ship]!;
    ships[ship]!.lon += (random() - 0.5) * 1e-4;
    yield {
      kind: 'position',
      thing: vesselId(412_000_000 + ship),
      time: at,
      lon,
      lat,
      speedKn: 4,
      courseDeg: 90,
      status: 0,
      quality: 'good',
    };
  }
}

async function record(path: string): Promise<void> {
  const recorder = await Recorder.create(path, { name: 'bench' });
  for (const message of day()) {
    recorder.add(message.time, message);
    await recorder.ready;
  }
  await recorder.close(eventTime(START + DAY_MS));
}

const perSecond = async (work: () => Promise<number>): Promise<number> => {
  const begin = performance.now();
  const count = await work();
  return (count / (performance.now() - begin)) * 1000;
};

async function readOurs(path: string): Promise<number> {
  const reader = await RecordingReader.open(path);
  let count = 0;
  for await (const { items } of reader.read()) count += items.length;
  await reader.close();
  return count;
}

async function readBare(path: string): Promise<number> {
  const zstd = await openZstd();
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const reader = await McapIndexedReader.Initialize({
    readable: {
      size: async () => BigInt(size),
      read: async (offset, length) => {
        const bytes = new Uint8Array(Number(length));
        await file.read(bytes, 0, bytes.length, Number(offset));
        return bytes;
      },
    },
    decompressHandlers: { zstd: (data, expanded) => zstd.decompress(data, Number(expanded)) },
  });
  let count = 0;
  for await (const message of reader.readMessages()) count += message.data.length > 0 ? 1 : 0;
  await file.close();
  return count;
}

async function walkThrough(path: string, folder: string): Promise<CheckpointPlace[]> {
  const reader = await RecordingReader.open(path);
  const checkpoints: CheckpointPlace[] = [];
  await analyse({
    stretch: recordingStretch(reader),
    walk: {
      detectors: DETECTORS.map((descriptor) => ({ descriptor })),
      surroundings: { zones: harbourZones, city: emptyCity },
      timeZone: 'Asia/Shanghai',
    },
    folder,
    report: (report) => report.kind === 'progress' && checkpoints.push(...report.checkpoints),
    signal: new AbortController().signal,
  });
  await reader.close();
  return checkpoints;
}

async function seekTimes(path: string, folder: string, checkpoints: readonly CheckpointPlace[]): Promise<number[]> {
  const reader = await RecordingReader.open(path);
  const film = new ReplayFilm({ reader, folder, begin: eventTime(START), isHeard: () => true });
  film.addCheckpoints(checkpoints);
  const random = seededRandom(11);
  const times: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const begin = performance.now();
    await film.seek(eventTime(START + Math.floor(random() * DAY_MS)));
    times.push(performance.now() - begin);
  }
  await film.close();
  return times;
}

const folder = await mkdtemp(join(tmpdir(), 'vantage-bench-'));
try {
  const path = join(folder, 'day.mcap');
  const written = await perSecond(async () => {
    await record(path);
    return messages;
  });
  const reads = [];
  for (let run = 0; run < runs; run++) {
    const ours = await perSecond(() => readOurs(path));
    reads.push({ ours, peer: await perSecond(() => readBare(path)) });
  }
  let checkpoints: CheckpointPlace[] = [];
  const walked = await perSecond(async () => {
    checkpoints = await walkThrough(path, folder);
    return messages;
  });
  const seeks = await seekTimes(path, folder, checkpoints);
  printReport(
    'replay',
    [
      resultOf({ name: `written, ${messages} messages`, unit: 'messages/s' }, [{ ours: written }]),
      resultOf(
        {
          name: "read to the detectors' door",
          unit: 'messages/s',
          peer: 'bare @mcap/core',
          goal: '>= 1000000, >= 0.5 of the peer',
        },
        reads,
      ),
      resultOf({ name: 'the same, at an event rate of 1,000 messages/s', unit: 'times real time', goal: '>= 1000' }, [
        ...reads.map(({ ours }) => ({ ours: ours / 1000 })),
      ]),
      resultOf({ name: 'through all detectors, alerts and incidents', unit: 'messages/s' }, [{ ours: walked }]),
      resultOf({ name: `p99 of ${SEEKS} seeks`, unit: 'ms', goal: '< 1000' }, [{ ours: quantile(seeks, 0.99) }]),
      resultOf({ name: 'median seek', unit: 'ms' }, [{ ours: quantile(seeks, 0.5) }]),
    ],
    json,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
