import { FAMILIES, type Family } from '../geodata/model/family.ts';
import { distanceM, type LonLat } from '../geodata/model/geometry.ts';
import type { Grade } from '../geodata/model/grade.ts';
import type { EventTime } from '../geodata/model/time.ts';
import type { TruthCondition } from './scenario.ts';

/** An alert, as far as scoring looks at it. */
export interface ScoredAlert {
  readonly id: string;
  readonly detector: string;
  readonly family: Family;
  readonly kind: string;
  readonly things: readonly string[];
  readonly position?: LonLat;
  readonly zone?: string;
  /** Every time it was raised, first to last: one alert may stand for a condition that came twice. */
  readonly raisedAt: readonly EventTime[];
  readonly incidentId?: string;
}

/** How well alerts told the truth. Quotients are absent where there is nothing to divide. */
export interface Score {
  /** Conditions that were there, and how many of them an alert told of. */
  readonly truth: number;
  readonly detected: number;
  /** Alerts that told of a condition, and those that told of none. */
  readonly truePositives: number;
  readonly falsePositives: number;
  /** truePositives / all alerts. */
  readonly precision?: number;
  /** detected / truth. */
  readonly recall?: number;
  /** The same over grades I and II. */
  readonly recallGrade12?: number;
  /** Median of first alert − first possible moment, seconds: what is above zero came late. */
  readonly medianLeadSeconds?: number;
  readonly falseAlarmsPerHour: number;
}

interface CauseScore {
  /** Causes of which at least one condition was detected. */
  readonly causes: number;
  /** Incidents that hold their alerts. */
  readonly incidents: number;
  /** Causes whose alerts lie in one incident that holds no other cause. */
  readonly oneToOne: number;
}

export interface ScoreReport {
  readonly families: Readonly<Record<Family, Score>>;
  readonly grades: Readonly<Record<Grade, Pick<Score, 'truth' | 'detected' | 'recall'>>>;
  readonly detectors: readonly (Score & { readonly detector: string })[];
  readonly total: Score;
  readonly causes: CauseScore;
}

/** Kinds that speak of a series, not of a condition: they tell of whatever holds at their thing. */
const OF_A_SERIES: ReadonlySet<string> = new Set(['threshold', 'rate', 'anomaly', 'forecast']);
/** An instrument that stands still is told of by either. */
const ALSO_TELLS: Readonly<Record<string, string>> = { stale: 'stuck' };
/** An alert counts for a condition from so long before it could be seen (a forecast is early on purpose) until so long after its end. Ours. */
const EARLY_MS = 30 * 60_000;
const LATE_MS = 10 * 60_000;
/** Two reports of one place lie this far apart at most. Ours: two street blocks. */
const SAME_PLACE_M = 300;
/** People who complain of one cause stand so far from it at most, on the average. Ours: as far as a smell is smelt. */
const SAME_SOURCE_M = 1000;

/** Whether `alert` is about `condition`, times aside: same family, fitting kind, and the same things, zone or place. */
function isAbout(alert: ScoredAlert, condition: TruthCondition): boolean {
  if (alert.family !== condition.family) return false;
  const shared = alert.things.filter((thing) => condition.things.includes(thing as never)).length;
  const sharesThings = shared >= Math.min(alert.things.length, condition.things.length);
  if (alert.kind !== condition.kind && ALSO_TELLS[alert.kind] !== condition.kind)
    return OF_A_SERIES.has(alert.kind) && sharesThings;
  // The channels that took the reports are the same whatever people complain of: only the place tells.
  if (condition.kind === 'complaint_hotspot')
    return alert.position !== undefined && distanceM(alert.position, condition.position) <= SAME_SOURCE_M;
  if (sharesThings) return true;
  // A ship is that ship, whoever else is in the same water; what stands in place may be seen by another instrument.
  if (condition.family === 'vessel' || (condition.things.length > 1 && alert.things.length > 1)) return false;
  if (alert.zone !== undefined && alert.zone === condition.place) return true;
  return alert.position !== undefined && distanceM(alert.position, condition.position) <= SAME_PLACE_M;
}

const isDuring = (time: EventTime, { visibleFrom, to }: TruthCondition): boolean =>
  time >= visibleFrom - EARLY_MS && time <= to + LATE_MS;

interface Match {
  readonly alert: ScoredAlert;
  readonly conditions: readonly TruthCondition[];
}

/** What one run came to, told and true. */
export interface ScoredRun {
  readonly truth: readonly TruthCondition[];
  readonly alerts: readonly ScoredAlert[];
  /** How long it was, for rates. */
  readonly hours: number;
}

const matchesOf = ({ truth, alerts }: ScoredRun): Match[] =>
  alerts.map((alert) => ({
    alert,
    conditions: truth.filter(
      (condition) => isAbout(alert, condition) && alert.raisedAt.some((time) => isDuring(time, condition)),
    ),
  }));

/** The conditions that a run's alerts told of. */
export const conditionsTold = (run: ScoredRun): ReadonlySet<TruthCondition> =>
  new Set(matchesOf(run).flatMap(({ conditions }) => conditions));

