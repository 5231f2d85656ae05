import type { Place } from '../../backend/api/ports.ts';
import { type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Zone } from '../../geodata/model/zone.ts';

const named = (zh: string, en: string) => ({ zh, en });
const square = ([lon, lat]: LonLat, size = 0.02) => [
  [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ],
];

/** West of 114.5 is 福安区, east of it 鹏屿区; south of 22.4 is the sea, which is in no district. */
export const smallPlaceOf = ([lon, lat]: LonLat): Place =>
  lat < 22.4
    ? {}
    : lon < 114.5
      ? { district: '福安区', street: '莲塘街道', grid: 'FA-01' }
      : { district: '鹏屿区', street: '葵湾街道', grid: 'PY-07' };

export const smallZones: readonly Zone[] = [
  {
    id: 'harbour',
    name: named('澜湾港', 'Lanwan port'),
    kind: 'harbour',
    rings: square([114.5, 22.3], 0.2) as unknown as Zone['rings'],
    bounds: [114.5, 22.3, 114.7, 22.5],
  },
  {
    id: 'berth-3',
    name: named('三号泊位', 'Berth 3'),
    kind: 'berth',
    rings: square([114.55, 22.35]) as unknown as Zone['rings'],
    bounds: [114.55, 22.35, 114.57, 22.37],
  },
];

/** A city with what the store keeps of one: two of each, one on either side. */
export const smallCity = (changes: Partial<CityModel> = {}): CityModel => {
  const west: LonLat = [114.4, 22.6];
  const east: LonLat = [114.6, 22.6];
  return {
    ...cityModel.parse({
      version: 1,
      id: 'small',
      name: named('小城', 'Small'),
      timeZone: 'Asia/Shanghai',
      bounds: [114.3, 22.3, 114.7, 22.7],
      centre: [114.5, 22.5],
      provenance: { source: 'generated', seed: 1 },
      departments: [
        { id: 'metro', name: named('轨道办', 'Rail office'), families: ['underground'], duties: ['settlement'] },
        { id: 'fire', name: named('消防大队', 'Fire brigade'), families: ['city'], duties: ['fire'], districtId: 'fa' },
      ],
      districts: [
        { id: 'fa', name: named('福安区', "Fu'an"), rings: square(west), label: west },
        { id: 'py', name: named('鹏屿区', 'Pengyu'), rings: square(east), label: east },
      ],
      roads: { nodes: [], edges: [] },
      metroLines: [
        {
          id: 'l3',
          name: named('3号线', 'Line 3'),
          colour: '#00f',
          state: 'construction',
          line: [west, east],
          depthM: 20,
        },
      ],
      workAreas: [
        {
          id: 'w1',
          name: named('一工区', 'Works 1'),
          lineId: 'l3',
          section: named('东湖—西岭区间', 'Donghu to Xiling'),
          contractor: '中铁某局',
          supervisor: '某监理',
          owner: '市地铁集团',
          rings: square(west),
          label: west,
        },
      ],
      riskSources: [
        {
          id: 'rs-1',
          name: '溶洞群下穿',
          workAreaId: 'w1',
          kind: '溶洞区',
          grade: 1,
          geology: '灰岩',
          hazardChain: '涌水→塌陷',
          status: 'active',
          position: west,
          depthM: 18,
        },
      ],
      monitoringPoints: [
        point('DB-01', '地表沉降', 'settlement_point', west, 30, 3),
        point('SW-01', '地下水位', 'groundwater', west, 2, 0.5),
        point('ZL-01', '轴力', 'axial_force', east, 2400),
      ],
      beaches: [
        {
          id: 'beach-1',
          name: named('金沙湾', 'Golden bay'),
          managed: true,
          sand: square(east),
          waterLine: [east, west],
          exits: [east],
          capacity: 5000,
        },
      ],
      cameras: [
        {
          id: 'cam-1',
          name: '金沙湾1号',
          position: east,
          heightM: 12,
          headingDeg: 90,
          fieldOfViewDeg: 60,
          footprint: square(east),
          watches: 'beach-1',
        },
      ],
      resources: [
        { id: 'team-1', name: '抢险一队', kind: 'team', departmentId: 'metro', position: west, capacity: 20 },
        { id: 'boat-1', name: '救生艇一号', kind: 'boat', departmentId: 'fire', position: east, capacity: 6 },
      ],
    }),
    ...changes,
  };
};

function point(id: string, item: string, kind: string, position: LonLat, cumulative: number, rate?: number) {
  return {
    id,
    name: `${item} ${id}`,
    item,
    kind,
    workAreaId: 'w1',
    riskSourceId: 'rs-1',
    position,
    controlCumulative: cumulative,
    ...(rate !== undefined && { controlRatePerDay: rate }),
    intervalS: 3600,
  };
}
