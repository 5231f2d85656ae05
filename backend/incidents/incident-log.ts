import type { Family } from '../../geodata/model/family.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Alert, AlertId } from '../alerts/alert.ts';
import type { Page } from '../alerts/alert-log.ts';
import type { Action } from '../identity/audit.ts';
import type { Incident, IncidentEvent, IncidentId, IncidentState } from './incident.ts';

/** One thing to make durable: an event, the incident as it then stood, a person's audit line. */
export interface IncidentEntry {
  readonly event?: IncidentEvent;
  readonly incident?: Incident;
  readonly action?: Action;
}

/** What a desk needs to go on where the last process stopped. */
export interface IncidentMemory {
  /** All events of the incidents that are not closed, in order. */
  readonly events: readonly IncidentEvent[];
  /** The alerts of these incidents. */
  readonly alerts: readonly Alert[];
  /** For alerts of closed incidents: how often they had been raised when it was closed. */
  readonly settled: ReadonlyMap<AlertId, number>;
  /** What people decided otherwise than the rules, in all incidents, oldest first; absent: nothing. */
  readonly examples?: readonly IncidentEvent[];
  /** The highest number given out for each day, by `YYMMDD`. */
  readonly numbers: ReadonlyMap<string, number>;
}

export interface IncidentFilter {
  readonly family?: Family;
  readonly kind?: string;
  readonly grade?: Grade;
  readonly state?: IncidentState;
  /** True: neither closed nor void. */
  readonly open?: boolean;
  readonly thing?: string;
  readonly zone?: string;
  /** By name. */
  readonly district?: string;
  /** Occurred in `[from, to)`. */
  readonly from?: EventTime;
  readonly to?: EventTime;
}

export interface IncidentPage {
  readonly items: readonly Incident[];
  readonly nextCursor: string | null;
}

/** What incidents need of a store. */
export interface IncidentLog {
  /** Commits all or nothing, in order. Events whose id is there already change nothing; of several states of an incident the last one stays. */
  append(entries: readonly IncidentEntry[]): Promise<void>;
  load(): Promise<IncidentMemory>;
  find(id: string): Promise<Incident | undefined>;
  /** Newest first. @throws UserError `bad-cursor`. */
  list(filter: IncidentFilter, page: Page): Promise<IncidentPage>;
  eventsOf(id: IncidentId): Promise<readonly IncidentEvent[]>;
}
