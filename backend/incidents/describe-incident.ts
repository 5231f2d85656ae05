import type { Family } from '../../geodata/model/family.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { isAnnunciated } from '../alerts/alarm-state.ts';
import { type Alert, isOpen } from '../alerts/alert.ts';
import type { Classified, Classifier } from './classification/classifier.ts';
import { placeKeyOf, worstOf } from './classification/grading.ts';
import { STORMS } from './correlation/storms.ts';
import { type DeadlineStage, type Deadlines, deadlineOf } from './deadlines.ts';
import type { Incident, IncidentRecord } from './incident.ts';
import { groupTitle, incidentTitle } from './wording.ts';

export interface Describing {
  readonly nameOf: (thing: ThingId) => string;
  readonly deadlines: Deadlines;
  readonly classifier: Classifier;
}

/** What the record and the alerts make of an incident together. `alerts` are all of its alerts, at least one. */
export function describeIncident(record: IncidentRecord, alerts: readonly Alert[], describing: Describing): Incident {
  const { classifier } = describing;
  const classified = classifiedOf(record, alerts);
  const { leading, kind, family, position } = classified;
  const graded = classifier.grade(record, alerts, classified);
  const routed = classifier.department(record, classified);
  const open = alerts.filter(isOpen);
  const shelves = open.flatMap((alert) => alert.shelf?.until ?? []);
  const shelved = open.length > 0 && shelves.length === open.length;
  const condition = alerts.some((alert) => alert.state === 'active') ? 'active' : 'cleared';
  const zone = leading.zone ?? alerts.find((alert) => alert.zone !== undefined)?.zone;
  const dueAt = deadlineOf(record, alerts, graded.grade, shelved, describing.deadlines)?.dueAt ?? record.missedDueAt;
  return {
    ...record,
    ...graded,
    title: titleOf(record, alerts, leading, describing),
    kind,
    family,
    tags: classifier.tags(record, alerts, classified),
    ...(routed && { department: routed.department, departmentReason: routed.reason }),
    condition,
    acknowledged: alerts.every((alert) => alert.acknowledged || !isAnnunciated(alert)),
    shelved,
    ...(shelved && { shelvedUntil: Math.min(...shelves) as EventTime }),
    things: [...new Set([...leading.things, ...alerts.flatMap((alert) => alert.things)])],
    ...(zone !== undefined && { zone }),
    ...(position && { position }),
    updatedAt: Math.max(record.touchedAt, ...alerts.map(lastMoved)) as EventTime,
    ...(condition === 'cleared' && {
      clearedAt: Math.max(...alerts.map((alert) => alert.clearedAt ?? 0)) as EventTime,
    }),
    ...(dueAt !== undefined && { dueAt }),
    overdue: record.missedDueAt !== undefined && record.state !== 'void',
  };
}

/** What has to be done next, by the incident's own deadline; for the words of an overdue one. */
export const stageOf = (
  incident: Incident,
  alerts: readonly Alert[],
  { deadlines }: Describing,
): DeadlineStage | undefined => deadlineOf(incident, alerts, incident.grade, incident.shelved, deadlines)?.stage;

/** What it is, whose, and where: what classification looks at. */
export function classifiedOf(record: IncidentRecord, alerts: readonly Alert[]): Classified {
  const leading = leadingOf(alerts);
  const group = groupKindOf(record);
  const located = latestOf(alerts.filter((alert) => alert.position));
  return {
    leading,
    kind: group ?? leading.kind,
    family: group === undefined ? leading.family : OF_GROUPS,
    ...(located?.position && { position: located.position }),
  };
}

/** What groups alerts of several families is the city's. */
const OF_GROUPS: Family = 'city';
const RANKS: ReadonlyMap<string, number> = new Map(STORMS.map(({ kind }, rank) => [kind, rank] as const).reverse());

/** The strongest storm that it has been part of; else what groups it. */
function groupKindOf({ groups }: IncidentRecord): string | undefined {
  const kinds = groups.map(({ kind }) => kind);
  return kinds.sort((a, b) => (RANKS.get(a) ?? RANKS.size) - (RANKS.get(b) ?? RANKS.size))[0];
}

function titleOf(record: IncidentRecord, alerts: readonly Alert[], leading: Alert, { nameOf }: Describing) {
  const group = groupKindOf(record);
  if (group === undefined) return incidentTitle(leading, leading.things.map(nameOf));
  const places = new Map<string, Set<string>>();
  for (const alert of alerts) places.set(alert.kind, (places.get(alert.kind) ?? new Set()).add(placeKeyOf(alert)));
  return groupTitle(
    group,
    [...places].map(([kind, own]) => ({ kind, places: own.size })).sort((a, b) => b.places - a.places),
  );
}

/** What it is about now: the worst that still holds, or when all is over the worst there was. */
const leadingOf = (alerts: readonly Alert[]): Alert => {
  const active = alerts.filter((alert) => alert.state === 'active');
  return worstOf(active.length > 0 ? active : alerts);
};

const latestOf = (alerts: readonly Alert[]): Alert | undefined =>
  alerts.reduce<Alert | undefined>(
    (last, alert) => (last && last.changedAt > alert.changedAt ? last : alert),
    undefined,
  );

const lastMoved = (alert: Alert): number => Math.max(alert.changedAt, alert.clearedAt ?? 0, alert.acknowledgedAt ?? 0);
