import { describe, expect, test } from 'vitest';
import { thingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';
import { ThingRegistry } from '../../../ingestion/pipeline/thing-registry.ts';
import type { Thing } from '../../../ingestion/thing.ts';

const id = thingId('t1');
const observed = (datastream: string, time: number, attrs?: Record<string, string>): Message => ({
  kind: 'observation',
  thing: id,
  datastream,
  time: eventTime(time),
  value: 1,
  quality: 'good',
  ...(attrs && { attrs }),
});
const described = (time: number, more: Partial<Extract<Message, { kind: 'thing' }>>): Message => ({
  kind: 'thing',
  thing: id,
  time: eventTime(time),
  thingKind: 'vessel',
  ...more,
});
const positioned = (time: number, quality: 'good' | 'suspect' = 'good'): Message => ({
  kind: 'position',
  thing: id,
  time: eventTime(time),
  lon: time,
  lat: 0,
  quality,
});

function registryOf(...messages: Message[]) {
  const registry = new ThingRegistry();
  const told: Thing[] = [];
  registry.onChange((thing) => told.push(thing));
  for (const message of messages) registry.apply(message);
  return { registry, told };
}

describe('a thing that nobody described', () => {
  test.each([
    ['gas', observed('ch4', 1)],
    ['sensor', observed('level', 1)],
    ['sensor', observed('noise', 1)],
    ['tide_gauge', observed('level', 1, { kind: 'tide_gauge' })],
    ['gas', observed('ch4', 1, { kind: 'no such kind' })],
    ['vessel', positioned(1)],
  ])('is taken for a %s', (kind, message) => {
    const { registry, told } = registryOf(message);
    expect(registry.get(id)).toEqual({ id, kind, attrs: {} });
    expect(told).toHaveLength(1);
  });
});

describe('descriptions', () => {
  test('absent fields never erase, newer ones win, older ones fill gaps', () => {
    const { registry } = registryOf(
      described(10, { name: 'STAR', attrs: { imo: 1, callSign: 'AB' } }),
      described(20, { attrs: { imo: 2 } }),
      described(5, { name: 'OLD', lon: 1, lat: 2, attrs: { imo: 0, shipType: 37 }, thingKind: 'sensor' }),
    );
    expect(registry.get(id)).toEqual({
      id,
      kind: 'vessel',
      name: 'STAR',
      lon: 1,
      lat: 2,
      attrs: { imo: 2, callSign: 'AB', shipType: 37 },
    });
  });

  test('listeners hear of changes, not of repetitions', () => {
    const again = { name: 'STAR', attrs: { imo: 1 } };
    const { told } = registryOf(
      described(1, again),
      described(2, again),
      positioned(3),
      described(4, { name: 'MOON' }),
    );
    expect(told.map((thing) => thing.name)).toEqual(['STAR', 'MOON']);
  });
});

test('who answers for a thing and how often it reports are kept, and told when they change', () => {
  const { registry, told } = registryOf(
    described(1, { department: '水务局', intervalS: 300 }),
    described(2, {}),
    described(3, { intervalS: 60 }),
    described(0, { department: '气象局', lon: 1, lat: 2 }),
  );
  expect(registry.get(id)).toMatchObject({ department: '水务局', intervalS: 60, lon: 1, lat: 2 });
  expect(told).toHaveLength(3);
});

test.each([
  ['camera', { kind: 'detection', groups: [] }],
  ['report_channel', { kind: 'report', id: 'r', channel: 'app', text: '路灯不亮' }],
  ['warning_issuer', { kind: 'warning', id: 'w', status: 'alert', event: '大风', severity: 'minor', headline: '大风' }],
])('whoever sends such a message is taken for a %s, and is seen', (kind, more) => {
  const message = { thing: id, time: eventTime(9), quality: 'good', ...more } as Message;
  const { registry } = registryOf(message);
  expect(registry.get(id)).toEqual({ id, kind, attrs: {} });
  expect(registry.sighting(id)).toMatchObject({ lastSeenAt: 9 });
});

test('sightings: newest of each datastream, newest good position', () => {
  const { registry } = registryOf(
    observed('a', 5),
    observed('a', 3),
    observed('b', 4),
    positioned(7),
    positioned(6),
    positioned(8, 'suspect'),
  );
  expect(registry.sighting(id)).toEqual({
    lastSeenAt: 8,
    datastreams: new Map([
      ['a', 5],
      ['b', 4],
    ]),
    position: positioned(7),
  });
  expect(registry.sighting(thingId('nobody'))).toBeUndefined();
});

test('a seeded registry goes on where the store stopped', () => {
  const registry = new ThingRegistry();
  const told: Thing[] = [];
  const stop = registry.onChange((thing) => told.push(thing));
  registry.seed([{ thing: { id, kind: 'vessel', name: 'STAR', attrs: {} }, lastSeenAt: eventTime(9) }]);
  registry.apply(described(4, { name: 'OLD' }));
  expect(told).toEqual([]);
  registry.apply(described(10, { name: 'MOON' }));
  expect(told.map((thing) => thing.name)).toEqual(['MOON']);
  stop();
  registry.apply(described(11, { name: 'SUN' }));
  expect(told).toHaveLength(1);
  expect([...registry.all()].map((thing) => thing.name)).toEqual(['SUN']);
});
