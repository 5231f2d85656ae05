import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare, reportsIn } from './gpsd-comparison.ts';
import { readAll } from './reading.ts';

const DATA = new URL('../../../../../shared/data/ais/', import.meta.url);

const read = (file: string): string => readFileSync(new URL(`gpsd/${file}`, DATA), 'utf8');

const LOGS = [
  ['sample.aivdm', 'sample.aivdm.js.chk'],
  ['sample.aivdm', 'sample.aivdm.ju.chk'],
  ['ais-nmea-type6-fid55.log', 'ais-nmea-type6-fid55.log.chk'],
  ['ais-nmea.log', 'ais-nmea.log.chk'],
  ['ais-18-27.log', 'ais-18-27.log.chk'],
  ['ais-raw-messages.log', 'ais-raw-messages.log.chk'],
  ['ais_unpack_sixbit.log', 'ais_unpack_sixbit.log.chk'],
  ['ait250.log', 'ait250.log.chk'],
  ['saab-r4.log', 'saab-r4.log.chk'],
] as const;

describe.skipIf(!existsSync(DATA))('gpsd’s expected reports (skipped without ../shared/data)', () => {
  it.each(LOGS)('%s as in %s', (log, checks) => {
    const reports = reportsIn(read(checks));
    const { fields, unknownFields, differences, extra } = compare(readAll(read(log)).messages, reports);
    expect(differences).toEqual([]);
    expect(fields).toBeGreaterThan(reports.length * 5);
    // Application data that gpsd takes apart, and its constant `radio` of type 26.
    expect([...unknownFields].filter((key) => !/^[68]\./.test(key) && key !== '26.radio')).toEqual([]);
    // gpsd tells a type 24 only when it has both parts.
    expect(extra.filter((message) => message.type !== 24).map(({ type, mmsi }) => `${type} ${mmsi}`)).toEqual([]);
  });
});

const OTHER_LOGS = [
  'aislib/stream_example.txt',
  'aislib/decode_encode_messages.txt',
  'aislib/ais250.txt',
  'norwegian/norwegian.raw',
  'pyais/nmea_data_sample.txt',
  'aisdecoder/test_ais_data.log',
  'signalk/gofree-merrimac.log',
  'signalk/nais300-merrimac.log',
  'signalk/nais400-merrimac.log',
];
const hasGpsdecode = spawnSync('gpsdecode', ['-V']).status === 0;

describe.skipIf(!existsSync(DATA) || !hasGpsdecode)('gpsdecode (skipped where it or ../shared/data is missing)', () => {
  it.each(OTHER_LOGS)('%s', (log) => {
    const input = readFileSync(new URL(log, DATA));
    const { stdout } = spawnSync('gpsdecode', ['-j', '-u'], { input, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });
    const reports = reportsIn(stdout);
    const { fields, differences } = compare(readAll(input).messages, reports);
    expect(differences).toEqual([]);
    expect(fields).toBeGreaterThan(reports.length * 5);
  });
});
