import type { Bilingual } from '../../../geodata/model/text.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { Incident, IncidentId, IncidentRecord, Joining } from '../incident.ts';
import type { Whereabouts } from './whereabouts.ts';

/** An alert of an open incident. */
export interface Member {
  readonly alert: Alert;
  readonly incidentId: IncidentId;
}

/** What a new alert may be compared with. */
export interface OpenIncidents {
  get(id: string): Incident | undefined;
  record(id: IncidentId): IncidentRecord;
  alertsOf(id: IncidentId): readonly Alert[];
  /** The open incident that an alert belongs to. */
  incidentOf(alertId: string): IncidentId | undefined;
  homeOfCause(cause: string): IncidentId | undefined;
  homeOfGroup(key: string): IncidentId | undefined;
  /** Of these kinds, in the order in which they came. */
  members(kinds: Iterable<string>): Iterable<Member>;
}

/** Where a new alert belongs, and why. */
export interface Placement {
  /** The incident that takes it in; absent: a new one. */
  readonly home?: IncidentId;
  /** Incidents that turn out to be the same one, and become part of it. */
  readonly absorbs: readonly IncidentId[];
  readonly joining: Joining;
}

/**
 * A row of the table: two alerts that fit are about the same trouble. The later one of them is new, the other a member of an open incident; `fits` is asked with the place of each.
 */
export interface PairRule {
  readonly id: string;
  /** What it is about, one line for people. */
  readonly name: Bilingual;
  /** Why these two belong together; kept with the alert for ever. */
  readonly reason: (alert: Alert, other: Alert) => Bilingual;
  /** Kinds of a new alert that it looks at, and with which kinds it compares them. */
  readonly kinds: ReadonlySet<string>;
  readonly withKinds: ReadonlySet<string>;
  /** The other one was raised, or ended, at most so long before, ms. Of what still holds any age counts when absent. */
  readonly withinMs: number;
  readonly fits: (alert: Located, other: Located) => boolean;
  /** An alert that fits alerts of several incidents shows that they are one. Default false: it joins the oldest. */
  readonly merges?: boolean;
  /** May it join what a storm or a failure has grouped? Default false. */
  readonly intoGroups?: boolean;
}

/** An alert and where it is in the city. */
export interface Located {
  readonly alert: Alert;
  readonly where: Whereabouts;
}

/** When a member last held: now while it is active. */
export const heldUntil = (other: Alert, now: EventTime): number =>
  other.state === 'active' ? now : Math.max(other.lastRaisedAt, other.clearedAt ?? other.lastRaisedAt);
