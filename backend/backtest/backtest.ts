import type { DetectorDescriptor, Ground } from '../../detectors/detector.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { conditionsTold, type Score, type ScoredRun, scoreRuns } from '../../scenarios/scoring.ts';
import type { Alert } from '../alerts/alert.ts';
import { IsolatedWalk } from '../replays/isolated-walk.ts';
import { scoredAlerts } from '../replays/scored-alerts.ts';
import type { Stretch } from '../replays/stretch.ts';

/** What is asked: one detector with the parameters in force and with others. */
export interface BacktestQuestion {
  readonly descriptor: DetectorDescriptor;
  readonly present: unknown;
  readonly proposed: unknown;
  readonly ground: Ground;
  /** IANA name. */
  readonly timeZone: string;
}

export type Told = Pick<
  Alert,
  'id' | 'key' | 'grade' | 'things' | 'raisedAt' | 'clearedAt' | 'message' | 'position' | 'measure'
>;

/** How one set of parameters did. */
export interface Side {
  readonly alerts: number;
  readonly grades: Readonly<Record<Grade, number>>;
  /** Alerts raised in each hour of event time that has any. */
  readonly hours: readonly { readonly hour: EventTime; readonly alerts: number }[];
  readonly perHour: number;
  /** Against the truth, where its author knows it: over the conditions that this detector is there for or that either side told of. */
  readonly score?: Score;
}

export interface BacktestReport {
  readonly detector: string;
  readonly messages: number;
  /** Of event time. */
  readonly hours: number;
  readonly present: Side;
  readonly proposed: Side;
  /** Told by both, by either alone; see {@link compare}. */
  readonly kept: number;
  readonly gained: readonly Told[];
  readonly lost: readonly Told[];
}

export interface BacktestOptions {
  readonly signal: AbortSignal;
  /** Called now and then with the share that is done, 0–1. */
  readonly onProgress?: (done: number) => void;
}

const HOUR_MS = 3_600_000;
/** Two alerts of one condition are the same when they held at the same time, give or take; ours: the time in which an alert that comes back is the same one. */
const SLACK_MS = 10 * 60_000;

interface Lived {
  readonly stretch: Stretch;
  readonly present: IsolatedWalk;
  readonly proposed: IsolatedWalk;
}

/**
 * When would this rule have fired? Plays each stretch once through the detector twice: as it is configured, and as it is proposed. Nothing else runs, and nothing is
 * stored. Ends early, with what there was, when the signal aborts.
 */
export async function backtest(
  question: BacktestQuestion,
  stretches: readonly Stretch[],
  { signal, onProgress }: BacktestOptions,
): Promise<BacktestReport> {
  const lived: Lived[] = [];
  for (const [index, stretch] of stretches.entries()) {
    if (signal.aborted) break;
    lived.push(await live(question, stretch, signal, (done) => onProgress?.((index + done) / stretches.length)));
  }
  return reportOf(question.descriptor.id, lived);
}

