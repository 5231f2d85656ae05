import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { type Alert, isOpen } from '../alerts/alert.ts';
import { type Incident, type IncidentRecord, isClosed } from './incident.ts';
import { incidentTitle, reasonOfAlerts, reasonOfPerson } from './wording.ts';

/** Minutes until somebody has to have acknowledged, by grade. Ours, configurable: no standard sets them for a whole city. */
export type ResponseMinutes = Readonly<Record<Grade, number>>;

export const DEFAULT_RESPONSE_MINUTES: ResponseMinutes = { 1: 3, 2: 10, 3: 30, 4: 60 };

export interface Describing {
  readonly nameOf: (thing: ThingId) => string;
  readonly responseMinutes: ResponseMinutes;
}

/** What the record and the alerts make of an incident together. `alerts` are all of its alerts, at least one. */
export function describeIncident(record: IncidentRecord, alerts: readonly Alert[], describing: Describing): Incident {
  const leading = leadingOf(alerts);
  const graded = gradeOf(record, worstOf(alerts), alerts.length);
  const dueAt = dueOf(record, alerts, describing.responseMinutes[graded.grade]);
  const open = alerts.filter(isOpen);
  const shelves = open.flatMap((alert) => alert.shelf?.until ?? []);
  const shelved = open.length > 0 && shelves.length === open.length;
  const condition = alerts.some((alert) => alert.state === 'active') ? 'active' : 'cleared';
  const located = latestOf(alerts.filter((alert) => alert.position));
  const zone = leading.zone ?? alerts.find((alert) => alert.zone !== undefined)?.zone;
  return {
    ...record,
    ...graded,
    title: incidentTitle(leading, leading.things.map(describing.nameOf)),
    kind: leading.kind,
    family: leading.family,
    condition,
    acknowledged: alerts.every((alert) => alert.acknowledged),
    shelved,
    ...(shelved && { shelvedUntil: Math.min(...shelves) as EventTime }),
    things: [...new Set([...leading.things, ...alerts.flatMap((alert) => alert.things)])],
    ...(zone !== undefined && { zone }),
    ...(located?.position && { position: located.position }),
    updatedAt: Math.max(record.touchedAt, ...alerts.map(lastMoved)) as EventTime,
    ...(condition === 'cleared' && {
      clearedAt: Math.max(...alerts.map((alert) => alert.clearedAt ?? 0)) as EventTime,
    }),
    ...(dueAt !== undefined && { dueAt }),
    overdue: record.missedDueAt !== undefined && record.state !== 'void',
  };
}

/** What it is about now: the worst that still holds, or when all is over the worst there was. */
const leadingOf = (alerts: readonly Alert[]): Alert => {
  const active = alerts.filter((alert) => alert.state === 'active');
  return worstOf(active.length > 0 ? active : alerts);
};

/** The earliest among equals. */
const worstOf = (alerts: readonly Alert[]): Alert =>
  alerts.reduce((best, alert) =>
    alert.grade < best.grade || (alert.grade === best.grade && alert.raisedAt < best.raisedAt) ? alert : best,
  );

const latestOf = (alerts: readonly Alert[]): Alert | undefined =>
  alerts.reduce<Alert | undefined>(
    (last, alert) => (last && last.changedAt > alert.changedAt ? last : alert),
    undefined,
  );

const lastMoved = (alert: Alert): number => Math.max(alert.changedAt, alert.clearedAt ?? 0, alert.acknowledgedAt ?? 0);

function gradeOf(record: IncidentRecord, leading: Alert, count: number): Pick<Incident, 'grade' | 'gradeReason'> {
  const { override } = record;
  if (override && leading.grade >= override.basis)
    return { grade: override.grade, gradeReason: reasonOfPerson(override.by, override.reason) };
  return { grade: leading.grade, gradeReason: reasonOfAlerts(leading, count) };
}

/** The clock runs from the moment an alert waits for a person, and stands while it is shelved. */
function dueOf(record: IncidentRecord, alerts: readonly Alert[], minutes: number): EventTime | undefined {
  const waiting = isClosed(record) ? [] : alerts.flatMap((alert) => (alert.shelf ? [] : (alert.waitingSince ?? [])));
  return waiting.length > 0 ? ((Math.min(...waiting) + minutes * 60_000) as EventTime) : record.missedDueAt;
}
