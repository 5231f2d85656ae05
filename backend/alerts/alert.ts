import { createHash } from 'node:crypto';
import type { Evidence, Measure, Raise, Update } from '../../detectors/finding.ts';
import type { Brand } from '../../geodata/model/brand.ts';
import type { Family } from '../../geodata/model/family.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { type Priority, priorityOf } from './priority.ts';
import type { Suppression } from './suppression.ts';

export type AlertId = Brand<string, 'AlertId'>;

/** How far a shelf reaches: this alert, or everything of the same leading thing or detector, present and to come. */
export type ShelfScope = 'alert' | 'thing' | 'detector';

/** Shelving as in ISA-18.2 §11.7: a person sets alarms aside, for a stated time and reason; they come back by themselves. */
export interface Shelf {
  readonly scope: ShelfScope;
  /** The alert, thing or detector that is shelved. */
  readonly subject: string;
  readonly reason: string;
  readonly by: string;
  readonly until: EventTime;
}

interface AlertEventBase {
  /** The same event has the same id wherever and however often it is found. */
  readonly id: string;
  readonly alertId: AlertId;
  readonly key: string;
  readonly time: EventTime;
  /** `system` for what detectors found and clocks ended. */
  readonly actor: string;
}

/** What can happen to an alert. Logged once, in this order, never changed; an {@link Alert} is the fold of its events. */
export type AlertEvent = AlertEventBase &
  (
    | {
        readonly kind: 'raised';
        readonly raise: Raise;
        /** When the previous alert of this key cleared: anything older belongs to that one. */
        readonly after?: EventTime;
        /** By the table in force then; absent in logs from before there was one: by the default table. */
        readonly priority?: Priority;
      }
    | { readonly kind: 'recurred'; readonly raise: Raise; readonly priority?: Priority }
    | { readonly kind: 'updated'; readonly update: Update; readonly priority?: Priority }
    | { readonly kind: 'cleared'; readonly message?: Bilingual }
    | { readonly kind: 'acknowledged'; readonly note?: string }
    | { readonly kind: 'shelved'; readonly shelf: Shelf }
    | { readonly kind: 'unshelved'; readonly cause: 'expired' | 'person' }
    | { readonly kind: 'commented'; readonly text: string }
    | { readonly kind: 'suppressed'; readonly suppression: Suppression }
    | { readonly kind: 'unsuppressed'; readonly reason: Bilingual }
  );

/** One condition on one subject by one detector, with its count, as IEC 62682 knows it. */
export interface Alert {
  readonly id: AlertId;
  readonly key: string;
  /** `<family>.<kind>`. */
  readonly detector: string;
  readonly kind: string;
  readonly family: Family;
  readonly grade: Grade;
  readonly priority: Priority;
  /** Until harm, seconds, and persons in harm's way, as the latest raise has it. */
  readonly timeToActS?: number;
  readonly peopleAtRisk?: number;
  /** The leading thing first. */
  readonly things: readonly [ThingId, ...ThingId[]];
  readonly datastream?: string;
  readonly zone?: string;
  readonly position?: LonLat;
  readonly measure?: Measure;
  readonly message: Bilingual;
  readonly ruleVersion: string;
  /** What the latest raise or update rests on; the earlier ones are in the log. */
  readonly evidence: Evidence;
  readonly cause: string;
  readonly state: 'active' | 'cleared';
  /** First raised; together with the key it names the alert. */
  readonly raisedAt: EventTime;
  readonly lastRaisedAt: EventTime;
  /** When it was raised the last few times, oldest first; at most {@link KEPT_RAISES}. */
  readonly raises: readonly EventTime[];
  /** Of the latest raise or update: what grade, measure, message and evidence speak of. */
  readonly changedAt: EventTime;
  readonly clearedAt?: EventTime;
  /** How often it was raised, the first time included. */
  readonly nRaised: number;
  /** False again when it recurs or gets worse after it was acknowledged. */
  readonly acknowledged: boolean;
  readonly acknowledgedAt?: EventTime;
  readonly acknowledgedBy?: string;
  /** Since when somebody has to acknowledge it; absent while acknowledged or suppressed. */
  readonly waitingSince?: EventTime;
  /** When it last began to ask for somebody: what alarm rates and floods count. Absent when it never did. */
  readonly annunciatedAt?: EventTime;
  readonly shelf?: Shelf;
  /** In force; absent when it is put before an officer. */
  readonly suppression?: Suppression;
  /** When the previous alert of this key cleared. */
  readonly after?: EventTime;
}

/** Enough to know a chattering alarm by. */
const KEPT_RAISES = 3;

/** Belongs in the queue: its condition holds, or it ended before anyone acknowledged it. What ended while it was suppressed is over. */
export const isOpen = (alert: Alert): boolean => alert.state === 'active' || waits(alert);

/** Somebody has to acknowledge it. */
const waits = (alert: Pick<Alert, 'acknowledged' | 'suppression'>): boolean =>
  !alert.acknowledged && alert.suppression === undefined;

const digest = (parts: readonly (string | number)[], length: number) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);

/** 64 bits of SHA-256: the same condition raised at the same time has the same id in every run, live or replayed. */
export const alertIdOf = (key: string, raisedAt: EventTime): AlertId => digest([key, raisedAt], 16) as AlertId;

/** Id of an event that follows from the data alone. */
export const eventIdOf = (key: string, time: EventTime, kind: string): string => digest([key, time, kind], 32);

