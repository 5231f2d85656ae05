import type { CityModel } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Evidence, EvidenceForecast, EvidenceSample, ExposedAsset, Raise } from '../../finding.ts';
import { durationEn, durationZh, shown } from '../../rules/wording/sentence.ts';
import { exposedNear, peoplePerM2 } from '../exposure/exposed-near.ts';
import type { WatchedBasin } from './basins.ts';
import { type FloodingParameters, RULE } from './parameters.ts';
import { COVERAGE, type FloodPoint, reachesInS } from './plain-forecast.ts';

/** A flooded low point as one scan sees it. */
export interface Flood {
  readonly basin: WatchedBasin;
  readonly time: EventTime;
  readonly depthM: number;
  readonly rising: boolean;
  readonly rainMmPerH: number;
  readonly rainOfHourMm: number;
  readonly forecast: readonly FloodPoint[];
  /** How it was made. */
  readonly method: string;
  readonly model?: NonNullable<Evidence['model']>;
  readonly samples: readonly EvidenceSample[];
}

/** The limits that hold at a low point, mildest first. */
function limitsOf({ low }: WatchedBasin, { standingM, dangerousM, deadlyM }: FloodingParameters) {
  const all = [
    { grade: 4 as Grade, value: standingM, label: { zh: '积水', en: 'Standing water' } },
    { grade: 3 as Grade, value: low.closedAtM, label: { zh: '封闭交通', en: 'Closed to traffic' } },
    { grade: 2 as Grade, value: dangerousM, label: { zh: '车辆熄火', en: 'Cars stall' } },
    { grade: 1 as Grade, value: deadlyM, label: { zh: '危及生命', en: 'Danger to life' } },
  ];
  return all.filter(({ value }, index) => all.slice(index + 1).every((worse) => worse.value > value));
}

/** IV while it is only expected. */
export const gradeOf = (depthM: number, basin: WatchedBasin, parameters: FloodingParameters): Grade =>
  limitsOf(basin, parameters).reduce<Grade>((grade, limit) => (depthM >= limit.value ? limit.grade : grade), 4);

export const keyOf = ({ low }: WatchedBasin): string => `${RULE.id}/${low.id}`;

export function describeFlood(
  flood: Flood,
  grade: Grade,
  city: CityModel,
  parameters: FloodingParameters,
): Omit<Raise, 'kind'> {
  const { basin, depthM, forecast } = flood;
  const { low } = basin;
  const limits = limitsOf(basin, parameters);
  const limit = limits.findLast(({ value }) => depthM >= value)?.value ?? limits[0]!.value;
  const closedInS = reachesInS(forecast, depthM, low.closedAtM);
  return {
    detector: RULE.id,
    key: keyOf(basin),
    time: flood.time,
    family: RULE.family,
    alertKind: RULE.alertKind,
    grade,
    things: basin.things,
    datastream: 'level',
    zone: low.id,
    position: low.position,
    measure: { value: depthM, limit, unit: 'm' },
    ...(closedInS !== undefined && { timeToActS: closedInS }),
    peopleAtRisk: inTheWater(flood, city),
    message: sentence(flood, limit, closedInS),
    ruleVersion: RULE.version,
    evidence: evidenceOf(flood, limits, city, parameters),
    cause: `low-point/${low.id}`,
  };
}

export const drained = ({ low }: WatchedBasin, depthM: number): Bilingual => ({
  zh: `${low.name.zh}水深降至 ${shown(Math.max(0, depthM), 2)} m，积水已退。`,
  en: `${low.name.en}: down to ${shown(Math.max(0, depthM), 2)} m, the water has drained.`,
});

function sentence(
  { basin, depthM, rising, rainOfHourMm }: Flood,
  limit: number,
  closedInS: number | undefined,
): Bilingual {
  const { low } = basin;
  const depth = shown(depthM, 2);
  const rain = shown(rainOfHourMm);
  const closed = shown(low.closedAtM, 2);
  const next =
    closedInS === undefined
      ? { zh: '', en: '' }
      : closedInS === 0
        ? { zh: `，已达封闭水深 ${closed} m`, en: `, beyond its closing depth of ${closed} m` }
        : {
            zh: `，预计 ${durationZh(closedInS)}后达封闭水深 ${closed} m`,
            en: `, expected to reach its closing depth of ${closed} m in ${durationEn(closedInS)}`,
          };
  const trend = rising ? { zh: '上涨中', en: 'rising' } : { zh: '未再上涨', en: 'not rising' };
  const above = depthM >= limit;
  return {
    zh: `${low.name.zh}水深 ${depth} m，${above ? '达到' : '即将达到'}限值 ${shown(limit, 2)} m，${trend.zh}${next.zh}；近 1 小时雨量 ${rain} mm。`,
    en: `${low.name.en}: ${depth} m of water, ${above ? 'at or above' : 'about to reach'} the limit of ${shown(limit, 2)} m, ${trend.en}${next.en}; ${rain} mm of rain in the last hour.`,
  };
}

