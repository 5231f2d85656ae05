import { randomUUID } from 'node:crypto';
import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import { type Alert, type AlertEvent, isOpen } from '../alerts/alert.ts';
import type { ShelveRequest } from '../alerts/alert-desk.ts';
import type { Page } from '../alerts/alert-log.ts';
import { OrderedWriter } from '../alerts/ordered-writer.ts';
import { UserError } from '../errors.ts';
import { type Actor, SYSTEM } from '../identity/actor.ts';
import type { Action, ActionName } from '../identity/audit.ts';
import {
  DEFAULT_RESPONSE_MINUTES,
  type Describing,
  describeIncident,
  type ResponseMinutes,
} from './describe-incident.ts';
import {
  applyIncidentEvent,
  type Incident,
  type IncidentEvent,
  type IncidentId,
  type IncidentRecord,
  isClosed,
} from './incident.ts';
import { IncidentIndex } from './incident-index.ts';
import type { IncidentEntry, IncidentFilter, IncidentLog, IncidentPage } from './incident-log.ts';
import { IncidentNumbers } from './incident-numbers.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

/** What an incident asks of the desk that keeps its alerts. */
interface AlertActs {
  get(id: string): Alert | undefined;
  open(): readonly Alert[];
  settled(): Promise<void>;
  acknowledgeAll(ids: readonly string[], actor: Actor, note: string | undefined, action: Action): Promise<void>;
  shelveAll(ids: readonly string[], request: ShelveRequest, actor: Actor, action: Action): Promise<void>;
  unshelveAll(ids: readonly string[], actor: Actor, action: Action): Promise<void>;
  eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]>;
}

export interface IncidentDeskOptions {
  readonly log: IncidentLog;
  readonly alerts: AlertActs;
  readonly clock: Clock;
  /** What people call a thing. */
  readonly nameOf: (thing: ThingId) => string;
  /** Called at once for each incident that changed; `previous` is absent for a new one. */
  readonly onChange: (incident: Incident, previous: Incident | undefined) => void;
  /** Hears of every refusal of the store; the desk tries again by itself. */
  readonly onRefused: (cause: unknown) => void;
  /** IANA name; days of incident numbers are days there. */
  readonly timeZone: string;
  readonly responseMinutes?: ResponseMinutes;
  /** How long an incident stays resolved (all cleared, all acknowledged) before the system closes it. */
  readonly quietMs?: number;
  /** Names comments on closed incidents; see the alert desk's. Default: random UUIDs. */
  readonly newId?: () => string;
}

/** Ours, configurable: three times the window in which an alert that comes back is the same one. */
const QUIET_MS = 30 * 60_000;

type EventBody = IncidentEvent extends infer Event
  ? Event extends IncidentEvent
    ? Omit<Event, 'id' | 'incidentId' | 'time' | 'actor'>
    : never
  : never;

/**
 * Where alerts with one cause become one incident, and people act on it as a whole. An alert joins the open incident that has its cause, or whose first alert
 * was led by the same thing; else it opens one. A closed incident stays closed: what happens later is another one.
 */
export class IncidentDesk {
  readonly #options: IncidentDeskOptions;
  readonly #describing: Describing;
  readonly #writer: OrderedWriter<IncidentEntry>;
  readonly #index = new IncidentIndex();
  readonly #numbers: IncidentNumbers;
  /** Nothing is due before: so a look at the clock costs nothing, however many incidents are open. */
  #nextDue = Number.POSITIVE_INFINITY;