async function live(
  { descriptor, present, proposed, ground, timeZone }: BacktestQuestion,
  stretch: Stretch,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Lived> {
  const walkWith = (parameters: unknown) =>
    new IsolatedWalk({ detectors: [{ descriptor, parameters }], surroundings: ground, timeZone });
  const walks = [walkWith(present), walkWith(proposed)] as const;
  for await (const { items, heardAt } of stretch.heard()) {
    for (const item of items) {
      if (item.kind === 'action') continue;
      for (const walk of walks) {
        const logged = walk.take(item);
        if (logged) await logged;
      }
    }
    if (signal.aborted) break;
    onProgress((heardAt.at(-1)! - stretch.from) / (stretch.to - stretch.from));
  }
  if (!signal.aborted) for (const walk of walks) await walk.finish(stretch.to);
  return { stretch, present: walks[0], proposed: walks[1] };
}

function reportOf(detector: string, lived: readonly Lived[]): BacktestReport {
  const hours = lived.reduce((sum, { stretch }) => sum + (stretch.to - stretch.from) / HOUR_MS, 0);
  const compared = lived.map(({ present, proposed }) =>
    compare([...present.alertLog.all()], [...proposed.alertLog.all()]),
  );
  const scores = scoresOf(detector, lived);
  return {
    detector,
    messages: lived.reduce((sum, { present }) => sum + present.messages, 0),
    hours,
    present: sideOf(
      lived.flatMap(({ present }) => [...present.alertLog.all()]),
      hours,
      scores?.present,
    ),
    proposed: sideOf(
      lived.flatMap(({ proposed }) => [...proposed.alertLog.all()]),
      hours,
      scores?.proposed,
    ),
    kept: compared.reduce((sum, { kept }) => sum + kept, 0),
    gained: compared.flatMap(({ gained }) => gained).map(toldOf),
    lost: compared.flatMap(({ lost }) => lost).map(toldOf),
  };
}

/** Which alerts of the one side have none of the same condition at the same time on the other. */
function compare(present: readonly Alert[], proposed: readonly Alert[]) {
  const gained = without(proposed, present);
  return { kept: proposed.length - gained.length, gained, lost: without(present, proposed) };
}

function without(alerts: readonly Alert[], others: readonly Alert[]): Alert[] {
  const byKey = grouped(others);
  return alerts.filter((alert) => !byKey.get(alert.key)?.some((other) => overlap(alert, other)));
}

function grouped(alerts: readonly Alert[]): Map<string, Alert[]> {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) groups.set(alert.key, [...(groups.get(alert.key) ?? []), alert]);
  return groups;
}

const endOf = ({ clearedAt }: Alert): number => (clearedAt ?? Number.POSITIVE_INFINITY) + SLACK_MS;
const overlap = (a: Alert, b: Alert): boolean => a.raisedAt <= endOf(b) && b.raisedAt <= endOf(a);

function sideOf(alerts: readonly Alert[], hours: number, score: Score | undefined): Side {
  const grades: Record<Grade, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const perHour = new Map<number, number>();
  for (const { grade, raisedAt } of alerts) {
    grades[grade]++;
    const hour = Math.floor(raisedAt / HOUR_MS) * HOUR_MS;
    perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
  }
  return {
    alerts: alerts.length,
    grades,
    hours: [...perHour].sort(([a], [b]) => a - b).map(([hour, n]) => ({ hour: hour as EventTime, alerts: n })),
    perHour: hours === 0 ? 0 : alerts.length / hours,
    ...(score && { score }),
  };
}

const toldOf = ({ id, key, grade, things, raisedAt, clearedAt, message, position, measure }: Alert): Told => ({
  id,
  key,
  grade,
  things,
  raisedAt,
  message,
  ...(clearedAt !== undefined && { clearedAt }),
  ...(position && { position }),
  ...(measure && { measure }),
});

/** Both sides against the same conditions, so that their figures can be compared; nothing unless the truth of every stretch is known. */
function scoresOf(detector: string, lived: readonly Lived[]): { present: Score; proposed: Score } | undefined {
  const runs = lived.flatMap(({ stretch, present, proposed }) => {
    if (!stretch.outcome) return [];
    const { truth } = stretch.outcome();
    const hours = (stretch.to - stretch.from) / HOUR_MS;
    const runOf = (walk: IsolatedWalk): ScoredRun => ({ truth, alerts: scoredAlerts(walk.outcome()), hours });
    const both = [runOf(present), runOf(proposed)] as const;
    const told = both.map(conditionsTold);
    const wanted = truth.filter(
      (condition) =>
        `${condition.family}.${condition.kind}` === detector || told.some((conditions) => conditions.has(condition)),
    );
    return [{ present: { ...both[0], truth: wanted }, proposed: { ...both[1], truth: wanted } }];
  });
  if (runs.length === 0 || runs.length < lived.length) return undefined;
  return {
    present: scoreRuns(runs.map(({ present }) => present)).total,
    proposed: scoreRuns(runs.map(({ proposed }) => proposed)).total,
  };
}
