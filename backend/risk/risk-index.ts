import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { CellFacts } from './cell-facts.ts';
import { RISK } from './risk-parameters.ts';

const HOUR_MS = 3_600_000;

/** Alert kinds, and what else raises a cell's index. */
type RiskCause = string;

export interface CellAlert {
  readonly kind: string;
  readonly grade: Grade;
  readonly raisedAt: EventTime;
  /** Absent while it holds. */
  readonly clearedAt?: EventTime;
}

/** What happened in one cell within an hour. */
export interface CellHour {
  /** Those that held at any moment of it. */
  readonly alerts: readonly CellAlert[];
  /** Millimetres at the nearest gauge; absent where none told. */
  readonly rainMm?: number;
  /** Highest level of the hour as a share of the depth that closes a low point of the cell. */
  readonly waterShare?: number;
  readonly reports: number;
}

export interface RiskPart {
  readonly cause: RiskCause;
  /** Of the index; all parts together are the index. */
  readonly points: number;
}

export interface CellRisk {
  /** 0 to 100, one decimal. */
  readonly index: number;
  /** The largest part; absent where the index is 0. */
  readonly mainCause?: RiskCause;
  /** Largest first. */
  readonly parts: readonly RiskPart[];
}

export const QUIET_HOUR: CellHour = { alerts: [], reports: 0 };

/**
 * Risk of a cell in an hour, 0–100. Every cause has a weight w in [0, 1); they add up like independent chances, 100·(1 − Π(1 − w)), so that more trouble never lowers the index and it never
 * passes 100. It decomposes exactly: the share of a cause is −ln(1 − w) of the sum of all.
 * @param until end of the hour, or now within it: how old alerts are is counted to here.
 */
export function riskOf(facts: CellFacts, hour: CellHour, until: EventTime): CellRisk {
  const logs = new Map<RiskCause, number>();
  const add = (cause: RiskCause, weight: number) => {
    if (weight > 0) logs.set(cause, (logs.get(cause) ?? 0) - Math.log1p(-Math.min(weight, 0.999)));
  };
  for (const alert of hour.alerts) add(alert.kind, alertWeight(alert, facts, until));
  const rain = ramp(hour.rainMm ?? 0, RISK.rain.fromMm, RISK.rain.fullMm);
  if (facts.lowPoints > 0) add('rain_at_low_point', rain * RISK.rain.atLowPoint);
  if (facts.slopes.length > 0) add('rain_on_slope', rain * RISK.rain.atSlope);
  add('water_at_low_point', ramp(hour.waterShare ?? 0, RISK.water.fromShare, 1) * RISK.water.atFull);
  add('reports', Math.min(RISK.report.most, hour.reports * RISK.report.each));
  for (const { grade, peopleBelow } of facts.slopes)
    add('slope', RISK.slope[grade] * (1 + Math.min(1, peopleBelow / RISK.slopePeople)));
  add('low_point', facts.lowPoints * RISK.lowPoint);
  for (const grade of facts.works) add('underground_works', RISK.works[grade]);
  add('people', RISK.people.most * Math.min(1, facts.people / RISK.people.fullPeople));
  return decompose(logs);
}

function alertWeight({ grade, raisedAt, clearedAt }: CellAlert, { people }: CellFacts, until: EventTime): number {
  const { leastShare, fullPeople } = RISK.exposure;
  const exposure = leastShare + (1 - leastShare) * Math.min(1, people / fullPeople);
  const ageH = Math.max(0, until - raisedAt) / HOUR_MS;
  const standing = Math.max(RISK.standing.leastShare, 0.5 ** (ageH / RISK.standing.halvesInH));
  const over = clearedAt !== undefined && clearedAt <= until ? RISK.clearedShare : 1;
  return RISK.alert[grade] * exposure * standing * over;
}

const ramp = (value: number, from: number, full: number): number =>
  Math.min(1, Math.max(0, (value - from) / (full - from)));

function decompose(logs: ReadonlyMap<RiskCause, number>): CellRisk {
  const sum = [...logs.values()].reduce((total, log) => total + log, 0);
  if (sum === 0) return { index: 0, parts: [] };
  const index = -100 * Math.expm1(-sum);
  const parts = [...logs]
    .map(([cause, log]) => ({ cause, points: (index * log) / sum }))
    .sort((a, b) => b.points - a.points || (a.cause < b.cause ? -1 : 1));
  return { index: Math.round(index * 10) / 10, mainCause: parts[0]!.cause, parts };
}