  constructor(options: IncidentDeskOptions) {
    this.#options = options;
    this.#describing = {
      nameOf: options.nameOf,
      responseMinutes: options.responseMinutes ?? DEFAULT_RESPONSE_MINUTES,
    };
    this.#writer = new OrderedWriter(async (entries) => {
      // An incident is never in the store without its alerts.
      await options.alerts.settled();
      await options.log.append(entries);
    }, options.onRefused);
    this.#numbers = new IncidentNumbers(options.timeZone);
  }

  /** Takes up where the log ends, and groups what alerts it did not hear of. Call once, after the alert desk has loaded. */
  async load(): Promise<void> {
    const memory = await this.#options.log.load();
    this.#numbers.restore(memory.numbers);
    const records = new Map<IncidentId, IncidentRecord>();
    for (const event of memory.events)
      records.set(event.incidentId, applyIncidentEvent(records.get(event.incidentId), event));
    for (const alert of memory.alerts) this.#index.keep(alert);
    for (const record of records.values()) {
      this.#index.restore(record);
      this.#keep(this.#describe(record.id));
    }
    this.#index.settle(memory.settled);
    this.apply([...this.#options.alerts.open()].sort((a, b) => a.raisedAt - b.raisedAt));
  }

  /** Writes what is left. @throws what the store said, when it refuses. */
  stop(): Promise<void> {
    return this.#writer.stop();
  }

  /** Resolves once everything so far is committed. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Takes alerts as they now stand; call it for every alert that changed. */
  apply(alerts: readonly Alert[]): readonly Incident[] {
    const touched = new Set<IncidentId>();
    for (const alert of alerts) {
      const id = this.#index.incidentOf(alert.id) ?? this.#place(alert);
      if (id === undefined) continue;
      this.#index.keep(alert);
      touched.add(id);
    }
    return [...touched].map((id) => this.#refresh(id));
  }

  /** Notes what is overdue, and closes what has long been resolved. Call about once a second. */
  tick(now: EventTime): void {
    if (now < this.#nextDue) return;
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const incident of this.#index.open()) {
      const { dueAt } = incident;
      if (this.#dueOf(incident) > now) this.#nextDue = Math.min(this.#nextDue, this.#dueOf(incident));
      else if (incident.state === 'resolved') this.#closeQuiet(incident, now);
      else {
        this.#log(incident.id, { kind: 'overdue', dueAt: dueAt! }, SYSTEM.name, dueAt!);
        this.#refresh(incident.id);
      }
    }
  }

  /** When {@link tick} has something to do about it. */
  #dueOf({ state, resolvedAt, dueAt, missedDueAt }: Incident): number {
    if (state === 'resolved' && resolvedAt !== undefined) return resolvedAt + (this.#options.quietMs ?? QUIET_MS);
    return dueAt === undefined || dueAt === missedDueAt ? Number.POSITIVE_INFINITY : dueAt;
  }

  #keep(incident: Incident): void {
    this.#index.put(incident);
    this.#nextDue = Math.min(this.#nextDue, this.#dueOf(incident));
  }

  /** An incident that is not closed; see {@link find} for others. */
  get(id: string): Incident | undefined {
    return this.#index.get(id);
  }

  /** The open incident that an alert belongs to. */
  incidentOf(alertId: string): IncidentId | undefined {
    return this.#index.incidentOf(alertId);
  }

  /** The queue: everything that is not closed. In no order. */
  open(): Incident[] {
    return this.#index.open();
  }

  async find(id: string): Promise<Incident | undefined> {
    const open = this.#index.get(id);
    if (open) return open;
    await this.#writer.settled();
    return await this.#options.log.find(id);
  }

  list(filter: IncidentFilter, page: Page): Promise<IncidentPage> {
    return this.#options.log.list(filter, page);
  }

  /** All that happened to the incident and its alerts, oldest first. @throws UserError `unknown-incident`. */
  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    await this.#writer.settled();
    const [events, alertEvents] = await Promise.all([
      this.#options.log.eventsOf(incident.id),
      this.#options.alerts.eventsOf(incident.alertIds),
    ]);
    return timelineOf(incident, events, alertEvents);
  }

  /** Acknowledges all its alerts in one act. Twice changes nothing. */
  async acknowledge(id: string, actor: Actor, note?: string): Promise<Incident> {
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    if (incident.acknowledged) return incident;
    const action = this.#action('acknowledge', incident.id, actor, note);
    this.#log(incident.id, { kind: 'acknowledged', ...(note !== undefined && { note }) }, actor.name, action.time);
    await this.#options.alerts.acknowledgeAll(incident.alertIds, actor, note, action);
    return this.#committed(incident.id);
  }

  /** Shelves its alerts that are in the queue. */
  async shelve(id: string, request: ShelveRequest, actor: Actor): Promise<Incident> {
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    const ids = this.#index
      .alertsOf(incident.id)
      .filter(isOpen)
      .map((alert) => alert.id);
    await this.#options.alerts.shelveAll(
      ids,
      request,
      actor,
      this.#action('shelve', incident.id, actor, request.reason),
    );
    return this.#committed(incident.id);
  }

  /** Takes its alerts' shelves down. When there are none, nothing changes. */
  async unshelve(id: string, actor: Actor): Promise<Incident> {
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    const shelved = this.#index.alertsOf(incident.id).filter((alert) => alert.shelf);
    if (shelved.length === 0) return incident;
    const ids = shelved.map((alert) => alert.id);
    await this.#options.alerts.unshelveAll(ids, actor, this.#action('unshelve', incident.id, actor));
    return this.#committed(incident.id);
  }

  /** A person's grade; it holds until the alerts say worse than they do now. */
  grade(id: string, grade: Grade, reason: string, actor: Actor): Promise<Incident> {
    return this.#act(id, 'grade', actor, reason, (incident) => {
      const { override: _, ...record } = incident;
      const basis = describeIncident(record, this.#index.alertsOf(incident.id), this.#describing).grade;
      return { kind: 'graded', grade, reason, basis };
    });
  }

  /** Hands it to somebody: filed and dispatched from now on. */
  assign(id: string, assignee: string, actor: Actor, note?: string): Promise<Incident> {
    const told = note === undefined ? assignee : `${assignee}: ${note}`;
    return this.#act(id, 'assign', actor, told, () => ({
      kind: 'assigned',
      assignee,
      ...(note !== undefined && { note }),
    }));
  }

  /** Reports it upwards. */
  escalate(id: string, actor: Actor, note?: string): Promise<Incident> {
    return this.#act(id, 'escalate', actor, note, () => ({ kind: 'escalated', ...(note !== undefined && { note }) }));
  }

  /** Also on closed incidents: what was learned later belongs there too. */
  async comment(id: string, text: string, actor: Actor): Promise<Incident> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    const action = this.#action('comment', incident.id, actor, text);
    if (!isClosed(incident)) return await this.#act(id, 'comment', actor, text, () => ({ kind: 'commented', text }));
    const said = { kind: 'commented' as const, text, time: action.time, actor: actor.name };
    const event = { id: `${incident.id}/${(this.#options.newId ?? randomUUID)()}`, incidentId: incident.id, ...said };
    this.#writer.add([{ event, action }]);
    await this.#writer.settled();
    return incident;
  }

  /**
   * A person ends it, whatever still holds. What cleared unseen is acknowledged with it.
   * @throws UserError 409 while an alert is active and unacknowledged: nobody closes what nobody has seen.
   */
  async close(id: string, reason: string, actor: Actor): Promise<Incident> {
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    const alerts = this.#index.alertsOf(incident.id);
    if (alerts.some((alert) => alert.state === 'active' && !alert.acknowledged))
      throw new UserError('unacknowledged-alerts', `${incident.id} has active alerts that nobody has acknowledged`, {
        status: 409,
        next: 'Acknowledge the incident, then close it.',
      });
    const action = this.#action('close', incident.id, actor, reason);
    const acknowledged = this.#options.alerts.acknowledgeAll(incident.alertIds, actor, reason, action);
    const closed = this.#close(incident, reason, actor.name, action.time);
    await Promise.all([acknowledged, this.#writer.settled()]);
    return closed;
  }

  /** Makes the other one part of this one; the other is void from then on. @throws UserError 400 for itself, 409 when either is closed. */
  async merge(id: string, otherId: string, actor: Actor): Promise<Incident> {
    if (id === otherId)
      throw new UserError('merge-with-itself', 'an incident cannot be merged with itself', { field: 'other' });
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    const other = this.#index.get(otherId) ?? (await this.#refuse(otherId));
    const action = this.#action('merge', incident.id, actor, other.id);
    const { alertIds, causes } = other;
    this.#log(incident.id, { kind: 'absorbed', other: other.id, alertIds, causes }, actor.name, action.time);
    this.#log(other.id, { kind: 'voided', into: incident.id }, actor.name, action.time);
    this.#refresh(other.id);
    this.#refresh(incident.id);
    this.#writer.add([{ action }]);
    return this.#committed(incident.id);
  }

  /** The incident that a new alert belongs to; `undefined` when it concerns nobody any more. */
  #place(alert: Alert): IncidentId | undefined {
    if (!isOpen(alert) || this.#index.isSettled(alert)) return undefined;
    const home = this.#index.homeOf(alert);
    if (home)
      this.#log(home, { kind: 'joined', alertId: alert.id, cause: alert.cause }, SYSTEM.name, alert.lastRaisedAt);
    return home ?? this.#open(alert);
  }

  #open(alert: Alert): IncidentId {
    const id = this.#numbers.next(alert.lastRaisedAt);
    const time = alert.lastRaisedAt;
    const occurredAt = Math.min(time, alert.evidence.samples[0]?.time ?? time) as EventTime;
    const lead = alert.things[0];
    this.#log(id, { kind: 'opened', alertId: alert.id, cause: alert.cause, lead, occurredAt }, SYSTEM.name, time);
    return id;
  }

  /** Describes the incident anew, lets its state follow its alerts, tells of it and has it written. */
  #refresh(id: IncidentId): Incident {
    const previous = this.#index.get(id);
    let incident = this.#describe(id);
    const over = incident.condition === 'cleared' && incident.acknowledged;
    if (!isClosed(incident) && over !== (incident.state === 'resolved')) {
      this.#log(id, { kind: over ? 'resolved' : 'reopened' }, SYSTEM.name, incident.updatedAt);
      incident = this.#describe(id);
    }
    this.#keep(incident);
    this.#writer.add([{ incident }]);
    this.#options.onChange(incident, previous);
    return incident;
  }

  #describe(id: IncidentId): Incident {
    return describeIncident(this.#index.record(id), this.#index.alertsOf(id), this.#describing);
  }

  #closeQuiet(incident: Incident, now: EventTime): void {
    this.#close(incident, '已解除并确认，未再发生 / cleared and acknowledged, and quiet since', SYSTEM.name, now);
    this.#writer.add([{ action: this.#action('close', incident.id, SYSTEM) }]);
  }

  #close(incident: Incident, reason: string, actor: string, time: EventTime): Incident {
    const counts = Object.fromEntries(this.#index.alertsOf(incident.id).map((alert) => [alert.id, alert.nRaised]));
    this.#log(incident.id, { kind: 'closed', reason, counts }, actor, time);
    this.#index.forgetSettled((id) => this.#options.alerts.get(id) === undefined);
    return this.#refresh(incident.id);
  }

  async #act(
    id: string,
    name: ActionName,
    actor: Actor,
    note: string | undefined,
    what: (incident: Incident) => EventBody,
  ): Promise<Incident> {
    const incident = this.#index.get(id) ?? (await this.#refuse(id));
    const action = this.#action(name, incident.id, actor, note);
    this.#log(incident.id, what(incident), actor.name, action.time);
    this.#refresh(incident.id);
    this.#writer.add([{ action }]);
    return this.#committed(incident.id);
  }

  async #committed(id: IncidentId): Promise<Incident> {
    await this.#writer.settled();
    return (await this.find(id))!;
  }

  /** Says why nobody can act on an incident that is not open. */
  async #refuse(id: string): Promise<never> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    const fate = incident.mergedInto === undefined ? 'is closed' : `was merged into ${incident.mergedInto}`;
    throw new UserError('incident-closed', `${id} ${fate}`, {
      status: 409,
      next: 'Only comments can be added; what happens later opens another incident.',
    });
  }

  #log(id: IncidentId, body: EventBody, actor: string, time: EventTime): void {
    const event = { id: `${id}/${this.#index.eventsOf(id) + 1}`, incidentId: id, time, actor, ...body };
    this.#index.record(id, event);
    this.#writer.add([{ event }]);
  }

  #action(action: ActionName, id: IncidentId, actor: Actor, note?: string): Action {
    const time = this.#options.clock.now();
    return { time, actor, action, objectKind: 'incident', objectId: id, ...(note !== undefined && { note }) };
  }
}

const unknownIncident = (id: string) =>
  new UserError('unknown-incident', `there is no incident ${id}`, {
    status: 404,
    next: 'GET /api/v1/incidents lists them.',
  });