function evidenceOf(
  flood: Flood,
  limits: ReturnType<typeof limitsOf>,
  city: CityModel,
  parameters: FloodingParameters,
): Evidence {
  const { basin, rainMmPerH, rainOfHourMm, samples } = flood;
  const { low, catchment, areaM2, runoff, drainM3s } = basin;
  const [outer = []] = catchment.rings;
  return {
    parameters: {
      ...parameters,
      closedAtM: low.closedAtM,
      catchmentM2: areaM2,
      runoff,
      drainM3s,
      rainMmPerH: Number(rainMmPerH.toFixed(1)),
      rainOfHourMm: Number(rainOfHourMm.toFixed(1)),
    },
    samples: [...samples],
    points: [{ label: low.name, position: low.position }],
    shapes: [{ label: catchment.name ?? { zh: '汇水区', en: 'Catchment' }, kind: 'area', positions: outer }],
    limits,
    forecast: forecastOf(flood),
    exposed: exposedAt(basin, city),
    hazardChain: CHAIN[low.kind],
    ...(flood.model && { model: flood.model }),
  };
}

function forecastOf({ time, depthM, basin, forecast, method }: Flood): EvidenceForecast {
  const closedInS = reachesInS(forecast, depthM, basin.low.closedAtM);
  const millimetres = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    method,
    coverage: COVERAGE,
    points: forecast.map(({ inS, median, low, high }) => ({
      time: eventTime(time + inS * 1000),
      median: millimetres(median),
      low: millimetres(low),
      high: millimetres(high),
    })),
    ...(closedInS !== undefined && { crossesAt: eventTime(time + closedInS * 1000) }),
  };
}

/** Persons on the ground that the water covers, at the deepest of the coming hour: the pond's area grows with its depth. */
function inTheWater({ basin, depthM, forecast }: Flood, city: CityModel): number {
  const deepest = forecast.reduce((most, { median }) => Math.max(most, median), depthM);
  return Math.ceil(peoplePerM2(city, basin.low.position) * basin.pondM2 * deepest);
}

/** Who may be cut off: as far as the pond reaches at a metre, and a street block around. Ours. */
const AROUND_M = 100;
const exposedAtLow = new WeakMap<WatchedBasin, ExposedAsset[]>();

function exposedAt(basin: WatchedBasin, city: CityModel): ExposedAsset[] {
  let exposed = exposedAtLow.get(basin);
  if (!exposed) {
    exposed = exposedNear(city, basin.low.position, Math.sqrt(basin.pondM2 / Math.PI) + AROUND_M);
    exposedAtLow.set(basin, exposed);
  }
  return exposed;
}

const CHAIN: Readonly<Record<WatchedBasin['low']['kind'], Bilingual>> = {
  underpass: {
    zh: '强降雨→排水不及→下穿积水→车辆熄火被困→人员溺水',
    en: 'Heavy rain → drains overwhelmed → underpass fills → cars stall inside → people drown',
  },
  street: {
    zh: '强降雨→排水不及→路面积水→交通中断→沿街进水、触电',
    en: 'Heavy rain → drains overwhelmed → street under water → traffic stops → shops flood, electric shock',
  },
  underground_entrance: {
    zh: '强降雨→出入口积水→倒灌地下空间→停电→人员被困',
    en: 'Heavy rain → water at the entrance → pours below ground → power fails → people trapped',
  },
  village: {
    zh: '强降雨→低洼积水→民房进水→触电、断电→群众转移',
    en: 'Heavy rain → low ground fills → homes flood → electric shock, power cut → people must be moved',
  },
  depression: {
    zh: '强降雨→洼地积水→厂区进水→设备受损、危险品泄漏',
    en: 'Heavy rain → the hollow fills → works flood → plant damaged, dangerous goods released',
  },
};
