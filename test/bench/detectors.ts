/**
 * `detectors`: what the whole registry costs per message, and what one look at all pairs of a large fleet costs. No peer: the
 * figures are absolute, so compare them only with runs on the same machine.
 */

import type { DetectorDescriptor, ScanningDetector } from '../../detectors/detector.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import { closeQuartersDescriptor } from '../../detectors/rules/close-quarters/descriptor.ts';
import { DetectorRuntime } from '../../detectors/runtime/detector-runtime.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import { thingId, vesselId } from '../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Observation, Position } from '../../ingestion/observation.ts';
import type { Thing } from '../../ingestion/thing.ts';
import { benchFlags, printReport, type Run, resultOf } from './harness/report.ts';

const START = Date.parse('2026-07-01T20:00:00+08:00');
const { json, runs: runCount } = benchFlags();
const SHIP_TYPES = [30, 36, 37, 52, 60, 70, 80];

/** Always the same numbers in [0, 1) (Park and Miller 1988, CACM 31:10). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Ship {
  readonly mmsi: number;
  lon: number;
  lat: number;
  readonly speedKn: number;
  readonly courseDeg: number;
}

/** Ships spread over a square of sea; a third of them lies still. */
function fleet(size: number, centre: LonLat, spreadDeg: number): Ship[] {
  const next = numbers(7);
  return Array.from({ length: size }, (_, i) => ({
    mmsi: 412_000_000 + i,
    lon: centre[0] + (next() - 0.5) * spreadDeg,
    lat: centre[1] + (next() - 0.5) * spreadDeg,
    speedKn: i % 3 === 0 ? 0.1 : 2 + 16 * next(),
    courseDeg: 360 * next(),
  }));
}

function report(ship: Ship, time: EventTime, seconds: number): Position {
  const step = (ship.speedKn * seconds) / 3600 / 60;
  const course = (ship.courseDeg * Math.PI) / 180;
  ship.lat += step * Math.cos(course);
  ship.lon += step * Math.sin(course);
  const { mmsi, lon, lat, speedKn, courseDeg } = ship;
  return { kind: 'position', thing: vesselId(mmsi), time, lon, lat, speedKn, courseDeg, status: 0, quality: 'good' };
}

/** Every ship every ten seconds. */
function positions(ships: readonly Ship[], rounds: number): Position[] {
  return Array.from({ length: rounds * ships.length }, (_, i) => {
    const time = eventTime(START + Math.floor((i * 10_000) / ships.length));
    return report(ships[i % ships.length]!, time, 10);
  });
}

function readings(n: number): Observation[] {
  const next = numbers(11);
  return Array.from({ length: n }, (_, i) => ({
    kind: 'observation',
    thing: thingId(`gas-${i % 500}`),
    datastream: 'ch4',
    time: eventTime(START + i * 2),
    value: 5 + 3 * next(),
    quality: 'good',
  }));
}

const vessels = new Map<string, Thing>();
for (let i = 0; i < 20_000; i++) {
  const id = vesselId(412_000_000 + i);
  vessels.set(id, { id, kind: 'vessel', attrs: { shipType: SHIP_TYPES[i % SHIP_TYPES.length]! } });
}
for (let i = 0; i < 500; i++) {
  const id = thingId(`gas-${i}`);
  vessels.set(id, { id, kind: 'gas', attrs: {} });
}
const surroundings = { thing: (id: string) => vessels.get(id), zones: harbourZones, city: emptyCity };

function rate(detectors: readonly DetectorDescriptor[], messages: readonly (Position | Observation)[]): Run {
  const runtime = new DetectorRuntime({
    detectors: detectors.map((descriptor) => ({ descriptor })),
    surroundings,
    emit: () => {},
    onFault: (id, error) => {
      throw new Error(`detector ${id} failed`, { cause: error });
    },
  });
  const begin = performance.now();
  for (const message of messages) runtime.process(message);
  return { ours: (messages.length / (performance.now() - begin)) * 1000 };
}

function scanMs(size: number): Run {
  const detector = closeQuartersDescriptor.create(
    closeQuartersDescriptor.parameters.parse({}),
  ) as unknown as ScanningDetector;
  for (const position of positions(fleet(size, [114.2, 22.4], 4), 1)) detector.observe(position, surroundings);
  detector.scan(eventTime(START + 10_000), surroundings, () => {});
  const begin = performance.now();
  detector.scan(eventTime(START + 20_000), surroundings, () => {});
  return { ours: performance.now() - begin };
}

const repeat = (measure: () => Run): Run[] => {
  measure();
  return Array.from({ length: runCount }, measure);
};

const sea = positions(fleet(1000, [114.2, 22.4], 0.8), 200);
const gas = readings(500_000);
const keyed = DETECTORS.filter((descriptor) => descriptor.create(descriptor.parameters.parse({})).shape === 'keyed');

const results = [
  resultOf(
    { name: 'positions through the keyed rules', unit: 'messages/s', goal: '>= 300000' },
    repeat(() => rate(keyed, sea)),
  ),
  resultOf(
    { name: 'positions through all rules', unit: 'messages/s' },
    repeat(() => rate(DETECTORS, sea)),
  ),
  resultOf(
    { name: 'readings through all rules', unit: 'messages/s' },
    repeat(() => rate(DETECTORS, gas)),
  ),
  resultOf(
    { name: 'one scan of 20,000 vessels for close quarters', unit: 'ms', goal: '<= 1000' },
    repeat(() => scanMs(20_000)),
  ),
];
printReport('detectors', results, json);
