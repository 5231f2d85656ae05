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

/** What brought several alerts about that no detector sees by itself: a typhoon, a power failure. */
interface IncidentGroup {
  /** Becomes the kind of the incident: `typhoon`, `rainstorm`, `outage`, … */
  readonly kind: string;
  /** Alerts of one group meet under it. */
  readonly key: string;
}

/** Why an alert is in its incident. */
export interface Joining {
  /** Of the correlation's table; absent: the detectors' own cause. */
  readonly rule?: string;
  readonly reason?: Bilingual;
  readonly group?: IncidentGroup;
}

/** How often each alert had been raised by then: only a further raise concerns anyone. */
export type RaiseCounts = Readonly<Record<string, number>>;

/** A person's decision, kept as an example: what it was about, so that the next one like it may follow. */
export interface DecidedAbout {
  readonly matter: string;
  /** District, by name, or the zone where none governs; absent: nowhere in particular, and an example of nothing. */
  readonly place?: string;
}

/** What can happen to an incident besides what happens to its alerts. Logged once, never changed. */
export type IncidentEvent = IncidentEventBase &
  (
    | ({
        readonly kind: 'opened';
        readonly alertId: AlertId;
        readonly cause: string;
        /** The leading thing of the first alert. */
        readonly lead: ThingId;
        readonly occurredAt: EventTime;
        /** Earlier decisions of people about the same matter in the same place, by the ids of their events. */
        readonly follows?: readonly string[];
      } & Joining)
    | ({ readonly kind: 'joined'; readonly alertId: AlertId; readonly cause: string } & Joining)
    | { readonly kind: 'reported'; readonly reportId: string; readonly reason: Bilingual }
    | { readonly kind: 'acknowledged'; readonly note?: string }
    | {
        readonly kind: 'graded';
        readonly grade: Grade;
        readonly reason: string;
        /** What its alerts said at that time. */
        readonly basis: Grade;
        readonly about?: DecidedAbout;
      }
    | {
        readonly kind: 'tagged';
        readonly codes: readonly string[];
        readonly reason: string;
        readonly about: DecidedAbout;
      }
    | { readonly kind: 'routed'; readonly department: string; readonly reason: string; readonly about: DecidedAbout }
    | { readonly kind: 'assigned'; readonly assignee: string; readonly note?: string }
    | { readonly kind: 'escalated'; readonly note?: string }
    | { readonly kind: 'commented'; readonly text: string }
    | { readonly kind: 'overdue'; readonly dueAt: EventTime; readonly stage?: string }
    | { readonly kind: 'filed'; readonly note?: string }
    | { readonly kind: 'dispatched'; readonly department: string; readonly team?: string; readonly note?: string }
    | { readonly kind: 'arrived'; readonly note?: string }
    /** `counts`: a person says so, whatever still holds; absent: all has cleared and been acknowledged. */
    | { readonly kind: 'resolved'; readonly note?: string; readonly counts?: RaiseCounts }
    /** `reason`: a person says so; absent: it began again. */
    | { readonly kind: 'reopened'; readonly reason?: string }
    | { readonly kind: 'closed'; readonly reason: string; readonly counts: RaiseCounts }
    | {
        readonly kind: 'absorbed';
        readonly other: IncidentId;
        readonly alertIds: readonly AlertId[];
        readonly causes: readonly string[];
        readonly reportIds?: readonly string[];
        readonly groups?: readonly IncidentGroup[];
        readonly reason?: Bilingual;
      }
    /** `into`: it is part of that one now; else it was none, for `reason`. */
    | { readonly kind: 'voided'; readonly into?: IncidentId; readonly reason?: string; readonly counts?: RaiseCounts }
  );

/** What the log of an incident says by itself. */
export interface IncidentRecord {
  readonly id: IncidentId;
  readonly lead: ThingId;
  readonly causes: readonly string[];
  /** What groups its alerts, the first one first; empty when detectors' causes and the table's pairs do. */
  readonly groups: readonly IncidentGroup[];
  readonly alertIds: readonly AlertId[];
  readonly reportIds: readonly string[];
  readonly state: IncidentState;
  /** When the trouble began, as far as the evidence of the first alert reaches back. */
  readonly occurredAt: EventTime;
  /** When the first alert was raised. */
  readonly detectedAt: EventTime;
  readonly acknowledgedAt?: EventTime;
  readonly filedAt?: EventTime;
  readonly dispatchedAt?: EventTime;
  readonly arrivedAt?: EventTime;
  readonly resolvedAt?: EventTime;
  readonly closedAt?: EventTime;
  readonly closeReason?: string;
  readonly voidReason?: string;
  readonly escalatedAt?: EventTime;
  readonly assignee?: string;
  readonly team?: string;
  /** A person's grade; it holds until the alerts say worse than they do then. */
  readonly override?: {
    readonly grade: Grade;
    readonly basis: Grade;
    readonly reason: string;
    readonly by: string;
  };
  /** A person's tags. */
  readonly tagged?: { readonly codes: readonly string[]; readonly reason: string; readonly by: string };
  /** A person's department: whom it was routed or dispatched to. */
  readonly routed?: { readonly department: string; readonly reason?: string; readonly by: string };
  /** A person has said that it is resolved: it stays so until an alert is raised more often than these counts. */
  readonly resolution?: { readonly by: string; readonly counts: RaiseCounts };
  /** The last time by which something should have been done and was not. */
  readonly missedDueAt?: EventTime;
  /** How many such times. */
  readonly nMissed: number;
  readonly nReopened: number;
  /** Earlier decisions of people that it may follow. */
  readonly follows: readonly string[];
  /** Since when it has been in its state. */
  readonly stateSince: EventTime;
  readonly mergedInto?: IncidentId;
  /** Quality of handling, 0–100; only when closed. */
  readonly score?: number;
  /** Time of its latest event. */
  readonly touchedAt: EventTime;
  /** How many events it has; the next one is named after it. */
  readonly nEvents: number;
}

/** A code of the urban-management classification of events and parts. */
export interface IncidentTag {
  readonly code: string;
  /** 事件 or 部件. */
  readonly scheme: 'event' | 'part';
  readonly category: Bilingual;
  readonly name: Bilingual;
  /** True: the number is that of the national table; false: it is this system's own. */
  readonly official: boolean;
  /** Why. */
  readonly reason: Bilingual;
}

/** An incident as people see it: its record, and what its alerts make of it. */
export interface Incident extends IncidentRecord {
  readonly title: Bilingual;
  /** What groups it; else that of the leading alert: the worst that still holds, or that there was when none does; the earliest among equals. */
  readonly kind: string;
  readonly family: Family;
  readonly grade: Grade;
  readonly gradeReason: Bilingual;
  /** Everything that counted, the decisive one first. */
  readonly gradeReasons: readonly Bilingual[];
  readonly tags: readonly IncidentTag[];
  /** Who answers for it, by name; absent when nobody is known. */
  readonly department?: string;
  readonly departmentReason?: Bilingual;
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
  /** By when the next thing has to be done about it, or should have been. */
  readonly dueAt?: EventTime;
  readonly overdue: boolean;
}

export const isClosed = (incident: Pick<IncidentRecord, 'state'>): boolean =>
  incident.state === 'closed' || incident.state === 'void';