/** Matches what was told with what was true, run by run, and counts over all of them (each run has condition objects of its own). A condition is detected by the first alert about it; an alert about none is false. */
export function scoreRuns(runs: readonly ScoredRun[]): ScoreReport {
  const byRun = runs.map(matchesOf);
  const matches = byRun.flat();
  const truth = runs.flatMap((run) => run.truth);
  const hours = runs.reduce((sum, run) => sum + run.hours, 0);
  const delays = delaysOf(matches);
  const ofFamily = (family: Family) =>
    scoreOf(
      truth.filter((condition) => condition.family === family),
      matches.filter(({ alert }) => alert.family === family),
      delays,
      hours,
    );
  const detectors = [...new Set(matches.map(({ alert }) => alert.detector))].sort();
  return {
    families: Object.fromEntries(FAMILIES.map((family) => [family, ofFamily(family)])) as Record<Family, Score>,
    grades: Object.fromEntries(
      ([1, 2, 3, 4] as const).map((grade) => [grade, recallOf(truth, delays, grade)]),
    ) as ScoreReport['grades'],
    detectors: detectors.map((detector) => {
      const own = matches.filter(({ alert }) => alert.detector === detector);
      const told = new Set(own.flatMap(({ conditions }) => conditions));
      const wanted = truth.filter(
        (condition) => told.has(condition) || `${condition.family}.${condition.kind}` === detector,
      );
      return { detector, ...scoreOf(wanted, own, delaysOf(own), hours) };
    }),
    total: scoreOf(truth, matches, delays, hours),
    causes: addCauses(byRun.map(causesOf)),
  };
}

/** For each detected condition, how long after it could first be seen the first alert about it came, ms. */
function delaysOf(matches: readonly Match[]): ReadonlyMap<TruthCondition, number> {
  const delays = new Map<TruthCondition, number>();
  for (const { alert, conditions } of matches) {
    for (const condition of conditions) {
      const first = alert.raisedAt.find((time) => isDuring(time, condition))!;
      delays.set(condition, Math.min(delays.get(condition) ?? Number.POSITIVE_INFINITY, first - condition.visibleFrom));
    }
  }
  return delays;
}

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

function scoreOf(
  truth: readonly TruthCondition[],
  matches: readonly Match[],
  delays: ReadonlyMap<TruthCondition, number>,
  hours: number,
): Score {
  const detected = truth.filter((condition) => delays.has(condition));
  const grave = truth.filter(({ grade }) => grade <= 2);
  const truePositives = matches.filter(({ conditions }) => conditions.length > 0).length;
  const falsePositives = matches.length - truePositives;
  const lead = median(detected.map((condition) => delays.get(condition)!));
  const precision = share(truePositives, matches.length);
  const recall = share(detected.length, truth.length);
  const recallGrade12 = share(grave.filter((condition) => delays.has(condition)).length, grave.length);
  return {
    truth: truth.length,
    detected: detected.length,
    truePositives,
    falsePositives,
    ...(precision !== undefined && { precision }),
    ...(recall !== undefined && { recall }),
    ...(recallGrade12 !== undefined && { recallGrade12 }),
    ...(lead !== undefined && { medianLeadSeconds: lead / 1000 }),
    falseAlarmsPerHour: falsePositives / hours,
  };
}

function recallOf(truth: readonly TruthCondition[], delays: ReadonlyMap<TruthCondition, number>, grade: Grade) {
  const own = truth.filter((condition) => condition.grade === grade);
  const detected = own.filter((condition) => delays.has(condition)).length;
  const recall = share(detected, own.length);
  return { truth: own.length, detected, ...(recall !== undefined && { recall }) };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function causesOf(matches: readonly Match[]): CauseScore {
  const incidentsOf = new Map<string, Set<string>>();
  const causesIn = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string) => {
    const known = map.get(key);
    if (known) known.add(value);
    else map.set(key, new Set([value]));
  };
  for (const { alert, conditions } of matches) {
    // What happens next door to it may have another cause: only where nothing is said of its own things does the place decide.
    const own = conditions.filter(({ things }) => things.some((thing) => alert.things.includes(thing)));
    for (const { cause } of own.length > 0 ? own : conditions) {
      if (alert.incidentId === undefined) continue;
      add(incidentsOf, cause, alert.incidentId);
      add(causesIn, alert.incidentId, cause);
    }
  }
  const oneToOne = [...incidentsOf.values()].filter((incidents) => {
    const [only, ...others] = incidents;
    return others.length === 0 && causesIn.get(only!)!.size === 1;
  });
  return { causes: incidentsOf.size, incidents: causesIn.size, oneToOne: oneToOne.length };
}

const addCauses = (runs: readonly CauseScore[]): CauseScore =>
  runs.reduce(
    (sum, run) => ({
      causes: sum.causes + run.causes,
      incidents: sum.incidents + run.incidents,
      oneToOne: sum.oneToOne + run.oneToOne,
    }),
    { causes: 0, incidents: 0, oneToOne: 0 },
  );
