import type { Brand } from '../../geodata/model/brand.ts';
import type { Family } from '../../geodata/model/family.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { AlertId } from '../alerts/alert.ts';
import type { INCIDENT_STATES } from '../api/contract.ts';

/** `INC-YYMMDD-NNN`: the day of its first alert in the city, and a number within that day. */
export type IncidentId = Brand<string, 'IncidentId'>;
export type IncidentState = (typeof INCIDENT_STATES)[number];

interface IncidentEventBase {
  /** The same log in another run has the same ids. */
  readonly id: string;
  readonly incidentId: IncidentId;
  readonly time: EventTime;
  /** `system` for what follows from alerts and clocks. */
  readonly actor: string;
}

/** What can happen to an incident besides what happens to its alerts. Logged once, never changed. */
export type IncidentEvent = IncidentEventBase &
  (
    | {
        readonly kind: 'opened';
        readonly alertId: AlertId;
        readonly cause: string;
        /** The leading thing of the first alert. */
        readonly lead: ThingId;
        readonly occurredAt: EventTime;
      }
    | { readonly kind: 'joined'; readonly alertId: AlertId; readonly cause: string }
    | { readonly kind: 'acknowledged'; readonly note?: string }
    | {
        readonly kind: 'graded';
        readonly grade: Grade;
        readonly reason: string;
        /** What its alerts said at that time. */
        readonly basis: Grade;
      }
    | { readonly kind: 'assigned'; readonly assignee: string; readonly note?: string }
    | { readonly kind: 'escalated'; readonly note?: string }
    | { readonly kind: 'commented'; readonly text: string }
    | { readonly kind: 'overdue'; readonly dueAt: EventTime }
    | { readonly kind: 'resolved' }
    | { readonly kind: 'reopened' }
    | {
        readonly kind: 'closed';
        readonly reason: string;
        /** How often each alert had been raised by then: only a further raise concerns anyone. */
        readonly counts: Readonly<Record<string, number>>;
      }
    | {
        readonly kind: 'absorbed';
        readonly other: IncidentId;
        readonly alertIds: readonly AlertId[];
        readonly causes: readonly string[];
      }
    | { readonly kind: 'voided'; readonly into: IncidentId }
  );

/** What the log of an incident says by itself. */
export interface IncidentRecord {
  readonly id: IncidentId;
  readonly lead: ThingId;
  readonly causes: readonly string[];
  readonly alertIds: readonly AlertId[];
  readonly state: IncidentState;
  /** When the trouble began, as far as the evidence of the first alert reaches back. */
  readonly occurredAt: EventTime;
  /** When the first alert was raised. */
  readonly detectedAt: EventTime;
  readonly filedAt?: EventTime;
  readonly dispatchedAt?: EventTime;
  readonly resolvedAt?: EventTime;
  readonly closedAt?: EventTime;
  readonly closeReason?: string;
  readonly escalatedAt?: EventTime;
  readonly assignee?: string;
  /** A person's grade; it holds until the alerts say worse than they did then. */
  readonly override?: {
    readonly grade: Grade;
    readonly basis: Grade;
    readonly reason: string;
    readonly by: string;
  };
  /** The last time by which somebody should have acknowledged it and nobody had. */
  readonly missedDueAt?: EventTime;
  readonly mergedInto?: IncidentId;
  /** Time of its latest event. */
  readonly touchedAt: EventTime;
  /** How many events it has; the next one is named after it. */
  readonly nEvents: number;
}

/** An incident as people see it: its record, and what its alerts make of it. */
export interface Incident extends IncidentRecord {
  readonly title: Bilingual;
  /** Of the leading alert: the worst that still holds, or that there was when none does; the earliest among equals. */
  readonly kind: string;
  readonly family: Family;
  readonly grade: Grade;
  readonly gradeReason: Bilingual;
  /** `active` while any of its alerts is. */
  readonly condition: 'active' | 'cleared';
  /** No alert of it waits for an acknowledgement. */
  readonly acknowledged: boolean;
  /** Every alert of it that is in the queue is shelved. */
  readonly shelved: boolean;
  readonly shelvedUntil?: EventTime;
  /** All things of all its alerts, the leading one's first. */
  readonly things: readonly ThingId[];
  readonly zone?: string;
  readonly position?: LonLat;
  readonly updatedAt: EventTime;
  readonly clearedAt?: EventTime;
  /** By when somebody has to acknowledge it, or should have. */
  readonly dueAt?: EventTime;
  readonly overdue: boolean;
}

export const isClosed = (incident: IncidentRecord): boolean => incident.state === 'closed' || incident.state === 'void';

/**
 * The record after one more event. Pure.
 * @throws TypeError when the first event is not `opened`: the log is broken.
 */
export function applyIncidentEvent(record: IncidentRecord | undefined, event: IncidentEvent): IncidentRecord {
  if (event.kind === 'opened') return opened(event);
  if (!record) throw new TypeError(`incident ${event.incidentId}: ${event.kind} before opened`);
  const { resolvedAt, ...rest } = record;
  const kept = event.kind === 'reopened' || resolvedAt === undefined ? rest : record;
  const touchedAt = Math.max(record.touchedAt, event.time) as EventTime;
  return { ...kept, touchedAt, nEvents: record.nEvents + 1, ...changes(record, event) };
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
  causes: [event.cause],
  alertIds: [event.alertId],
  state: 'new',
  occurredAt: event.occurredAt,
  detectedAt: event.time,
  touchedAt: event.time,
  nEvents: 1,
});

function changes(record: IncidentRecord, event: Exclude<IncidentEvent, { kind: 'opened' }>): Partial<IncidentRecord> {
  switch (event.kind) {
    case 'joined':
      return { alertIds: union(record.alertIds, [event.alertId]), causes: union(record.causes, [event.cause]) };
    case 'absorbed':
      return { alertIds: union(record.alertIds, event.alertIds), causes: union(record.causes, event.causes) };
    case 'graded':
      return { override: { grade: event.grade, basis: event.basis, reason: event.reason, by: event.actor } };
    case 'assigned': {
      const handled = record.state === 'new' || record.state === 'filed';
      const first = { filedAt: record.filedAt ?? event.time, dispatchedAt: record.dispatchedAt ?? event.time };
      return { assignee: event.assignee, ...first, ...(handled && { state: 'dispatched' as const }) };
    }
    case 'escalated':
      return { escalatedAt: event.time };
    case 'overdue':
      return { missedDueAt: event.dueAt };
    case 'resolved':
      return { state: 'resolved', resolvedAt: event.time };
    case 'reopened':
      return { state: record.dispatchedAt === undefined ? 'new' : 'dispatched' };
    case 'closed':
      return {
        state: 'closed',
        resolvedAt: record.resolvedAt ?? event.time,
        closedAt: event.time,
        closeReason: event.reason,
      };
    case 'voided':
      return { state: 'void', mergedInto: event.into };
    case 'acknowledged':
    case 'commented':
      return {};
  }
}

const union = <Item>(items: readonly Item[], more: readonly Item[]): readonly Item[] => [
  ...new Set([...items, ...more]),
];
