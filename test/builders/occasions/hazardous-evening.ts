import { cityModel } from '../../../geodata/city/city-model.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { localPlane } from '../../../geodata/model/local-plane.ts';
import type { ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { World } from '../detection.ts';
import { anObservation, NOON } from '../messages.ts';
import type { Occasion } from './occasion.ts';

const CENTRE: LonLat = [114.5, 22.5];
const plane = localPlane(CENTRE);
const at = (east: number, north: number): LonLat => plane.toLonLat([east, north]);
const square = (size: number): LonLat[] => [at(0, 0), at(size, 0), at(size, size), at(0, size), at(0, 0)];
const sensor = (id: string, kind: string, watches: string, east: number, intervalS = 300) => ({
  id,
  kind,
  name: `${id} 传感器`,
  position: at(east, 0),
  intervalS,
  watches,
});
const enterprise = (id: string, trade: string, east: number) => ({
  id,
  name: `${id} 有限公司`,
  position: at(east, 0),
  trade,
  safetyGrade: 2,
  staff: 60,
});
const valve = (id: string, east: number) => ({
  id,
  medium: 'gas',
  kind: 'valve',
  position: at(east, 0),
  mainIds: ['main-1'],
});

/** A square, two enterprises and a gas main with two watched valves, 200 m apart; a third hangs on nothing. */
const hazardousCity = cityModel.parse({
  version: 1,
  id: 'evening',
  name: { zh: '夜城', en: 'Evening' },
  timeZone: 'Asia/Shanghai',
  bounds: [114.4, 22.4, 114.6, 22.6],
  centre: CENTRE,
  provenance: { source: 'imported' },
  roads: {},
  mains: [{ id: 'main-1', medium: 'gas', line: [at(0, 10), at(1000, 10)] }],
  utilityNodes: [valve('v1', 100), valve('v2', 300), { ...valve('v3', 900), mainIds: [] }],
  gatheringPlaces: [
    {
      id: 'square',
      name: { zh: '广场', en: 'The square' },
      kind: 'square',
      rings: [square(50)],
      label: at(25, 25),
      capacity: 1000,
    },
  ],
  enterprises: [enterprise('tailor', '服装加工', 500), enterprise('chips', '电子装配', 700)],
  sensors: [
    sensor('gas-1', 'gas', 'v1', 100),
    sensor('gas-2', 'gas', 'v2', 300),
    sensor('gas-3', 'gas', 'v3', 900),
    sensor('smoke-1', 'smoke', 'chips', 700, 600),
    sensor('heat-1', 'temperature', 'chips', 700),
    sensor('crowd-square', 'crowd', 'square', 25, 120),
    sensor('crowd-tailor', 'crowd', 'tailor', 500),
    sensor('crowd-chips', 'crowd', 'chips', 700),
  ],
});

/** The city and its sensors as things. */
export const hazardousWorld: World = {
  city: hazardousCity,
  things: hazardousCity.sensors.map(({ id, kind, name, intervalS }) => ({
    id: thingId(id),
    kind: kind as ThingKindName,
    name,
    intervalS,
    attrs: {},
  })),
};

/** One reading after the other at the device's own interval, from eight in the evening local time on. */
export const series = (thing: string, datastream: string, everyS: number, values: readonly number[]): Observation[] =>
  values.map((value, index) => anObservation(thing, datastream, NOON + index * everyS * 1000, value));

const quiet = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

/** Gas, a fire, a crowd, too many at work and somebody where nobody should be; all of it passes. */
export const hazardousEvening = (): Occasion => ({
  world: hazardousWorld,
  messages: [
    ...series('gas-1', 'ch4', 300, [...quiet(6, 0.1), 30, 60, 90, 40, ...quiet(6, 0.2)]),
    ...series('gas-2', 'ch4', 300, [...quiet(7, 0.1), 28, 30, 26, ...quiet(6, 0.2)]),
    ...series('smoke-1', 'obscuration', 600, [...quiet(3, 0.1), 10, 55, 20, ...quiet(4, 0.1)]),
    ...series('heat-1', 'temperature', 300, [...quiet(6, 25), 80, 120, ...quiet(6, 25)]),
    ...series('crowd-square', 'people', 120, [...quiet(5, 400), 600, 800, 990, 1100, 1250, 1450, ...quiet(6, 500)]),
    ...series('crowd-tailor', 'people', 300, [...quiet(7, 0), 3, 4, 3, ...quiet(6, 0)]),
    ...series('crowd-chips', 'people', 300, [...quiet(7, 25), 60, 61, 60, ...quiet(6, 25)]),
  ].sort((a, b) => a.time - b.time),
});
