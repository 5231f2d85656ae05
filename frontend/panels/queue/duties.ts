import type { IncidentView } from '../../feed/model.ts';
import { isSilence } from '../../ui/grade-shapes.ts';

/** What the officer owes an incident, most pressing first. */
const DUTIES = ['confirm', 'handle', 'verify', 'silent', 'shelved'] as const;
export type Duty = (typeof DUTIES)[number];

const DONE = new Set<IncidentView['state']>(['closed', 'void']);

export const isOpen = (incident: Pick<IncidentView, 'state'>): boolean => !DONE.has(incident.state);

/** `undefined` for what is over. Shelving comes first: it was somebody's decision that nothing is owed for a while. */
export function dutyOf(incident: IncidentView): Duty | undefined {
  if (!isOpen(incident)) return undefined;
  if (incident.shelved) return 'shelved';
  if (isSilence(incident.kind)) return 'silent';
  if (!incident.acknowledged) return 'confirm';
  return incident.condition === 'cleared' || incident.state === 'resolved' ? 'verify' : 'handle';
}

const time = (iso: string | undefined): number => (iso === undefined ? Number.POSITIVE_INFINITY : Date.parse(iso));

interface Times {
  readonly due: number;
  readonly detected: number;
}

/** A queue is sorted with every change, and an incident never changes in place. */
const knownTimes = new WeakMap<IncidentView, Times>();

function timesOf(incident: IncidentView): Times {
  let times = knownTimes.get(incident);
  if (!times) {
    times = { due: time(incident.dueAt), detected: time(incident.detectedAt) };
    knownTimes.set(incident, times);
  }
  return times;
}

const isOver = ({ condition }: IncidentView): number => Number(condition === 'cleared');

type Compare = (a: IncidentView, b: IncidentView) => number;

/**
 * What still holds first; then the worst grade, within it by priority, then least time left, then the longest known. Total: equal incidents keep one order, by
 * id.
 */
export const urgencyBy =
  (priority: Compare): Compare =>
  (a, b) => {
    if (a.condition !== b.condition) return isOver(a) - isOver(b);
    if (a.grade !== b.grade) return a.grade - b.grade;
    const [one, other] = [timesOf(a), timesOf(b)];
    return (
      priority(a, b) ||
      (one.due === other.due ? 0 : one.due - other.due) ||
      one.detected - other.detected ||
      (a.id < b.id ? -1 : 1)
    );
  };

/** Where priorities are not at hand. */
export const byUrgency: Compare = urgencyBy(() => 0);

export interface DutyGroup {
  readonly duty: Duty;
  readonly incidents: readonly IncidentView[];
}

/** The queue as it is drawn: groups in {@link DUTIES} order, empty ones left out. */
export function groupByDuty(incidents: Iterable<IncidentView>, compare: Compare = byUrgency): readonly DutyGroup[] {
  const groups = new Map<Duty, IncidentView[]>(DUTIES.map((duty) => [duty, []]));
  for (const incident of incidents) {
    const duty = dutyOf(incident);
    if (duty) groups.get(duty)?.push(incident);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([duty, members]) => ({ duty, incidents: members.sort(compare) }));
}

/** The incident whose deadline comes next, among those somebody still has to act on; what has cleared by itself only when nothing else is. */
export function mostPressing(incidents: Iterable<IncidentView>): IncidentView | undefined {
  let next: IncidentView | undefined;
  for (const incident of incidents) {
    const duty = dutyOf(incident);
    if (incident.dueAt === undefined || duty === undefined || duty === 'shelved' || duty === 'verify') continue;
    const sooner =
      next === undefined ||
      isOver(incident) - isOver(next) < 0 ||
      (incident.condition === next.condition && timesOf(incident).due < timesOf(next).due);
    if (sooner) next = incident;
  }
  return next;
}

export interface CityCount {
  readonly open: number;
  readonly red: number;
  readonly overdue: number;
  readonly byFamily: Readonly<Record<string, number>>;
}

export function countCity(incidents: Iterable<IncidentView>, now: number): CityCount {
  const byFamily: Record<string, number> = {};
  let [open, red, overdue] = [0, 0, 0];
  for (const incident of incidents) {
    if (!isOpen(incident)) continue;
    open++;
    if (incident.grade === 1) red++;
    if (incident.overdue || timesOf(incident).due < now) overdue++;
    byFamily[incident.family] = (byFamily[incident.family] ?? 0) + 1;
  }
  return { open, red, overdue, byFamily };
}

/** Where it is, as short as a row allows: the finest name there is. */
export const placeOf = (incident: Pick<IncidentView, 'zone' | 'street' | 'district'>): string =>
  [incident.district, incident.zone ?? incident.street].filter(Boolean).join(' · ');
