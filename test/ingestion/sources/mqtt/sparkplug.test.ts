import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { MqttDecoder } from '../../../../ingestion/sources/mqtt/decode.ts';
import { mqttMapping } from '../../../../ingestion/sources/mqtt/mapping.ts';
import { SparkplugDecoder } from '../../../../ingestion/sources/mqtt/sparkplug.ts';

const NOW = 1_790_000_000_000;

// A writer of Protocol Buffers as plain as its encoding document.
const varint = (value: bigint): number[] =>
  value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
const number = (field: number, value: bigint) => [...varint(BigInt(field * 8)), ...varint(BigInt.asUintN(64, value))];
const bytes = (field: number, content: Iterable<number>) => {
  const data = [...content];
  return [...varint(BigInt(field * 8 + 2)), ...varint(BigInt(data.length)), ...data];
};
const fixed = (field: number, wireType: 1 | 5, value: number) => {
  const data = Buffer.alloc(wireType === 1 ? 8 : 4);
  if (wireType === 1) data.writeDoubleLE(value);
  else data.writeFloatLE(value);
  return [...varint(BigInt(field * 8 + wireType)), ...data];
};
const name = (text: string) => bytes(1, Buffer.from(text));
const payload = (...metrics: number[][]) =>
  Buffer.from([...number(1, BigInt(NOW)), ...metrics.flatMap((metric) => bytes(2, metric)), ...number(3, 7n)]);

const DATA = 'spBv1.0/plant/DDATA/node-1/pump-2';
const BIRTH = 'spBv1.0/plant/DBIRTH/node-1/pump-2';

function readingsOf(decoder: MqttDecoder, topic: string, message: Buffer) {
  const rows: string[] = [];
  decoder.decode(topic, message, {
    observation: ({ thing, datastream, value, time }) => rows.push(`${thing} ${datastream} ${value} ${time}`),
    reject: ({ reason }) => rows.push(reason),
  });
  return rows;
}

const mapping = mqttMapping.parse({
  topic: 'spBv1.0/+/+/+/+',
  format: 'sparkplug',
  each: '$.metrics[*]',
  thing: '{4}',
  time: '$.timestamp',
  timeFormat: 'epoch_ms',
  readings: [{ datastream: '{$.name}', value: '$.value' }],
});
const newDecoder = () => new MqttDecoder({ now: () => eventTime(NOW) }, [mapping]);

test('every type of number, with the sign that its datatype says', () => {
  const message = payload(
    [...name('int8'), ...number(4, 1n), ...number(10, 0xffn)],
    [...name('int32'), ...number(4, 3n), ...number(10, 0xffff_fffen)],
    [...name('int64'), ...number(4, 4n), ...number(11, -5n)],
    [...name('uint32'), ...number(4, 7n), ...number(10, 0xffff_fffen)],
    [...name('float'), ...number(4, 9n), ...fixed(12, 5, 1.5)],
    [...name('sub/double'), ...number(4, 10n), ...fixed(13, 1, 21.25), ...number(3, BigInt(NOW + 1))],
    [...name('bool'), ...number(4, 11n), ...number(14, 1n)],
    [...name('text'), ...number(4, 12n), ...bytes(15, Buffer.from('on'))],
    [...name('null'), ...number(4, 10n), ...number(7, 1n)],
  );
  expect(readingsOf(newDecoder(), DATA, message)).toEqual([
    `pump-2 int8 -1 ${NOW}`,
    `pump-2 int32 -2 ${NOW}`,
    `pump-2 int64 -5 ${NOW}`,
    `pump-2 uint32 4294967294 ${NOW}`,
    `pump-2 float 1.5 ${NOW}`,
    `pump-2 sub-double 21.25 ${NOW + 1}`,
    `pump-2 bool 1 ${NOW}`,
  ]);
});

test('aliases are those of the birth certificate', () => {
  const decoder = newDecoder();
  const data = payload([...number(2, 5n), ...number(10, 0xffff_ffffn)]);
  expect(readingsOf(decoder, DATA, data)).toEqual(['unknown_alias']);
  readingsOf(decoder, BIRTH, payload([...name('level'), ...number(2, 5n), ...number(4, 3n), ...number(10, 1n)]));
  expect(readingsOf(decoder, DATA, data)).toEqual([`pump-2 level -1 ${NOW}`]);
  expect(readingsOf(decoder, 'spBv1.0/plant/DDATA/node-1/other', data)).toEqual(['unknown_alias']);
});

test('fuzz: anything at all is JSON or a named fault', () => {
  const good = payload([...name('a'), ...number(4, 3n), ...number(10, 1n)]);
  const mutated = fc
    .array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 })
    .map((changes) => {
      const copy = Buffer.from(good);
      for (const [at, byte] of changes) copy[at] = byte;
      return copy;
    });
  fc.assert(
    fc.property(
      fc.oneof(
        mutated,
        fc.uint8Array({ maxLength: 80 }).map((raw) => Buffer.from(raw)),
      ),
      (message) => {
        const decoded = new SparkplugDecoder().decode(DATA, message);
        expect('json' in decoded || decoded.reason === 'bad_sparkplug' || decoded.reason === 'unknown_alias').toBe(
          true,
        );
      },
    ),
    { numRuns: 3000 },
  );
});
