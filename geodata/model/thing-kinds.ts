import type { Family } from './family.ts';
import type { Bilingual } from './text.ts';

export interface DatastreamKind {
  /** Symbol as in `report.observations.unit`: SI, or the trade's own where it is exact (%LEL, veh/h). */
  readonly unit: string;
  /** Plausibility bounds of ours, wide on purpose: a reading outside cannot be physical and is refused as `out_of_range`. */
  readonly min: number;
  readonly max: number;
  /** How often a reading is expected; after 3 intervals the thing is stale, after 10 offline. */
  readonly intervalMs: number;
}

export interface ThingKind {
  readonly name: Bilingual;
  readonly family: Family;
  readonly datastreams: Readonly<Record<string, DatastreamKind>>;
}

const MINUTE = 60_000;
const stream = (unit: string, min: number, max: number, intervalMs = MINUTE): DatastreamKind => ({
  unit,
  min,
  max,
  intervalMs,
});
const kind = (zh: string, en: string, family: Family, datastreams: Record<string, DatastreamKind>): ThingKind => ({
  name: { zh, en },
  family,
  datastreams,
});

/** Every kind of thing the city knows, with its datastreams: the table "Things and readings" of the public contract. */
export const THING_KINDS = {
  water_level: kind('水位计', 'Water level gauge', 'city', { level: stream('m', -20, 100) }),
  tide_gauge: kind('验潮站', 'Tide gauge', 'vessel', { level: stream('m', -20, 20) }),
  rain_gauge: kind('雨量计', 'Rain gauge', 'city', { rain: stream('mm', 0, 100) }),
  anemometer: kind('风速仪', 'Anemometer', 'city', { wind_speed: stream('m/s', 0, 120), gust: stream('m/s', 0, 150) }),
  wave_buoy: kind('波浪浮标', 'Wave buoy', 'vessel', { wave_height: stream('m', 0, 40, 10 * MINUTE) }),
  flow_meter: kind('流量计', 'Flow meter', 'city', { discharge: stream('m3/s', -1000, 100_000) }),
  gas: kind('燃气传感器', 'Gas sensor', 'city', { ch4: stream('%LEL', 0, 100) }),
  settlement_point: kind('沉降测点', 'Settlement point', 'underground', {
    settlement: stream('mm', -2000, 2000, 60 * MINUTE),
  }),
  convergence: kind('收敛测点', 'Convergence point', 'underground', {
    convergence: stream('mm', -1000, 1000, 60 * MINUTE),
  }),
  groundwater: kind('地下水位孔', 'Groundwater well', 'underground', { level: stream('m', -200, 200, 60 * MINUTE) }),
  axial_force: kind('支撑轴力计', 'Strut axial force cell', 'underground', {
    force: stream('kN', -50_000, 50_000, 60 * MINUTE),
  }),
  pore_pressure: kind('孔隙水压计', 'Pore pressure cell', 'underground', {
    pressure: stream('kPa', -100, 5000, 60 * MINUTE),
  }),
  inclinometer: kind('测斜孔', 'Inclinometer', 'underground', { displacement: stream('mm', -2000, 2000, 60 * MINUTE) }),
  crowd: kind('客流计', 'People counter', 'city', { people: stream('1', 0, 1_000_000) }),
  traffic: kind('交通检测器', 'Traffic detector', 'city', {
    flow: stream('veh/h', 0, 20_000),
    speed: stream('km/h', 0, 250),
    occupancy: stream('1', 0, 1),
  }),
  car_park: kind('停车场', 'Car park', 'city', {
    occupied: stream('1', 0, 100_000),
    capacity: stream('1', 0, 100_000, 24 * 60 * MINUTE),
  }),
  smoke: kind('烟感', 'Smoke detector', 'city', { obscuration: stream('%/m', 0, 100) }),
  temperature: kind('温度计', 'Thermometer', 'city', { temperature: stream('degC', -90, 2000) }),
  vessel: kind('船舶', 'Vessel', 'vessel', {}),
  base_station: kind('AIS 岸站', 'AIS base station', 'vessel', {}),
  aid_to_navigation: kind('航标', 'Aid to navigation', 'vessel', {}),
  sar_aircraft: kind('搜救飞机', 'SAR aircraft', 'vessel', {}),
  truck: kind('货车', 'Truck', 'city', {}),
  patrol_car: kind('巡查车', 'Patrol car', 'city', {}),
  bus: kind('公交车', 'Bus', 'city', {}),
  camera: kind('摄像机', 'Camera', 'city', {}),
  report_channel: kind('报送渠道', 'Report channel', 'city', {}),
  warning_issuer: kind('预警发布单位', 'Warning issuer', 'city', {}),
  sensor: kind('传感器', 'Sensor', 'city', {}),
} as const satisfies Record<string, ThingKind>;

export type ThingKindName = keyof typeof THING_KINDS;

export const isThingKind = (name: string): name is ThingKindName => Object.hasOwn(THING_KINDS, name);

/** What is known of a datastream before any reading came; `undefined` for one that the kind does not declare. */
export const datastreamKind = (thing: ThingKindName, datastream: string): DatastreamKind | undefined =>
  (THING_KINDS[thing].datastreams as Record<string, DatastreamKind | undefined>)[datastream];
