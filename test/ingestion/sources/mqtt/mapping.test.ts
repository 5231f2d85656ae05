import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Observation, Rejection } from '../../../../ingestion/observation.ts';
import { MqttDecoder } from '../../../../ingestion/sources/mqtt/decode.ts';
import { mqttMapping } from '../../../../ingestion/sources/mqtt/mapping.ts';

const NOW = Date.parse('2026-09-18T12:00:00Z');
const RECORDED = fileURLToPath(new URL('../../../../../shared/data/mqtt/tasmota-zigbee-real.jsonl', import.meta.url));

function decode(mapping: unknown, topic: string, payload: unknown) {
  const rows: string[] = [];
  const rejections: Rejection[] = [];
  const decoder = new MqttDecoder({ now: () => eventTime(NOW) }, [mqttMapping.parse(mapping)]);
  expect(decoder.concerns(topic)).toBe(true);
  decoder.decode(topic, Buffer.from(JSON.stringify(payload)), {
    observation: ({ thing, datastream, value, time, attrs }: Observation) =>
      rows.push([thing, datastream, value, new Date(time).toISOString(), ...Object.values(attrs ?? {})].join(' ')),
    reject: (rejection) => rejections.push(rejection),
  });
  return { rows, reasons: rejections.map(({ reason }) => reason) };
}

describe('Tasmota', () => {
  const zigbee = {
    topic: 'tele/+/SENSOR',
    each: '$.ZbReceived.*',
    thing: 'zigbee-{key}',
    readings: [
      { datastream: 'contact', value: '$.Contact' },
      { datastream: 'occupancy', value: '$.Occupancy' },
      { datastream: 'link_quality', value: '$.LinkQuality' },
    ],
  };

  test.skipIf(!existsSync(RECORDED))('recorded from a real Zigbee bridge', () => {
    const messages = readFileSync(RECORDED, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { topic: string; payload: unknown })
      .filter(({ topic }) => topic.endsWith('/SENSOR'));
    const rows = messages.flatMap(({ topic, payload }) => decode(zigbee, topic, payload).rows);
    const at = '2026-09-18T12:00:00.000Z';
    expect(messages).toHaveLength(8);
    expect(rows.slice(0, 4)).toEqual([
      `zigbee-0x662E contact 0 ${at}`,
      `zigbee-0x662E link_quality 157 ${at}`,
      `zigbee-0x662E contact 1 ${at}`,
      `zigbee-0x662E link_quality 157 ${at}`,
    ]);
    expect(rows.filter((row) => row.includes('occupancy'))).toHaveLength(5);
    expect(rows).toHaveLength(14);
  });

  test('sensors on the device itself, in local time', () => {
    const mapping = {
      topic: 'tele/+/SENSOR',
      thing: '{1}',
      time: '$.Time',
      timeFormat: 'local',
      timeZone: 'Asia/Shanghai',
      readings: [{ datastream: 'temperature', value: '$.AM2301.Temperature', unit: 'degC' }],
    };
    const payload = { Time: '2026-09-18T19:59:30', AM2301: { Temperature: 21.4, Humidity: 60.2 }, TempUnit: 'C' };
    expect(decode(mapping, 'tele/garage/SENSOR', payload).rows).toEqual([
      'garage temperature 21.4 2026-09-18T11:59:30.000Z degC',
    ]);
  });
});

test('Zigbee2MQTT', () => {
  const mapping = {
    topic: 'zigbee2mqtt/+',
    thing: '{1}',
    kind: 'temperature',
    time: '$.last_seen',
    readings: [
      { datastream: 'temperature', value: '$.temperature', unit: 'degC' },
      { datastream: 'contact', value: '$.contact' },
      { datastream: 'state', value: '$.state', values: { ON: 1, OFF: 0 } },
      { datastream: 'absent', value: '$.absent' },
    ],
  };
  const payload = {
    battery: 100,
    contact: true,
    last_seen: '2026-09-18T19:59:00+08:00',
    linkquality: 120,
    state: 'ON',
    temperature: 27.34,
  };
  const time = '2026-09-18T11:59:00.000Z';
  expect(decode(mapping, 'zigbee2mqtt/server room', payload).rows).toEqual([
    `server room temperature 27.34 ${time} degC temperature`,
    `server room contact 1 ${time} temperature`,
    `server room state 1 ${time} temperature`,
  ]);
  expect(decode(mapping, 'zigbee2mqtt/server room', { ...payload, last_seen: null }).reasons).toEqual(['bad_time']);
  expect(decode(mapping, 'zigbee2mqtt/bridge', { state: 'online' })).toEqual({ rows: [], reasons: [] });
});

