import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import type { Bilingual } from '../../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Evidence, EvidenceForecast, Raise } from '../../finding.ts';
import { shown } from '../wording/sentence.ts';
import type { ControlRule } from './control-rule.ts';
import type { GroundMemory } from './ground-memory.ts';
import type { ControlParameters } from './parameters.ts';
import { changeOverDay, type PointRecord } from './point-record.ts';
import type { ControlRatios } from './ratios.ts';
import { settlementForecast } from './settlement-forecast.ts';
import type { SitePoint, Sites } from './sites.ts';
import { type PointSurroundings, surroundingsOfPoint } from './surroundings-of-point.ts';
import { forecastTrend } from './trend-forecast.ts';

/** The datastream and unit of each kind of point, as `thing-kinds.ts` has them. */
const MEASURED: Readonly<Record<MonitoringPoint['kind'], { readonly datastream: string; readonly unit: string }>> = {
  settlement_point: { datastream: 'settlement', unit: 'mm' },
  convergence: { datastream: 'convergence', unit: 'mm' },
  groundwater: { datastream: 'level', unit: 'm' },
  axial_force: { datastream: 'force', unit: 'kN' },
  pore_pressure: { datastream: 'pressure', unit: 'kPa' },
  inclinometer: { datastream: 'displacement', unit: 'mm' },
};
/** How far the trend is drawn. Ours: a shift. */
const HORIZON_MS = 8 * 3_600_000;

export const keyOf = ({ id }: ControlRule, { point }: SitePoint): string => `${id}/${point.id}`;

export interface Beyond {
  readonly rule: ControlRule;
  readonly parameters: ControlParameters;
  readonly one: SitePoint;
  readonly ratios: ControlRatios;
  readonly grade: Grade;
  /** The drive or pit behind it. */
  readonly works: string;
  readonly time: EventTime;
}

export function tellControl(beyond: Beyond, sites: Sites, ground: GroundMemory): Omit<Raise, 'kind'> {
  const { rule, parameters, one, grade, works, time } = beyond;
  const { point } = one;
  const record = ground.recordOf(point.id)!;
  const [, value] = record.recent.at(-1)!;
  const change = changeOverDay(record) ?? 0;
  const byRate = isByRate(rule, beyond.ratios);
  const { unit, datastream } = MEASURED[point.kind];
  const settlementOf = (id: string) => {
    const level = ground.newest(id);
    return level === undefined ? undefined : -level;
  };
  const around = surroundingsOfPoint(sites, one, works, time, settlementOf);
  const control = byRate ? point.controlRatePerDay! : point.controlCumulative;
  const { forecast, model } = forecastOf(beyond, sites, ground, {
    offset: byRate ? value - change : 0,
    limit: Math.sign(byRate ? change : value || -1) * parameters.farShare * control,
  });
  const timeToActS =
    forecast?.crossesAt === undefined ? undefined : Math.max(0, Math.round((forecast.crossesAt - time) / 1000));
  return {
    detector: rule.id,
    key: keyOf(rule, one),
    time,
    family: rule.family,
    alertKind: rule.alertKind,
    grade,
    things: [thingId(point.id)],
    datastream,
    zone: point.riskSourceId ?? point.workAreaId,
    position: point.position,
    measure: {
      value: byRate ? change : value,
      limit: Math.sign(byRate ? change : value || -1) * control,
      unit: byRate ? `${unit}/d` : unit,
    },
    ...(timeToActS !== undefined && { timeToActS }),
    peopleAtRisk: around.peopleAtRisk,
    message: sentence(point, value, change, byRate, around),
    ruleVersion: rule.version,
    evidence: { ...evidenceOf(beyond, record, around, forecast, byRate), ...(model && { model }) },
    cause: `works/${works}`,
  };
}

const isByRate = ({ by }: ControlRule, { cumulative, rate }: ControlRatios): boolean =>
  by === 'rate' || (by === 'either' && rate > cumulative);

/** Of what is measured: the level, or its change since a day ago. A model knows settlement; everything else goes on as it did of late. */
function forecastOf(
  { one, time }: Beyond,
  sites: Sites,
  ground: GroundMemory,
  measured: { readonly offset: number; readonly limit: number },
): { readonly forecast?: EvidenceForecast; readonly model?: NonNullable<Evidence['model']> } {
  if (one.point.kind === 'settlement_point') return settlementForecast(one, sites, ground.recordOf, time, measured);
  const series = ground.recordOf(one.point.id)!.recent.map(([at, value]) => [at, value - measured.offset] as const);
  const forecast = forecastTrend(series, measured.limit, HORIZON_MS);
  return forecast ? { forecast } : {};
}

