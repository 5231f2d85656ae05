import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import { hashNoise } from '../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import { localPlane } from '../../geodata/model/local-plane.ts';

const CENTRE: LonLat = [114.55, 22.5];
const plane = localPlane(CENTRE);
const named = (name: string) => ({ zh: name, en: name });
const at = (east: number, north: number): LonLat => plane.toLonLat([east, north]);
const block = (east: number, north: number, size: number): LonLat[][] => [
  [at(east, north), at(east + size, north), at(east + size, north + size), at(east, north + size), at(east, north)],
];

const GRID = 7;
const STREET_M = 900;

/** A square grid of streets, every other one of them one-way. */
function roads(): { nodes: unknown[]; edges: unknown[] } {
  const nodes: unknown[] = [];
  const edges: unknown[] = [];
  const place = (x: number, y: number) => at((x - 3) * STREET_M, (y - 3) * STREET_M);
  const edge = (a: readonly [number, number], b: readonly [number, number], oneWay: boolean, row: number) =>
    edges.push({
      id: `e-${a.join('-')}-${b.join('-')}`,
      from: `n-${a.join('-')}`,
      to: `n-${b.join('-')}`,
      class: row === 3 ? 'trunk' : 'secondary',
      name: named(`${row} road`),
      speedKmh: row === 3 ? 80 : 50,
      oneWay,
      line: [place(...a), place(...b)],
    });
  for (let x = 0; x < GRID; x++)
    for (let y = 0; y < GRID; y++) {
      nodes.push({ id: `n-${x}-${y}`, position: place(x, y) });
      if (x + 1 < GRID) edge(y % 2 === 0 ? [x, y] : [x + 1, y], y % 2 === 0 ? [x + 1, y] : [x, y], y % 2 === 1, y);
      if (y + 1 < GRID) edge([x, y], [x, y + 1], false, x);
    }
  return { nodes, edges };
}

/** A tunnel under a street with its points, a pit, a gas main with manholes, workshops, and people everywhere: what the parts below ground and in the streets need. */
export function worksCity(): CityModel {
  const surface = Array.from({ length: 15 }, (_, i) => ({
    id: `dbc-${i}`,
    name: `DBC-${i}`,
    item: '地表沉降',
    kind: 'settlement_point',
    workAreaId: 'work',
    shieldId: 'shield',
    position: at(-150 + i * 30, i % 3 === 0 ? 8 : 0),
    controlCumulative: 30,
    controlRatePerDay: 4,
    intervalS: 600,
  }));
  const point = (id: string, kind: string, east: number, north: number, cumulative: number, more: object) => ({
    id,
    name: id.toUpperCase(),
    item: kind,
    kind,
    workAreaId: 'work',
    position: at(east, north),
    controlCumulative: cumulative,
    intervalS: 1800,
    ...more,
  });
  return cityModel.parse({
    version: 1,
    id: 'works',
    name: named('工地城'),
    timeZone: 'Asia/Shanghai',
    bounds: [114.5, 22.45, 114.6, 22.55],
    centre: CENTRE,
    provenance: { source: 'generated', seed: 3 },
    districts: [{ id: 'd', name: named('福安区'), rings: block(-4000, -4000, 8000), label: CENTRE }],
    streets: [{ id: 's', name: named('莲塘街道'), districtId: 'd', rings: block(-4000, -4000, 8000), label: CENTRE }],
    gridCells: Array.from({ length: 64 }, (_, i) => ({
      id: `g-${i}`,
      streetId: 's',
      rings: block(-3200 + (i % 8) * 800, -3200 + Math.floor(i / 8) * 800, 800),
      people: Math.round(400 + 4000 * hashNoise(1, i)),
    })),
    roads: roads(),
    mains: [{ id: 'main', medium: 'gas', line: [at(-500, 40), at(0, 40), at(500, 40)], pressureKPa: 300 }],
    utilityNodes: [
      ...[-60, -20, 15, 55].map((east, i) => ({
        id: `manhole-${i}`,
        medium: 'gas',
        kind: 'manhole',
        position: at(east, 42),
        mainIds: ['main'],
      })),
      { id: 'valve', medium: 'gas', kind: 'valve', position: at(-400, 40), mainIds: ['main'] },
    ],
    workAreas: [
      {
        id: 'work',
        name: named('工区'),
        lineId: 'l',
        section: named('区间'),
        contractor: 'c',
        supervisor: 's',
        owner: 'o',
        rings: block(-300, -50, 600),
        label: at(0, 0),
      },
    ],
    shieldDrives: [
      {
        id: 'shield',
        name: named('左线盾构'),
        workAreaId: 'work',
        axis: [at(-600, 0), at(600, 0)],
        depthM: 18,
        diameterM: 6.2,
        ringM: 1.5,
        ringsPerDay: 8,
        ring: 350,
        atDate: '2026-09-18',
      },
    ],
    pits: [
      { id: 'pit', name: named('基坑'), workAreaId: 'work', rings: block(700, 700, 60), depthM: 18, excavatedM: 12 },
    ],
    monitoringPoints: [
      ...surface,
      point('dsw-1', 'groundwater', 20, 16, 2, { shieldId: 'shield', controlRatePerDay: 0.5 }),
      point('gjj-1', 'convergence', -110, 0, 12, { shieldId: 'shield', controlRatePerDay: 3 }),
      point('zcl-1', 'axial_force', 730, 705, 2400, { pitId: 'pit' }),
      point('zqt-1', 'inclinometer', 728, 700, 40, { pitId: 'pit', controlRatePerDay: 3 }),
      point('dsw-2', 'groundwater', 725, 692, 2, { pitId: 'pit', controlRatePerDay: 0.5 }),
    ],
    karstCaves: [{ id: 'cave', position: at(-60, 2), topM: -15, heightM: 4, radiusM: 3, filling: 'water' }],
    enterprises: [
      {
        id: 'plant',
        name: '恒源五金制品有限公司',
        position: at(1500, 0),
        trade: '五金抛光',
        safetyGrade: 2,
        staff: 80,
      },
    ],
    sensors: [
      ...[0, 1, 2, 3].map((i) => ({
        id: `gas-${i}`,
        kind: 'gas',
        name: `燃气井${i}`,
        position: at([-60, -20, 15, 55][i]!, 42),
        intervalS: 60,
        watches: `manhole-${i}`,
      })),
      { id: 'crowd-1', kind: 'crowd', name: '车间', position: at(1500, 2), intervalS: 120, watches: 'plant' },
      {
        id: 'temperature-1',
        kind: 'temperature',
        name: '温度',
        position: at(1500, 3),
        intervalS: 300,
        watches: 'plant',
      },
      { id: 'smoke-1', kind: 'smoke', name: '烟感', position: at(1502, 0), intervalS: 600, watches: 'plant' },
    ],
  });
}
