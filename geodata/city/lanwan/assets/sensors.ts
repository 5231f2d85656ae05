import type { ThingKindName } from '../../../model/thing-kinds.ts';
import type { Beach, CitySensor, Enterprise, UtilityNode, WorkArea } from '../../city-model.ts';
import { km, type Metres, toMetres } from '../../harbour/frame.ts';
import type { Random } from '../../seeded-random.ts';
import { lonLatOf } from '../plane.ts';
import { along, pathOf, shifted } from './path.ts';
import { Names, type Surroundings, spread } from './surroundings.ts';

/** What the parts of the city that were built before offer to be measured. */
export interface Measured {
  readonly utilityNodes: readonly UtilityNode[];
  readonly beaches: readonly Beach[];
  readonly enterprises: readonly Enterprise[];
  readonly workAreas: readonly WorkArea[];
}

/** Seconds between readings. Ours, of the size that networks of each kind run at: five minutes for water, rain and gas, ten for slow or quiet things. */
const INTERVAL_S: Partial<Record<ThingKindName, number>> = {
  rain_gauge: 300,
  water_level: 300,
  flow_meter: 300,
  tide_gauge: 600,
  wave_buoy: 600,
  anemometer: 300,
  gas: 300,
  crowd: 120,
  traffic: 300,
  car_park: 300,
  smoke: 600,
  temperature: 300,
  pore_pressure: 1800,
  inclinometer: 1800,
};

/** Brooks shorter than this have no gauge, metres. Ours. */
const SHORTEST_BROOK_M = 900;

class Instruments {
  readonly all: CitySensor[] = [];
  readonly #names = new Names();
  readonly #counts = new Map<string, number>();

  add(
    kind: ThingKindName,
    place: string,
    what: string,
    at: Metres,
    watches?: string,
    heightM = 0,
    intervalS = INTERVAL_S[kind],
  ): void {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.all.push({
      id: `${kind.replaceAll('_', '-')}-${String(number).padStart(4, '0')}`,
      kind,
      name: this.#names.take(place, what),
      position: lonLatOf(at),
      heightM,
      intervalS: intervalS ?? 300,
      ...(watches === undefined ? {} : { watches }),
    });
  }
}

/** How many of each where the city could hold any number. Ours: a network that a city of this size runs, about 2,800 with those that stand one to an asset. */
const MOST = {
  stormManholes: 300,
  gasNodes: 430,
  restaurants: 260,
  trafficEdges: 460,
  smoke: 480,
  temperature: 240,
  airThermometers: 16,
  riverGaugeEveryM: 1500,
};

/** Rivers by their length; of brooks the long ones, of culverts all: their mouths are where a flood begins. Discharge is gauged low down on rivers and in every third culvert. */
function rivers(out: Instruments, around: Surroundings): void {
  let culverts = 0;
  for (const { id, name, kind, line } of around.ground.rivers) {
    const path = pathOf(line.map(toMetres));
    if (kind === 'stream' && path.lengthM < SHORTEST_BROOK_M) continue;
    const place = kind === 'culvert' ? `${name.zh}暗渠` : name.zh;
    const count = kind === 'culvert' ? 1 : Math.max(1, Math.round(path.lengthM / MOST.riverGaugeEveryM));
    const put = (sensor: 'water_level' | 'flow_meter', what: string, share: number) => {
      const { at } = along(path, path.lengthM * share);
      if (around.ground.streetAt(lonLatOf(at))) out.add(sensor, place, what, at, id);
    };
    for (let i = 0; i < count; i++) put('water_level', '水位计', (i + 0.5) / count);
    if (kind === 'river' || (kind === 'culvert' && culverts++ % 3 === 0)) put('flow_meter', '流量计', 0.85);
  }
}

function water(out: Instruments, around: Surroundings, { utilityNodes }: Measured): void {
  for (const { id, name, position } of around.ground.lowPoints)
    out.add('water_level', name.zh, '水位计', toMetres(position), id);
  rivers(out, around);
  const manholes = utilityNodes.filter(({ medium, kind }) => medium === 'storm' && kind === 'manhole');
  for (const { id, name, position } of spread(manholes, MOST.stormManholes))
    out.add('water_level', name?.zh ?? '雨水井', '液位计', toMetres(position), id);
  for (const { id, name, position } of utilityNodes.filter(({ medium, kind }) => medium === 'storm' && kind === 'pump'))
    out.add('water_level', name?.zh ?? '雨水泵站', '前池水位计', toMetres(position), id);
}

/** Buoys lie off the beaches and in the roads, gauges on quays, kilometres. */
const BUOYS_KM = [
  ['白沙湾', -7.3, -4.2],
  ['金沙滩', -13.4, -13.6],
  ['望海湾', 12.4, -2.2],
  ['外锚地', 9.6, -16],
] as const;
const TIDE_KM = [
  ['青螺码头', -6.07, 0.36],
  ['临港', -3.42, 2.2],
  ['东涌渔港', -8.32, -7.28],
] as const;
const WIND_KM = [
  ['望鹭角', -7.3, -9.9],
  ['望海角', 9.8, -3.4],
  ['LNG 码头', 6.12, 0.9],
  ['西防波堤', -0.9, -0.14],
  ['集装箱码头', -1.2, 3.03],
  ['小鹭岛', 5.2, -6.5],
  ['螺屿', -3.1, -6.6],
] as const;