/**
 * The alert after one more of its events. Pure. Events of detectors may come late (older than what is known): a late raise counts, and moves nothing else.
 * @throws TypeError when the first event is not `raised`: the log is broken.
 */
export function applyEvent(alert: Alert | undefined, event: AlertEvent): Alert {
  if (event.kind === 'raised') return raised(event);
  if (!alert) throw new TypeError(`alert ${event.alertId}: ${event.kind} before raised`);
  switch (event.kind) {
    case 'recurred':
      return recurred(alert, event.raise, event.priority);
    case 'updated':
      return updated(alert, event.update, event.priority);
    case 'cleared':
      return { ...alert, state: 'cleared', clearedAt: event.time };
    case 'acknowledged': {
      const { waitingSince: _, ...rest } = alert;
      return { ...rest, acknowledged: true, acknowledgedAt: event.time, acknowledgedBy: event.actor };
    }
    case 'shelved':
      return { ...alert, shelf: event.shelf };
    case 'unshelved': {
      const { shelf: _, ...rest } = alert;
      return waits(rest) ? { ...rest, waitingSince: event.time, annunciatedAt: event.time } : rest;
    }
    case 'suppressed':
      return suppressed(alert, event.suppression, event.time);
    case 'unsuppressed': {
      const { suppression: _, ...rest } = alert;
      return waits(rest) && isOpen(rest) ? { ...rest, waitingSince: event.time, annunciatedAt: event.time } : rest;
    }
    case 'commented':
      return alert;
  }
}

/** @throws TypeError when there are no events or they do not begin with `raised`. */
export function foldAlert(events: readonly AlertEvent[]): Alert {
  const [first, ...rest] = events;
  if (!first) throw new TypeError('an alert has at least one event');
  return rest.reduce(applyEvent, applyEvent(undefined, first));
}

function raised({ alertId: id, key, raise, after, priority }: Extract<AlertEvent, { kind: 'raised' }>): Alert {
  return {
    id,
    key,
    detector: raise.detector,
    kind: raise.alertKind,
    family: raise.family,
    things: raise.things,
    cause: raise.cause,
    state: 'active',
    raisedAt: raise.time,
    lastRaisedAt: raise.time,
    nRaised: 1,
    raises: [raise.time],
    acknowledged: false,
    waitingSince: raise.time,
    annunciatedAt: raise.time,
    ...(after !== undefined && { after }),
    ...found(raise, priority),
  };
}

/** Suppressed in the moment in which it was raised, it never asked for anybody. */
function suppressed(alert: Alert, suppression: Suppression, time: EventTime): Alert {
  const { waitingSince: _, annunciatedAt, ...rest } = alert;
  const asked = annunciatedAt !== undefined && annunciatedAt < time;
  return { ...rest, ...(asked && { annunciatedAt }), suppression };
}

/** What each raise says anew; absent parts of it are absent in the alert too. */
const found = (raise: Raise, priority: Priority | undefined) => ({
  grade: raise.grade,
  priority: priority ?? priorityOf({ ...raise, kind: raise.alertKind }),
  message: raise.message,
  ruleVersion: raise.ruleVersion,
  evidence: raise.evidence,
  changedAt: raise.time,
  ...(raise.datastream !== undefined && { datastream: raise.datastream }),
  ...(raise.zone !== undefined && { zone: raise.zone }),
  ...(raise.position && { position: raise.position }),
  ...(raise.measure && { measure: raise.measure }),
  ...(raise.timeToActS !== undefined && { timeToActS: raise.timeToActS }),
  ...(raise.peopleAtRisk !== undefined && { peopleAtRisk: raise.peopleAtRisk }),
});

function recurred(alert: Alert, raise: Raise, priority: Priority | undefined): Alert {
  const nRaised = alert.nRaised + 1;
  const raises = [...alert.raises, raise.time].sort((a, b) => a - b).slice(-KEPT_RAISES);
  if (raise.time < Math.max(alert.changedAt, alert.clearedAt ?? alert.changedAt)) return { ...alert, nRaised, raises };
  const waiting = needsPerson(alert, raise.time);
  const { clearedAt: _, datastream: _d, zone: _z, position: _p, measure: _m, ...others } = waiting;
  const { timeToActS: _t, peopleAtRisk: _r, ...kept } = others;
  return { ...kept, nRaised, raises, state: 'active', lastRaisedAt: raise.time, ...found(raise, priority) };
}

function updated(alert: Alert, update: Update, priority: Priority | undefined): Alert {
  const worse = update.grade !== undefined && update.grade < alert.grade;
  const next = {
    ...(worse ? needsPerson(alert, update.time) : alert),
    changedAt: update.time,
    ...(update.grade !== undefined && { grade: update.grade }),
    ...(update.position && { position: update.position }),
    ...(update.measure && { measure: update.measure }),
    ...(update.message && { message: update.message }),
    ...(update.evidence && { evidence: update.evidence }),
  };
  return { ...next, priority: priority ?? priorityOf(next) };
}

/** Asks for somebody anew; what is suppressed asks nobody, but is not acknowledged any more. */
function needsPerson(alert: Alert, since: EventTime): Alert {
  const { acknowledgedAt: _, acknowledgedBy: _by, ...rest } = alert;
  const unseen = { ...rest, acknowledged: false };
  if (alert.suppression || alert.waitingSince !== undefined) return unseen;
  return { ...unseen, waitingSince: since, annunciatedAt: since };
}
