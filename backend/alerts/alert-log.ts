import type { Family } from '../../geodata/model/family.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Action } from '../identity/audit.ts';
import type { Alert, AlertEvent, AlertId } from './alert.ts';
import type { Arrangement, ArrangementEvent } from './arrangements.ts';
import type { Priority } from './priority.ts';
import type { SuppressionCause } from './suppression.ts';

/** One thing to make durable: an event of an alert or of an arrangement, the audit line of the person who caused it, or both. */
export interface AlertEntry {
  readonly event?: AlertEvent;
  readonly arrangement?: ArrangementEvent;
  readonly action?: Action;
}

/** What a desk needs to go on where the last process stopped. */
export interface AlertMemory {
  /** Alerts that are open or shelved, and those that cleared lately. */
  readonly alerts: readonly Alert[];
  /** Ids of the events of these alerts. */
  readonly eventIds: ReadonlyMap<AlertId, readonly string[]>;
  /** For every other key: when its newest alert cleared. */
  readonly clearedAt: ReadonlyMap<string, EventTime>;
  /** Suppression rules and maintenance windows, as their last events say. */
  readonly arrangements?: readonly Arrangement[];
}

export interface AlertFilter {
  readonly family?: Family;
  readonly detector?: string;
  readonly grade?: Grade;
  readonly state?: Alert['state'];
  /** Any of the alert's things. */
  readonly thing?: string;
  readonly zone?: string;
  /** By name. */
  readonly district?: string;
  readonly priority?: Priority;
  /** Suppressed now, for this cause or for any. */
  readonly suppression?: SuppressionCause | 'any';
  /** Shown in place of those that are wanted. */
  readonly leader?: string;
  /** Raised in `[from, to)`. */
  readonly from?: EventTime;
  readonly to?: EventTime;
}

export interface Page {
  /** 1–1000. */
  readonly limit: number;
  /** As given out by the page before. */
  readonly cursor?: string;
}

export type ListedAlert = Alert & { readonly incidentId?: string };

export interface AlertPage {
  readonly items: readonly ListedAlert[];
  readonly nextCursor: string | null;
}

/** What alerts need of a store: an append-only log, and the alerts it folds to. */
export interface AlertLog {
  /** Commits all or nothing, in order. Events whose id is there already change nothing. */
  append(entries: readonly AlertEntry[]): Promise<void>;
  load(): Promise<AlertMemory>;
  find(id: string): Promise<ListedAlert | undefined>;
  /** Newest first. @throws UserError `bad-cursor`. */
  list(filter: AlertFilter, page: Page): Promise<AlertPage>;
  /** The committed events of these alerts, oldest first. */
  eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]>;
}