test('ThingsBoard gateway telemetry', () => {
  const mapping = {
    topic: 'v1/gateway/telemetry',
    each: '$.*[*]',
    thing: '{$.device}',
    time: '$.ts',
    timeFormat: 'epoch_ms',
    readings: [{ datastream: '{field}', value: '$.values.*' }],
  };
  const each = { ...mapping, each: '$["Device A"][*]', thing: 'Device A' };
  const payload = {
    'Device A': [
      { ts: 1483228800000, values: { temperature: 42, humidity: 80 } },
      { ts: 1483228801000, values: { temperature: 43, humidity: 82 } },
    ],
  };
  expect(decode(each, 'v1/gateway/telemetry', payload).rows).toEqual([
    'Device A temperature 42 2017-01-01T00:00:00.000Z',
    'Device A humidity 80 2017-01-01T00:00:00.000Z',
    'Device A temperature 43 2017-01-01T00:00:01.000Z',
    'Device A humidity 82 2017-01-01T00:00:01.000Z',
  ]);
  expect(decode(mapping, 'v1/gateway/telemetry', payload).reasons[0]).toBe('bad_name');
  const byDevice = { ...mapping, thing: '{key1}' };
  expect(decode(byDevice, 'v1/gateway/telemetry', payload).rows).toEqual(
    decode(each, 'v1/gateway/telemetry', payload).rows,
  );
});

test('Frigate: events and counts', () => {
  const events = {
    topic: 'frigate/events',
    thing: '{$.after.camera}',
    time: '$.after.frame_time',
    timeFormat: 'epoch_s',
    readings: [{ datastream: 'person_score', value: '$.after.top_score' }],
  };
  const payload = {
    type: 'update',
    before: { camera: 'front_door', frame_time: 1607123961.837752, top_score: 0.958 },
    after: {
      id: '1607123955.475377-mxklsc',
      camera: 'front_door',
      frame_time: 1607123962.082975,
      label: 'person',
      top_score: 0.9585,
    },
  };
  expect(decode(events, 'frigate/events', payload).rows).toEqual([
    'front_door person_score 0.9585 2020-12-04T23:19:22.082Z',
  ]);
  const counts = { topic: 'frigate/+/+', thing: '{1}', readings: [{ datastream: '{2}', value: '$' }] };
  expect(decode(counts, 'frigate/front_door/person', 2).rows).toEqual(['front_door person 2 2026-09-18T12:00:00.000Z']);
});

test('local times on both sides of a change of clocks', () => {
  const mapping = {
    topic: 't',
    thing: 'x',
    time: '$.t',
    timeFormat: 'local',
    timeZone: 'Europe/Copenhagen',
    readings: [{ datastream: 'v', value: '$.v' }],
  };
  const utc = (t: string) => decode(mapping, 't', { t, v: 1 }).rows[0];
  expect(utc('2026-03-29 01:30:00')).toContain('2026-03-29T00:30:00');
  expect(utc('2026-03-29 03:30:00')).toContain('2026-03-29T01:30:00');
  expect(utc('2026-10-25 04:30:00')).toContain('2026-10-25T03:30:00');
});

test.each([
  [{ topic: 'a/#/b', thing: 'x', readings: [{ datastream: 'd', value: '$' }] }, 'topic'],
  [{ topic: 'a', thing: 'x', each: '$..x', readings: [{ datastream: 'd', value: '$' }] }, 'path'],
  [{ topic: 'a', thing: 'x', timeZone: 'Mars/Olympus', readings: [{ datastream: 'd', value: '$' }] }, 'timeZone'],
])('a bad mapping names its fault', (mapping, named) => {
  expect(() => new MqttDecoder({ now: () => eventTime(NOW) }, [mqttMapping.parse(mapping)])).toThrow(named);
});