function weather(out: Instruments, around: Surroundings, { beaches, workAreas }: Measured): void {
  for (const { name, label } of around.ground.streets)
    out.add('rain_gauge', name.zh.replace(/街道$/, ''), '雨量站', toMetres(label), undefined, 10);
  for (const { name, label } of spread(around.ground.streets, MOST.airThermometers))
    out.add('temperature', name.zh.replace(/街道$/, ''), '气温站', toMetres(label), undefined, 2);
  for (const { id, name, rings } of spread(around.ground.slopes, 10))
    out.add('rain_gauge', name.zh, '雨量站', toMetres(rings[0]![0]!), id, 2);
  for (const [place, east, north] of WIND_KM) out.add('anemometer', place, '风速仪', km([east, north]), undefined, 12);
  for (const { id, name, exits } of beaches.filter(({ managed }) => managed))
    out.add('anemometer', name.zh, '风速仪', toMetres(exits[0]!), id, 10);
  // Tower and gantry cranes stop by wind: each site has its own.
  for (const { id, section, label } of workAreas)
    out.add('anemometer', section.zh, '工地风速仪', toMetres(label), id, 25);
  for (const [place, east, north] of BUOYS_KM) out.add('wave_buoy', place, '浪标', km([east, north]));
  for (const [place, east, north] of TIDE_KM) out.add('tide_gauge', place, '验潮站', km([east, north]));
}

function gas(out: Instruments, { utilityNodes, enterprises }: Measured): void {
  const nodes = utilityNodes.filter(({ medium }) => medium === 'gas');
  const stations = nodes.filter(({ kind }) => kind === 'station');
  const others = nodes.filter(({ kind }) => kind !== 'station');
  for (const { id, name, position } of [...stations, ...spread(others, MOST.gasNodes)])
    out.add('gas', name?.zh ?? '燃气井', '燃气传感器', toMetres(position), id);
  const kitchens = enterprises.filter(({ hazards }) => hazards.includes('餐饮用气'));
  for (const { id, name, position } of spread(kitchens, MOST.restaurants))
    out.add('gas', name, '燃气报警器', toMetres(position), id, 2);
}

function people(out: Instruments, around: Surroundings, { beaches }: Measured): void {
  for (const { id, name, kind, label } of around.ground.gatheringPlaces)
    if (kind === 'car_park') out.add('car_park', name.zh, '车位检测', toMetres(label), id);
    else out.add('crowd', name.zh, '客流计', toMetres(label), id, 4);
  for (const { id, name, managed, exits } of beaches) {
    if (!managed) continue;
    for (const exit of exits) out.add('crowd', name.zh, '入口客流计', toMetres(exit), id, 4);
    out.add('car_park', name.zh, '停车场车位检测', toMetres(exits.at(-1)!), id);
  }
}

const MAIN_ROADS = ['motorway', 'trunk', 'primary', 'secondary'] as const;

function traffic(out: Instruments, around: Surroundings): void {
  const roads = around.roads.filter(
    ({ edge, path }) => MAIN_ROADS.some((main) => main === edge.class) && path.lengthM > 60,
  );
  for (const { edge, path } of spread(roads, MOST.trafficEdges)) {
    const { at, direction } = along(path, path.lengthM / 2);
    const place = edge.name?.zh ?? around.streetNameAt(at);
    out.add('traffic', place, '交通检测器', shifted(at, direction, 0, -5), edge.id, 6);
  }
}

/** Where too many people at once may die of one spark: the rooms that fine dust gets into have a counter each. */
const COUNTED = '粉尘涉爆';
const WORKSHOP_INTERVAL_S = 300;

const HEAT: readonly string[] = ['锂电', '高温熔融', '涉氨制冷', '危化'];

function firms(out: Instruments, { enterprises }: Measured, random: Random): void {
  const beside = ([x, y]: Metres): Metres => [x + (random() - 0.5) * 6, y + (random() - 0.5) * 6];
  const risky = enterprises.filter(({ safetyGrade }) => safetyGrade <= 3);
  for (const { id, name, position } of spread(risky, MOST.smoke))
    out.add('smoke', name, '烟感', beside(toMetres(position)), id, 3);
  const hot = enterprises.filter(({ hazards }) => hazards.some((hazard) => HEAT.includes(hazard)));
  for (const { id, name, position } of spread(hot, MOST.temperature))
    out.add('temperature', name, '温度计', beside(toMetres(position)), id, 2);
  for (const { id, name, position } of enterprises.filter(({ hazards }) => hazards.includes(COUNTED)))
    out.add('crowd', name, '车间人员计数器', beside(toMetres(position)), id, 3, WORKSHOP_INTERVAL_S);
}

function ground(out: Instruments, around: Surroundings): void {
  for (const { id, name, rings, grade } of around.ground.slopes) {
    const ring = rings[0]!.map(toMetres);
    const inner = (index: number): Metres => {
      const [a, b] = [ring[index % ring.length]!, ring[(index + Math.floor(ring.length / 2)) % ring.length]!];
      return [a[0] * 0.6 + b[0] * 0.4, a[1] * 0.6 + b[1] * 0.4];
    };
    out.add('pore_pressure', name.zh, '孔隙水压计', inner(0), id);
    if (grade <= 2) out.add('inclinometer', name.zh, '深层位移计', inner(2), id);
  }
}

/** All sensors but the works' monitoring points and the cameras. */
export function buildSensors(around: Surroundings, measured: Measured, random: Random): CitySensor[] {
  const out = new Instruments();
  water(out, around, measured);
  weather(out, around, measured);
  gas(out, measured);
  people(out, around, measured);
  traffic(out, around);
  firms(out, measured, random);
  ground(out, around);
  return out.all;
}
