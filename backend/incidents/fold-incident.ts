import type { EventTime } from '../../geodata/model/time.ts';
import { handlingScore } from './handling-score.ts';
import type { IncidentEvent, IncidentRecord, IncidentState } from './incident.ts';

/**
 * The record after one more event. Pure.
 * @throws TypeError when the first event is not `opened`: the log is broken.
 */
export function applyIncidentEvent(record: IncidentRecord | undefined, event: IncidentEvent): IncidentRecord {
  if (event.kind === 'opened') return opened(event);
  if (!record) throw new TypeError(`incident ${event.incidentId}: ${event.kind} before opened`);
  const { resolvedAt, resolution, ...rest } = record;
  const kept = event.kind === 'reopened' ? rest : record;
  const touchedAt = Math.max(record.touchedAt, event.time) as EventTime;
  const changed = { ...kept, touchedAt, nEvents: record.nEvents + 1, ...changes(record, event) };
  return changed.state === record.state ? changed : { ...changed, stateSince: event.time };
}

/** @throws TypeError when there are no events or they do not begin with `opened`. */
export function foldIncident(events: readonly IncidentEvent[]): IncidentRecord {
  const [first, ...rest] = events;
  if (!first) throw new TypeError('an incident has at least one event');
  return rest.reduce(applyIncidentEvent, applyIncidentEvent(undefined, first));
}

const opened = (event: Extract<IncidentEvent, { kind: 'opened' }>): IncidentRecord => ({
  id: event.incidentId,
  lead: event.lead,
  ...linkedBy({ causes: [], groups: [] }, event),
  alertIds: [event.alertId],
  reportIds: [],
  follows: event.follows ?? [],
  state: 'new',
  stateSince: event.time,
  occurredAt: event.occurredAt,
  detectedAt: event.time,
  nMissed: 0,
  nReopened: 0,
  touchedAt: event.time,
  nEvents: 1,
});

/** What a group brings together keeps its own cause: a ship that drags in a storm is not the storm. */
const linkedBy = (
  { causes, groups }: Pick<IncidentRecord, 'causes' | 'groups'>,
  { cause, group }: Pick<Extract<IncidentEvent, { kind: 'joined' }>, 'cause' | 'group'>,
) => (group ? { causes, groups: unionOfGroups(groups, [group]) } : { causes: union(causes, [cause]), groups });

function changes(record: IncidentRecord, event: Exclude<IncidentEvent, { kind: 'opened' }>): Partial<IncidentRecord> {
  const { time } = event;
  switch (event.kind) {
    case 'joined':
      return { alertIds: union(record.alertIds, [event.alertId]), ...linkedBy(record, event) };
    case 'reported':
      return { reportIds: union(record.reportIds, [event.reportId]) };
    case 'absorbed':
      return {
        alertIds: union(record.alertIds, event.alertIds),
        causes: union(record.causes, event.causes),
        reportIds: union(record.reportIds, event.reportIds ?? []),
        groups: unionOfGroups(record.groups, event.groups ?? []),
      };
    case 'acknowledged':
      return { acknowledgedAt: record.acknowledgedAt ?? time };
    case 'graded':
      return { override: { grade: event.grade, basis: event.basis, reason: event.reason, by: event.actor } };
    case 'tagged':
      return { tagged: { codes: event.codes, reason: event.reason, by: event.actor } };
    case 'routed':
      return { routed: { department: event.department, reason: event.reason, by: event.actor } };
    case 'assigned':
      return { assignee: event.assignee, ...sent(record, time) };
    case 'escalated':
      return { escalatedAt: time };
    case 'overdue':
      return { missedDueAt: event.dueAt, nMissed: record.nMissed + 1 };
    case 'filed':
      return { state: 'filed', filedAt: record.filedAt ?? time };
    case 'dispatched':
      return {
        ...sent(record, time),
        state: 'dispatched',
        stateSince: time,
        assignee: event.team ?? event.department,
        routed: { department: event.department, by: event.actor },
        ...(event.team !== undefined && { team: event.team }),
      };
    case 'arrived':
      return { state: 'handling', arrivedAt: record.arrivedAt ?? time };
    case 'resolved':
      return {
        state: 'resolved',
        resolvedAt: time,
        ...(event.counts && { resolution: { by: event.actor, counts: event.counts } }),
      };
    case 'reopened':
      return { state: stateBehind(record), nReopened: record.nReopened + 1 };
    case 'closed': {
      const closed = { resolvedAt: record.resolvedAt ?? time, closedAt: time };
      return { state: 'closed', ...closed, closeReason: event.reason, score: handlingScore({ ...record, ...closed }) };
    }
    case 'voided':
      return {
        state: 'void',
        ...(event.into !== undefined && { mergedInto: event.into }),
        ...(event.reason !== undefined && { voidReason: event.reason }),
      };
    case 'commented':
      return {};
  }
}

/** Somebody has been sent: filed with it, unless it was. */
function sent(record: IncidentRecord, time: EventTime): Partial<IncidentRecord> {
  const isWaiting = record.state === 'new' || record.state === 'filed';
  return {
    filedAt: record.filedAt ?? time,
    dispatchedAt: record.dispatchedAt ?? time,
    ...(isWaiting && { state: 'dispatched' as const }),
  };
}

const stateBehind = ({ filedAt, dispatchedAt, arrivedAt }: IncidentRecord): IncidentState => {
  if (arrivedAt !== undefined) return 'handling';
  if (dispatchedAt !== undefined) return 'dispatched';
  return filedAt === undefined ? 'new' : 'filed';
};

const union = <Item>(items: readonly Item[], more: readonly Item[]): readonly Item[] => [
  ...new Set([...items, ...more]),
];

const unionOfGroups = (groups: IncidentRecord['groups'], more: IncidentRecord['groups']): IncidentRecord['groups'] => [
  ...groups,
  ...more.filter(({ key, kind }) => !groups.some((known) => known.key === key && known.kind === kind)),
];
