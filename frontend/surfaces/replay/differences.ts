import { distanceM } from '../../../geodata/model/geometry.ts';
import type { LaneAlert } from '../../feed/replays.ts';

/** A moment at which the two runs part: an alert that one has and the other lacks, or that cleared at another time. */
export interface Difference {
  readonly time: number;
  readonly kind: 'onlyA' | 'onlyB' | 'clearedEarlier' | 'clearedLater';
  readonly alert: LaneAlert;
}

/** Ours: two alerts that close to one another, of one kind and grade, are the same one in two runs. */
const SAME_MS = 60_000;
const SAME_M = 150;

const timeOf = (iso: string) => Date.parse(iso);
const isNear = (one: LaneAlert, other: LaneAlert): boolean =>
  one.position === undefined || other.position === undefined
    ? one.position === other.position
    : distanceM(one.position, other.position) <= SAME_M;

/** For each alert of `a` the one of `b` that is the same condition in the other run. Each is used once. */
export function matchAlerts(a: readonly LaneAlert[], b: readonly LaneAlert[]): ReadonlyMap<LaneAlert, LaneAlert> {
  const waiting = new Map<string, LaneAlert[]>();
  const keyOf = ({ kind, family, grade }: LaneAlert) => `${family}.${kind}.${grade}`;
  for (const alert of b) {
    const group = waiting.get(keyOf(alert));
    if (group) group.push(alert);
    else waiting.set(keyOf(alert), [alert]);
  }
  const matched = new Map<LaneAlert, LaneAlert>();
  for (const alert of a) {
    const group = waiting.get(keyOf(alert));
    if (!group) continue;
    const raised = timeOf(alert.raisedAt);
    const at = group.findIndex((other) => Math.abs(timeOf(other.raisedAt) - raised) <= SAME_MS && isNear(alert, other));
    if (at < 0) continue;
    matched.set(alert, group[at]!);
    group.splice(at, 1);
  }
  return matched;
}

/** Every moment at which the runs differ, in order of time. */
export function differencesOf(a: readonly LaneAlert[], b: readonly LaneAlert[]): readonly Difference[] {
  const matched = matchAlerts(a, b);
  const inBoth = new Set(matched.values());
  const differences: Difference[] = [];
  for (const alert of a) {
    const other = matched.get(alert);
    if (!other) differences.push({ time: timeOf(alert.raisedAt), kind: 'onlyA', alert });
    else {
      const [mine, its] = [endOf(alert), endOf(other)];
      if (mine - its > SAME_MS) differences.push({ time: its, kind: 'clearedEarlier', alert: other });
      else if (its - mine > SAME_MS) differences.push({ time: mine, kind: 'clearedLater', alert: other });
    }
  }
  for (const alert of b)
    if (!inBoth.has(alert)) differences.push({ time: timeOf(alert.raisedAt), kind: 'onlyB', alert });
  return differences.sort((one, other) => one.time - other.time);
}

const endOf = ({ clearedAt }: LaneAlert): number =>
  clearedAt === undefined ? Number.MAX_SAFE_INTEGER : timeOf(clearedAt);

/** The moment to go to from `now`; differences within the same second are one. */
export function stepDifference(differences: readonly Difference[], now: number, by: 1 | -1): Difference | undefined {
  return by > 0
    ? differences.find(({ time }) => time > now + 1000)
    : differences.findLast(({ time }) => time < now - 1000);
}
