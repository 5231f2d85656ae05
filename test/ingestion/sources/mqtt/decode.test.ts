import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import type { Observation, Rejection } from '../../../../ingestion/observation.ts';
import { MqttDecoder } from '../../../../ingestion/sources/mqtt/decode.ts';
import { JsonPath } from '../../../../ingestion/sources/mqtt/json-path.ts';
import { type MqttMapping, mqttMapping } from '../../../../ingestion/sources/mqtt/mapping.ts';
import { TopicPattern } from '../../../../ingestion/sources/mqtt/topic.ts';

const NOW = Date.parse('2026-09-18T12:00:00Z');

function decode(topic: string, payload: string | Buffer, mappings: readonly MqttMapping[] = []) {
  const observations: Observation[] = [];
  const rejections: Rejection[] = [];
  new MqttDecoder({ now: () => eventTime(NOW) }, mappings).decode(topic, Buffer.from(payload), {
    observation: (observation) => observations.push(observation),
    reject: (rejection) => rejections.push(rejection),
  });
  return { observations, rejections };
}

describe('our own topics', () => {
  test('one reading and an array of them', () => {
    const reading = {
      time: '2026-09-18T20:00:00+08:00',
      value: 1.5,
      quality: 'suspect',
      attrs: { a: true },
      unit: 'm',
    };
    const expected = {
      kind: 'observation',
      thing: '盐田-1',
      datastream: 'level',
      time: NOW,
      value: 1.5,
      quality: 'suspect',
      attrs: { a: true, unit: 'm' },
    };
    expect(decode('vantage/v1/盐田-1/level', JSON.stringify(reading)).observations).toEqual([expected]);
    const { observations, rejections } = decode(
      'vantage/v1/盐田-1/level',
      JSON.stringify([reading, { time: NOW + 1, value: 2 }, { value: 3 }, 4]),
    );
    expect(observations.map(({ value }) => value)).toEqual([1.5, 2]);
    expect(rejections.map(({ reason, position }) => [reason, position])).toEqual([
      ['missing_time', 2],
      ['wrong_type', 3],
    ]);
  });

  const good = '{"time":1,"value":1}';
  test.each<[string, string, string | Buffer]>([
    ['bad_json', 'vantage/v1/a/b', '{"time":1,'],
    ['bad_json', 'vantage/v1/a/b', ''],
    ['bad_json', 'vantage/v1/a/b', '{"time":1,"value":NaN}'],
    ['wrong_type', 'vantage/v1/a/b', '17'],
    ['wrong_type', 'vantage/v1/a/b', '{"time":1,"value":"high"}'],
    ['missing_time', 'vantage/v1/a/b', '{"value":1}'],
    ['missing_value', 'vantage/v1/a/b', '{"time":1}'],
    ['not_finite', 'vantage/v1/a/b', '{"time":1,"value":1e999}'],
    ['bad_time', 'vantage/v1/a/b', '{"time":"yesterday","value":1}'],
    ['invalid_utf8', 'vantage/v1/a/b', Buffer.from([0x22, 0xff, 0x22])],
    ['invalid_utf8', 'vantage/v1/a\ufffd/b', good],
    ['bad_topic', 'vantage/v1/a', good],
    ['bad_topic', 'vantage/v1//b', good],
    ['bad_topic', 'vantage/v1/a/b/c', good],
    ['bad_topic', `vantage/v1/${'x'.repeat(129)}/b`, good],
    ['bad_topic', `vantage/v1/${'x'.repeat(60_000)}/b`, good],
    ['bad_topic', 'vantage/v1/a\u0007/b', good],
    ['too_large', 'vantage/v1/a/b', ' '.repeat(2_000_000)],
  ])('%s', (reason, topic, payload) => {
    const { observations, rejections } = decode(topic, payload);
    expect(observations).toEqual([]);
    expect(rejections).toMatchObject([{ reason }]);
    expect(rejections[0]!.detail).not.toBe('');
    expect(rejections[0]!.excerpt.length).toBeLessThanOrEqual(400);
  });

  test('fuzz: random topics, random bytes, nearly good payloads never throw', () => {
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc.string().map((text) => Buffer.from(`{"time":${text},"value":1}`)),
    );
    const topic = fc.oneof(
      fc.string(),
      fc.string().map((text) => `vantage/v1/${text}/x`),
      fc.constant('vantage/v1/a/b'),
    );
    fc.assert(
      fc.property(topic, payload, (name, bytes) => {
        for (const observation of decode(name, bytes).observations) {
          expect(Number.isFinite(observation.value)).toBe(true);
          expect(Number.isFinite(observation.time)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    decode('vantage/v1/a/b', '['.repeat(500_000));
    decode('vantage/v1/a/b', `{"time":1,"value":1,"quality":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    decode('vantage/v1/a/b', `{"time":1,"value":${'9'.repeat(100_000)}}`);
  });

  test('fuzz: mappings', () => {
    const mapping = mqttMapping.parse({
      topic: '+/#',
      each: '$.*.*',
      thing: '{1}-{key}-{$.name}',
      time: '$.t',
      timeFormat: 'epoch_s',
      readings: [{ datastream: '{field}', value: '$.*' }],
    });
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.json({ maxDepth: 5 }), fc.string()), (topic, payload) => {
        decode(topic, payload, [mapping]);
      }),
      { numRuns: 2000 },
    );
    decode('a/b', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, [mapping]);
  });
});

describe('patterns and paths', () => {
  test.each<[string, string, readonly string[] | undefined]>([
    ['a/+/c', 'a/b/c', ['b']],
    ['a/+/c', 'a/b/d', undefined],
    ['a/+', 'a/b/c', undefined],
    ['a/#', 'a/b/c', ['b/c']],
    ['a/#', 'a', ['']],
    ['#', 'x', ['x']],
    ['+/+/x', 'p/q/x', ['p', 'q']],
  ])('%s on %s', (filter, topic, captures) => {
    expect(new TopicPattern(filter).match(topic)).toEqual(captures);
  });

  test.each(['', 'a/b#', 'a/#/b', 'a+/b'])('%j is no filter', (filter) => {
    expect(() => new TopicPattern(filter)).toThrow(RangeError);
  });

  test.each<[string, unknown[], string[][]]>([
    ['$', [{ a: [{ b: 1 }, { b: 2 }], 'x y': 3 }], [[]]],
    ['$.a[1].b', [2], [[]]],
    ['$["x y"]', [3], [[]]],
    ['$.a[*].b', [1, 2], [['0'], ['1']]],
    ['$.*', [[{ b: 1 }, { b: 2 }], 3], [['a'], ['x y']]],
    ['$.nothing.here', [], []],
    ['$.constructor', [], []],
  ])('%s', (path, values, keys) => {
    const matches = new JsonPath(path).matches({ a: [{ b: 1 }, { b: 2 }], 'x y': 3 });
    expect(matches.map((match) => match.value)).toEqual(values);
    expect(matches.map((match) => match.keys)).toEqual(keys);
  });

  test.each(['a', '$a', '$.', '$..a', '$[a]'])('%s is no path', (path) => {
    expect(() => new JsonPath(path)).toThrow(RangeError);
  });
});
