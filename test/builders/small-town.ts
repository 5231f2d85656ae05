import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';

const CENTRE: LonLat = [114.55, 22.6];
const named = (zh: string, en = zh) => ({ zh, en });
const at = (east: number, north: number): LonLat => [CENTRE[0] + east / 100, CENTRE[1] + north / 100];
const square = (east: number, north: number, size = 0.2) => [
  [
    at(east - size, north - size),
    at(east + size, north - size),
    at(east + size, north + size),
    at(east - size, north + size),
    at(east - size, north - size),
  ],
];

/** A town of a few streets, for tests that want a whole city and no waiting. */
export function smallTown(): CityModel {
  const indices = Array.from({ length: 6 }, (_, i) => i);
  return cityModel.parse({
    version: 1,
    id: 'small',
    name: named('小城', 'Small town'),
    timeZone: 'Asia/Shanghai',
    bounds: [114.45, 22.5, 114.65, 22.7],
    centre: CENTRE,
    provenance: { source: 'generated', seed: 1 },
    roads: {
      nodes: indices.map((i) => ({ id: `node-${i}`, position: at(i, 0) })),
      edges: indices.slice(1).map((i) => ({
        id: `edge-${i}`,
        from: `node-${i - 1}`,
        to: `node-${i}`,
        class: 'primary',
        speedKmh: 60,
        lanes: 2,
        line: [at(i - 1, 0), at(i, 0)],
      })),
    },
    rivers: [{ id: 'river-1', name: named('小河', 'Brook'), kind: 'river', line: [at(0, 2), at(0, -2)], widthM: 40 }],
    catchments: indices.map((i) => ({
      id: `catchment-${i}`,
      rings: square(i, 0, 0.4),
      areaM2: 200_000,
      runoff: 0.8,
      lowPointId: `low-${i}`,
    })),
    lowPoints: indices.map((i) => ({
      id: `low-${i}`,
      name: named(`${i}号下穿隧道`, `Underpass ${i}`),
      kind: 'underpass',
      position: at(i, 0),
      catchmentId: `catchment-${i}`,
      pondM2: 3000,
      drainM3s: 1.2,
      closedAtM: 0.27,
    })),
    slopes: [
      {
        id: 'slope-1',
        name: named('后山坡', 'Back slope'),
        rings: square(1, 3),
        heightM: 40,
        steepnessDeg: 40,
        grade: 2,
        peopleBelow: 80,
      },
    ],
    utilityNodes: [{ id: 'manhole-1', medium: 'storm', kind: 'manhole', position: at(2, 0.1) }],
    beaches: [
      {
        id: 'beach-1',
        name: named('小沙滩', 'Small beach'),
        managed: true,
        sand: square(2, -3),
        waterLine: [at(1.8, -3.2), at(2.2, -3.2)],
        closedWater: square(2, -3.6),
        exits: [at(2, -2.8)],
        capacity: 2000,
      },
    ],
    gatheringPlaces: [
      {
        id: 'station-1',
        name: named('小城站', 'Town station'),
        kind: 'station',
        rings: square(3, 1),
        label: at(3, 1),
        capacity: 3000,
      },
      {
        id: 'car-park-1',
        name: named('小城停车场', 'Town car park'),
        kind: 'car_park',
        rings: square(3, 1.5),
        label: at(3, 1.5),
        capacity: 400,
      },
    ],
    sensors: [
      ...indices.map((i) => ({
        id: `level-${i}`,
        kind: 'water_level',
        name: `水位${i}`,
        position: at(i, 0),
        intervalS: 60,
        watches: `low-${i}`,
      })),
      ...indices.map((i) => ({
        id: `rain-${i}`,
        kind: 'rain_gauge',
        name: `雨量${i}`,
        position: at(i, 1),
        intervalS: 300,
      })),
      {
        id: 'manhole-level-1',
        kind: 'water_level',
        name: '窨井水位1',
        position: at(2, 0.1),
        intervalS: 60,
        watches: 'manhole-1',
      },
      {
        id: 'river-level-1',
        kind: 'water_level',
        name: '河道水位1',
        position: at(0, 0),
        intervalS: 300,
        watches: 'river-1',
      },
      {
        id: 'river-flow-1',
        kind: 'flow_meter',
        name: '河道流量1',
        position: at(0, 0),
        intervalS: 300,
        watches: 'river-1',
      },
      { id: 'wind-1', kind: 'anemometer', name: '风速1', position: at(2, 2), intervalS: 60 },
      { id: 'tide-1', kind: 'tide_gauge', name: '潮位1', position: at(2, -4), intervalS: 60 },
      { id: 'buoy-1', kind: 'wave_buoy', name: '浮标1', position: at(2, -5), intervalS: 600 },
      { id: 'air-1', kind: 'temperature', name: '气温1', position: at(2, 2), intervalS: 300 },
      { id: 'gas-1', kind: 'gas', name: '燃气1', position: at(1, 0.2), intervalS: 30 },
      { id: 'smoke-1', kind: 'smoke', name: '烟感1', position: at(1, 0.3), intervalS: 60 },
      { id: 'loop-1', kind: 'traffic', name: '线圈1', position: at(0.5, 0), intervalS: 60, watches: 'edge-1' },
      { id: 'people-1', kind: 'crowd', name: '客流1', position: at(3, 1), intervalS: 60, watches: 'station-1' },
      { id: 'park-1', kind: 'car_park', name: '停车1', position: at(3, 1.5), intervalS: 60, watches: 'car-park-1' },
    ],
  });
}
