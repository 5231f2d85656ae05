import type { Bilingual } from '../../../geodata/model/text.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { Located, PairRule } from './rule.ts';
import { apartM } from './whereabouts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const text = (zh: string, en: string): Bilingual => ({ zh, en });
const same = (zh: string, en: string) => () => text(zh, en);

/** Kinds that say how a series behaves, not what is wrong. */
const OF_A_SERIES = ['threshold', 'rate', 'anomaly', 'forecast', 'missing', 'stale', 'stuck', 'drift'] as const;
const VALUES = ['threshold', 'rate', 'anomaly', 'forecast'] as const;
const GROUND = [
  'settlement',
  'settlement_rate',
  'convergence',
  'groundwater',
  'axial_force',
  'karst',
  ...VALUES,
] as const;
const SHIP = ['overspeed', 'restricted_area', 'night_sailing', 'ais_silence', 'loitering', 'anchor_drag'] as const;

const WATER_SERIES: ReadonlySet<string> = new Set(['level', 'rain', 'discharge']);
const WIND_SERIES: ReadonlySet<string> = new Set(['wind_speed', 'gust']);
const SLOPE_SERIES: ReadonlySet<string> = new Set(['pressure', 'displacement']);
const HEAT_SERIES: ReadonlySet<string> = new Set(['temperature', 'obscuration']);

const isOf = (families: readonly string[], { family }: Alert): boolean => families.includes(family);
const isCity = (alert: Alert): boolean => alert.family === 'city';
const isSeries = (series: ReadonlySet<string>, { datastream }: Alert): boolean =>
  datastream !== undefined && series.has(datastream);
/** Speaks of the kind itself, or of a series that shows it. */
const shows = (kinds: readonly string[], series: ReadonlySet<string>, alert: Alert): boolean =>
  kinds.includes(alert.kind) || isSeries(series, alert);

const within = (meters: number) => (a: Located, b: Located) => apartM(a.where, b.where) <= meters;
const atOneAsset = (a: Located, b: Located): boolean => a.where.asset !== undefined && a.where.asset === b.where.asset;
const onOneMain = (a: Located, b: Located): boolean => {
  for (const main of a.where.mains) if (b.where.mains.has(main)) return true;
  return false;
};

/** One pond, its gauge, camera and callers, m. Ours: two street blocks. */
const POND_M = 300;
/** Gas runs along the trench and the ground by some 100 m an hour; beyond it takes another leak. Ours, after the reach of leaks into chambers that field guides search first. */
const GAS_REACH_M = 400;
/** Smoke of a workshop fire is smelt and seen by detectors so far downwind. Ours. */
const SMOKE_REACH_M = 600;
/** Ground follows a face or a pit so far: three depths of a metro tunnel at 20 m and twice that for its neighbours (GB 50911-2013 table 3.3: influence zones end at 1–3 depths). */
const GROUND_REACH_M = 150;
/** Citizens name a place, not the source: their middle lies so far from it. Ours. */
const SMELL_REACH_M = 800;
/** Loads of one customer lie that close. Ours. */
const TIPPING_M = 800;

/**
 * Which alerts are about one trouble although no detector says so. In order: the first row that fits decides. Each row was written for what an officer would tell as one story; rows about different
 * things in one place (swimmers and tents of one beach, speeding and an encounter of one boat) are left out on purpose: each is handled by itself.
 */
