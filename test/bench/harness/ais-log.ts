import { existsSync, readFileSync } from 'node:fs';
import {
  encodeBaseStation,
  encodeClassA,
  encodeClassB,
  encodeVoyage,
  type Payload,
} from '../../../scenarios/synthetic/ais-encoder.ts';
import { writeSentences } from '../../../scenarios/synthetic/nmea-writer.ts';

/** A recording of the Danish Maritime Authority's, where the checkout has one beside it. Seen from the compiled file. */
const RECORDING = new URL('../../../../../shared/data/ais/aislib/stream_example.txt', import.meta.url);

function checksum(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** Messages of the recording, each as its sentences; the talker is made AI, the only one that `ais-decoder` reads. */
function recorded(): string[][] {
  const messages: string[][] = [];
  for (const line of readFileSync(RECORDING, 'latin1').split(/\r?\n/)) {
    if (!/^!..VDM,/.test(line)) continue;
    const body = `AI${line.slice(3, line.indexOf('*'))}`;
    const [, , number] = body.split(',');
    const sentence = `!${body}*${checksum(body)}`;
    if (number === '1') messages.push([sentence]);
    else messages.at(-1)!.push(sentence);
  }
  return messages;
}

/** The mix of a busy port, out of nothing: positions of both classes, voyage data, base stations. */
function generated(): string[][] {
  return Array.from({ length: 5000 }, (_, i) => {
    const reception = { station: 'bench', epochS: 0, channel: i % 2 ? 'A' : 'B', group: i } as const;
    return writeSentences(payload(i), reception).map((sentence) => sentence.slice(sentence.indexOf('!')));
  });
}

function payload(i: number): Payload {
  const mmsi = 412_000_000 + (i % 2000);
  const [lon, lat] = [114 + (i % 997) / 1000, 22 + (i % 499) / 1000];
  const report = { mmsi, lon, lat, speedKn: (i % 250) / 10, courseDeg: i % 360, headingDeg: i % 360, second: i % 60 };
  if (i % 10 === 0) return encodeVoyage({ ...voyage, mmsi, name: `SHIP ${mmsi % 2000}`, callSign: `BX${mmsi % 2000}` });
  if (i % 25 === 1) return encodeBaseStation(4_131_001, lon, lat, 1_700_000_000_000 + i * 1000);
  return i % 6 === 2 ? encodeClassB(report) : encodeClassA({ ...report, status: 0 });
}

const voyage = {
  shipType: 70,
  dimensions: { bowM: 90, sternM: 20, portM: 8, starboardM: 8 },
  imo: 9_074_729,
  destination: 'CN SZX',
  draughtM: 6.2,
};

/** The same order every time (Park and Miller 1988, CACM 31:10, with Fisher–Yates). */
function shuffle<T>(items: T[]): T[] {
  let state = 20_260_131;
  for (let i = items.length - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** A log of at least `sentences` good sentences; those of one message stay together. */
export function makeLog(sentences: number): {
  readonly text: string;
  readonly sentences: number;
  readonly origin: string;
} {
  const isRecorded = existsSync(RECORDING);
  const messages = isRecorded ? recorded() : generated();
  const perRound = messages.reduce((sum, message) => sum + message.length, 0);
  const rounds = Math.ceil(sentences / perRound);
  let text = '';
  for (let round = 0; round < rounds; round++) text += `${shuffle(messages).flat().join('\n')}\n`;
  return { text, sentences: rounds * perRound, origin: isRecorded ? 'recorded' : 'generated' };
}