function sentence(
  { name, controlCumulative, controlRatePerDay, kind }: MonitoringPoint,
  value: number,
  change: number,
  byRate: boolean,
  { figures, trough }: PointSurroundings,
): Bilingual {
  const { unit } = MEASURED[kind];
  const face = figures.faceDistanceM;
  const rate =
    controlRatePerDay === undefined
      ? undefined
      : { change: `${shown(change, 2)} ${unit}`, control: `${shown(controlRatePerDay, 2)} ${unit}` };
  const level = { value: `${shown(value, 2)} ${unit}`, control: `${shown(controlCumulative, 2)} ${unit}` };
  const first = byRate
    ? {
        zh: `${name} 24 小时变化 ${rate!.change}，控制值 ${rate!.control}/天；累计 ${level.value}，控制值 ${level.control}`,
        en: `${latin(name)} changed by ${rate!.change} within 24 h, control ${rate!.control} a day; cumulative ${level.value}, control ${level.control}`,
      }
    : {
        zh: `${name} 累计 ${level.value}，控制值 ${level.control}${rate ? `；24 小时变化 ${rate.change}，控制值 ${rate.control}/天` : ''}`,
        en: `${latin(name)} stands at ${level.value}, control ${level.control}${rate ? `; changed by ${rate.change} within 24 h, control ${rate.control} a day` : ''}`,
      };
  const far =
    face === undefined ? { zh: '', en: '' } : { zh: `；距掘进面约 ${face} 米`, en: `; about ${face} m from the face` };
  const loss =
    trough === undefined || kind !== 'settlement_point'
      ? { zh: '', en: '' }
      : {
          zh: `；拟合地层损失率 ${shown(100 * trough.volumeLoss, 2)}%`,
          en: `; fitted volume loss ${shown(100 * trough.volumeLoss, 2)} %`,
        };
  return { zh: `${first.zh}${far.zh}${loss.zh}。`, en: `${first.en}${far.en}${loss.en}.` };
}

/** Names of points are letters and numbers as a rule; what is not stays out of an English sentence. */
const latin = (name: string): string => name.replace(/\p{Script=Han}+/gu, '').trim() || 'The point';

function evidenceOf(
  { rule, parameters, one, ratios, works }: Beyond,
  record: PointRecord,
  around: PointSurroundings,
  forecast: EvidenceForecast | undefined,
  byRate: boolean,
): Evidence {
  const { point } = one;
  const control = byRate ? point.controlRatePerDay! : point.controlCumulative;
  const limit = (zh: string, en: string, share: number, grade?: Grade) => ({
    label: { zh, en },
    value: Number((share * control).toFixed(3)),
    ...(grade && { grade }),
  });
  return {
    parameters: {
      ...parameters,
      by: rule.by,
      controlCumulative: point.controlCumulative,
      ...(point.controlRatePerDay !== undefined && { controlRatePerDay: point.controlRatePerDay }),
      cumulativeShare: Number(ratios.cumulative.toFixed(3)),
      rateShare: Number(ratios.rate.toFixed(3)),
      works,
      ...around.figures,
    },
    samples: samplesOf(record, one),
    limits: [
      limit('黄色（单项）', 'Yellow (one)', parameters.yellowOneShare, 3),
      limit('控制值', 'Control value', parameters.controlShare, 2),
      limit('红色（单项）', 'Red (one)', parameters.farShare, 1),
    ],
    ...(forecast && { forecast }),
    ...(around.points && { points: around.points }),
    ...(around.shapes && { shapes: around.shapes }),
    ...(around.profile && { profile: around.profile }),
    ...(around.exposed && { exposed: around.exposed }),
    ...(around.hazardChain && { hazardChain: around.hazardChain }),
  };
}

/** The day by the hour, and then reading by reading. */
export function samplesOf({ hours, recent }: PointRecord, { point }: SitePoint): Evidence['samples'] {
  const first = recent[0]?.[0] ?? 0;
  const thing = thingId(point.id);
  return [
    ...hours.filter(([, at]) => at < first).map(([, at, value]) => ({ time: eventTime(at), value, thing })),
    ...recent.map(([at, value]) => ({ time: eventTime(at), value, thing })),
  ];
}

export function withinAgain(
  rule: ControlRule,
  { point }: SitePoint,
  parameters: ControlParameters,
  ground: GroundMemory,
): Bilingual {
  const record = ground.recordOf(point.id)!;
  const { unit } = MEASURED[point.kind];
  const value = `${shown(record.recent.at(-1)![1], 2)} ${unit}`;
  const change = `${shown(changeOverDay(record) ?? 0, 2)} ${unit}`;
  const share = shown(100 * parameters.clearShare, 0);
  return rule.by === 'rate'
    ? {
        zh: `24 小时变化 ${change}，已低于限值的 ${share}%。`,
        en: `Changed by ${change} within 24 h: back below ${share} % of the limit.`,
      }
    : {
        zh: `累计 ${value}，24 小时变化 ${change}，已低于限值的 ${share}%。`,
        en: `Stands at ${value}, changed by ${change} within 24 h: back below ${share} % of the limit.`,
      };
}