export const PAIR_RULES: readonly PairRule[] = [
  {
    id: 'same-vessel',
    name: text('同一船舶', 'The same vessel'),
    reason: same('同一船舶的另一违规', 'another offence of the same vessel'),
    kinds: new Set(SHIP),
    withKinds: new Set(SHIP),
    withinMs: 12 * HOUR_MS,
    fits: (a, b) => a.alert.family === 'vessel' && a.alert.things[0] === b.alert.things[0],
  },
  {
    id: 'same-instrument',
    name: text('同一测点', 'The same instrument'),
    reason: same('同一测点的另一判据', 'another rule about the same instrument'),
    kinds: new Set([...OF_A_SERIES, 'flooding', 'smoke', 'gas_leak', 'landslide', 'crowding']),
    withKinds: new Set([...OF_A_SERIES, 'flooding', 'smoke', 'gas_leak', 'landslide', 'crowding']),
    withinMs: 2 * HOUR_MS,
    intoGroups: true,
    fits: (a, b) =>
      isOf(['city', 'underground'], a.alert) &&
      a.alert.things[0] === b.alert.things[0] &&
      (a.alert.datastream !== undefined || b.alert.datastream !== undefined),
  },
  {
    id: 'one-pond',
    name: text('同一积水点：水位、视频、雨量、诉求', 'One pond: gauge, camera, rain and callers'),
    reason: (_, other) =>
      text(`与同一积水点的警报同因：${other.message.zh}`, `about the same pond as: ${other.message.en}`),
    kinds: new Set(['flooding', 'complaint_hotspot', ...VALUES]),
    withKinds: new Set(['flooding', 'complaint_hotspot', ...VALUES]),
    withinMs: 2 * HOUR_MS,
    intoGroups: true,
    fits: (a, b) => {
      if (!isCity(a.alert) || !isCity(b.alert)) return false;
      const isAboutWater = (alert: Alert) => shows(['flooding', 'complaint_hotspot'], WATER_SERIES, alert);
      if (!isAboutWater(a.alert) || !isAboutWater(b.alert)) return false;
      if (a.alert.kind === 'complaint_hotspot' && b.alert.kind === 'complaint_hotspot') return false;
      return atOneAsset(a, b) || within(POND_M)(a, b);
    },
  },
  {
    id: 'gas-network',
    name: text('连通燃气管网', 'Connected gas mains'),
    reason: (_, other) =>
      text(`与连通管段的警报同因：${other.message.zh}`, `on mains connected with: ${other.message.en}`),
    kinds: new Set(['gas_leak', ...VALUES]),
    withKinds: new Set(['gas_leak', ...VALUES]),
    withinMs: 6 * HOUR_MS,
    merges: true,
    intoGroups: true,
    fits: (a, b) => {
      const isGas = (alert: Alert) => isCity(alert) && (alert.kind === 'gas_leak' || alert.datastream === 'ch4');
      return isGas(a.alert) && isGas(b.alert) && (onOneMain(a, b) || within(GAS_REACH_M)(a, b));
    },
  },
  {
    id: 'gas-and-fire',
    name: text('燃气泄漏引燃', 'Gas that caught fire'),
    reason: same('燃气泄漏点附近起火冒烟', 'fire or smoke beside a gas leak'),
    kinds: new Set(['fire', 'smoke', 'gas_leak', ...VALUES]),
    withKinds: new Set(['gas_leak', 'fire', 'smoke']),
    withinMs: 2 * HOUR_MS,
    merges: true,
    intoGroups: true,
    fits: (a, b) => {
      if (!isCity(a.alert) || !isCity(b.alert)) return false;
      const burns = (alert: Alert) => shows(['fire', 'smoke'], HEAT_SERIES, alert);
      const leaks = (alert: Alert) => alert.kind === 'gas_leak';
      const pair = (burns(a.alert) && leaks(b.alert)) || (leaks(a.alert) && burns(b.alert));
      return pair && within(GAS_REACH_M)(a, b);
    },
  },
  {
    id: 'one-fire',
    name: text('同一火场：烟感、测温、视频', 'One fire: smoke, heat and camera'),
    reason: (_, other) =>
      text(`与同一火场的警报同因：${other.message.zh}`, `about the same fire as: ${other.message.en}`),
    kinds: new Set(['fire', 'smoke', ...VALUES]),
    withKinds: new Set(['fire', 'smoke', ...VALUES]),
    withinMs: HOUR_MS,
    merges: true,
    intoGroups: true,
    fits: (a, b) => {
      if (!isCity(a.alert) || !isCity(b.alert)) return false;
      const burns = (alert: Alert) => shows(['fire', 'smoke'], HEAT_SERIES, alert);
      const isSeen = (alert: Alert) => alert.kind === 'fire' || alert.kind === 'smoke';
      if (!burns(a.alert) || !burns(b.alert) || !(isSeen(a.alert) || isSeen(b.alert))) return false;
      return atOneAsset(a, b) || within(SMOKE_REACH_M)(a, b);
    },
  },
  {
    id: 'plant',
    name: text('企业工况异常与周边诉求', 'A plant and the complaints around it'),
    reason: (_, other) =>
      text(
        `企业周边同时段的诉求与工况：${other.message.zh}`,
        `a plant and the complaints around it: ${other.message.en}`,
      ),
    kinds: new Set(['complaint_hotspot', 'smoke', ...VALUES]),
    withKinds: new Set(['complaint_hotspot', 'smoke', ...VALUES]),
    withinMs: 2 * HOUR_MS,
    fits: (a, b) => {
      if (!isCity(a.alert) || !isCity(b.alert)) return false;
      const isPlant = (alert: Alert) => alert.kind !== 'complaint_hotspot' && shows([], HEAT_SERIES, alert);
      const told = (alert: Alert) => alert.kind === 'complaint_hotspot';
      const pair = (told(a.alert) && isPlant(b.alert)) || (isPlant(a.alert) && told(b.alert));
      return pair && within(SMELL_REACH_M)(a, b);
    },
  },
  {
    id: 'ground',
    name: text('同一掘进面或基坑的影响范围', 'Within the influence of one face or pit'),
    reason: (_, other) =>
      text(
        `在同一掘进面或基坑影响范围内：${other.message.zh}`,
        `within the influence of one face or pit: ${other.message.en}`,
      ),
    kinds: new Set(GROUND),
    withKinds: new Set(GROUND),
    withinMs: 12 * HOUR_MS,
    merges: true,
    fits: (a, b) => {
      if (a.alert.family !== 'underground' || b.alert.family !== 'underground') return false;
      const reachM =
        a.where.works !== undefined && a.where.works === b.where.works ? 2 * GROUND_REACH_M : GROUND_REACH_M;
      return within(reachM)(a, b);
    },
  },
  {
    id: 'one-slope',
    name: text('同一边坡：雨量、孔压、位移', 'One slope: rain, pore pressure and movement'),
    reason: same('同一边坡的另一迹象', 'another sign of the same slope'),
    kinds: new Set(['landslide', ...VALUES]),
    withKinds: new Set(['landslide', ...VALUES]),
    withinMs: 12 * HOUR_MS,
    intoGroups: true,
    fits: (a, b) => {
      const isOfSlope = (alert: Alert) => isCity(alert) && shows(['landslide'], SLOPE_SERIES, alert);
      return isOfSlope(a.alert) && isOfSlope(b.alert) && atOneAsset(a, b);
    },
  },
  {
    id: 'tipping',
    name: text('多车同地倾倒', 'Several trucks tip at one place'),
    reason: same('多辆车在同一地点倾倒', 'several trucks tip at the same place'),
    kinds: new Set(['truck_violation']),
    withKinds: new Set(['truck_violation']),
    withinMs: 2 * HOUR_MS,
    merges: true,
    fits: (a, b) => isTipping(a.alert) && isTipping(b.alert) && within(TIPPING_M)(a, b),
  },
  {
    id: 'one-wind',
    name: text('同一场大风', 'One gale over the city'),
    reason: same('同一场大风，多个风速仪', 'one gale, seen by several masts'),
    kinds: new Set(VALUES),
    withKinds: new Set(VALUES),
    withinMs: HOUR_MS,
    merges: true,
    fits: (a, b) =>
      isCity(a.alert) && isSeries(WIND_SERIES, a.alert) && isCity(b.alert) && isSeries(WIND_SERIES, b.alert),
  },
];

/** Of the truck's offences the one that others may share. */
const isTipping = ({ cause, key }: Alert): boolean => /tipping/.test(`${cause} ${key}`);
