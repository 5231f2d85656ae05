import type { Clock, EventTime } from '../../geodata/model/time.ts';
import type { Report } from '../../ingestion/observation.ts';
import { type Alert, type AlertId, isOpen } from '../alerts/alert.ts';
import { OrderedWriter } from '../alerts/ordered-writer.ts';
import { type Actor, SYSTEM } from '../identity/actor.ts';
import type { Action, ActionName } from '../identity/audit.ts';
import type { Correlation } from './correlation/correlation.ts';
import type { Placement } from './correlation/rule.ts';
import { type Describing, describeIncident, stageOf } from './describe-incident.ts';
import { applyIncidentEvent } from './fold-incident.ts';
import {
  type Incident,
  type IncidentEvent,
  type IncidentId,
  type IncidentRecord,
  isClosed,
  type RaiseCounts,
} from './incident.ts';
import { IncidentIndex } from './incident-index.ts';
import type { IncidentEntry, IncidentLog } from './incident-log.ts';
import { IncidentNumbers } from './incident-numbers.ts';
import { ReportsAtHand, reportAbout } from './reports-at-hand.ts';

export interface BookOptions {
  readonly log: IncidentLog;
  readonly alerts: { get(id: string): Alert | undefined; open(): readonly Alert[]; settled(): Promise<void> };
  readonly clock: Clock;
  readonly correlation: Correlation;
  readonly describing: Describing;
  readonly onChange: (incident: Incident, previous: Incident | undefined) => void;
  readonly onRefused: (cause: unknown) => void;
  /** IANA name. */
  readonly timeZone: string;
  readonly quietMs: number;
}

/** An event without what the book adds. */
export type EventBody = IncidentEvent extends infer Event
  ? Event extends IncidentEvent
    ? Omit<Event, 'id' | 'incidentId' | 'time' | 'actor'>
    : never
  : never;

/** What happens to incidents by itself: alerts and reports come in, states follow them, times pass. People act through the desk, which writes in this book. */
export class IncidentBook {
  readonly index = new IncidentIndex();
  readonly reports = new ReportsAtHand();
  readonly #options: BookOptions;
  readonly #writer: OrderedWriter<IncidentEntry>;
  readonly #numbers: IncidentNumbers;
  /** Nothing is due before: so a look at the clock costs nothing, however many incidents are open. */
  #nextDue = Number.POSITIVE_INFINITY;

  constructor(options: BookOptions) {
    this.#options = options;
    this.#writer = new OrderedWriter(async (entries) => {
      // An incident is never in the store without its alerts.
      await options.alerts.settled();
      await options.log.append(entries);
    }, options.onRefused);
    this.#numbers = new IncidentNumbers(options.timeZone);
  }

  async load(): Promise<void> {
    const memory = await this.#options.log.load();
    this.#numbers.restore(memory.numbers);
    for (const event of memory.examples ?? []) this.#options.describing.classifier.learn(event);
    const records = new Map<IncidentId, IncidentRecord>();
    for (const event of memory.events) {
      this.#options.describing.classifier.learn(event);
      records.set(event.incidentId, applyIncidentEvent(records.get(event.incidentId), event));
    }
    for (const alert of memory.alerts) this.index.keep(alert);
    for (const record of records.values()) {
      this.index.restore(record);
      this.#keep(this.describe(record.id));
    }
    this.index.settle(memory.settled);
    this.apply([...this.#options.alerts.open()].sort((a, b) => a.raisedAt - b.raisedAt));
  }

  stop(): Promise<void> {
    return this.#writer.stop();
  }

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  write(entries: readonly IncidentEntry[]): void {
    this.#writer.add(entries);
  }

  apply(alerts: readonly Alert[]): readonly Incident[] {
    const touched = new Set<IncidentId>();
    for (const alert of alerts) {
      const id = this.index.incidentOf(alert.id) ?? this.#place(alert);
      if (id === undefined) continue;
      this.index.keep(alert);
      this.#takeReports(id, alert);
      touched.add(id);
    }
    return [...touched].map((id) => this.refresh(id));
  }

  /** Gives a report to the incident that it is about; keeps it at hand where there is none yet. */
  hear(report: Report): void {
    for (const { id, alertIds } of this.index.open()) {
      const reason = this.index
        .alertsOf(id)
        .map((alert) => reportAbout(report, alert))
        .find((found) => found !== undefined);
      if (!reason || alertIds.length === 0) continue;
      this.log(id, { kind: 'reported', reportId: report.id, reason }, SYSTEM.name, report.time);
      this.refresh(id);
      return;
    }
    this.reports.keep(report);
  }

  tick(now: EventTime): void {
    if (now < this.#nextDue) return;
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const incident of this.index.open()) {
      const { dueAt } = incident;
      if (this.#dueOf(incident) > now) this.#nextDue = Math.min(this.#nextDue, this.#dueOf(incident));
      else if (incident.state === 'resolved') this.#closeQuiet(incident, now);
      else {
        const stage = stageOf(incident, this.index.alertsOf(incident.id), this.#options.describing);
        this.log(incident.id, { kind: 'overdue', dueAt: dueAt!, ...(stage && { stage }) }, SYSTEM.name, dueAt!);
        this.refresh(incident.id);
      }
    }
  }

  /** Describes the incident anew, lets its state follow its alerts, tells of it and has it written. */
  refresh(id: IncidentId): Incident {
    const previous = this.index.get(id);
    let incident = this.describe(id);
    const step = isClosed(incident) ? undefined : this.#followAlerts(incident);
    if (step) {
      this.log(id, { kind: step }, SYSTEM.name, incident.updatedAt);
      incident = this.describe(id);
    }
    this.#keep(incident);
    this.#writer.add([{ incident }]);
    this.#options.onChange(incident, previous);
    return incident;
  }

  describe(id: IncidentId): Incident {
    return describeIncident(this.index.record(id), this.index.alertsOf(id), this.#options.describing);
  }

  close(incident: Incident, reason: string, actor: string, time: EventTime): Incident {
    this.log(incident.id, { kind: 'closed', reason, counts: this.countsOf(incident.id) }, actor, time);
    this.index.forgetSettled((id) => this.#options.alerts.get(id) === undefined);
    return this.refresh(incident.id);
  }

  countsOf(id: IncidentId): RaiseCounts {
    return Object.fromEntries(this.index.alertsOf(id).map((alert) => [alert.id, alert.nRaised]));
  }

  /** Makes the other one part of this one. */
  absorb(
    id: IncidentId,
    other: IncidentRecord,
    actor: string,
    time: EventTime,
    reason?: Placement['joining']['reason'],
  ): void {
    const { alertIds, causes, reportIds, groups } = other;
    this.log(
      id,
      { kind: 'absorbed', other: other.id, alertIds, causes, reportIds, groups, ...(reason && { reason }) },
      actor,
      time,
    );
    this.log(other.id, { kind: 'voided', into: id }, actor, time);
    this.refresh(other.id);
  }

  log(id: IncidentId, body: EventBody, actor: string, time: EventTime): void {
    const event = { id: `${id}/${this.index.eventsOf(id) + 1}`, incidentId: id, time, actor, ...body };
    this.index.record(id, event);
    this.#options.describing.classifier.learn(event);
    this.#writer.add([{ event }]);
  }

  action(action: ActionName, id: IncidentId, actor: Actor, note?: string): Action {
    const time = this.#options.clock.now();
    return { time, actor, action, objectKind: 'incident', objectId: id, ...(note !== undefined && { note }) };
  }

  /** The incident that a new alert belongs to; `undefined` when it concerns nobody any more. */
  #place(alert: Alert): IncidentId | undefined {
    if (!isOpen(alert) || this.index.isSettled(alert)) return undefined;
    const placement = this.#options.correlation.place(alert, this.index);
    if (!placement) return undefined;
    const { home, absorbs, joining } = placement;
    const { id: alertId, cause, lastRaisedAt: time } = alert;
    const id = home ?? this.#open(alert, joining);
    if (home) this.log(home, { kind: 'joined', alertId, cause, ...joining }, SYSTEM.name, time);
    this.index.keep(alert);
    for (const other of absorbs) this.absorb(id, this.index.record(other), SYSTEM.name, time, joining.reason);
    return id;
  }

  #open(alert: Alert, joining: Placement['joining']): IncidentId {
    const time = alert.lastRaisedAt;
    const id = this.#numbers.next(time);
    const occurredAt = Math.min(time, alert.evidence.samples[0]?.time ?? time) as EventTime;
    const [lead] = alert.things;
    const follows = this.#options.describing.classifier.examplesFor(alert);
    const about = { alertId: alert.id, cause: alert.cause, lead, occurredAt, ...joining };
    this.log(id, { kind: 'opened', ...about, ...(follows.length > 0 && { follows }) }, SYSTEM.name, time);
    return id;
  }

  #takeReports(id: IncidentId, alert: Alert): void {
    for (const { report, reason } of this.reports.take(alert))
      this.log(id, { kind: 'reported', reportId: report.id, reason }, SYSTEM.name, alert.lastRaisedAt);
  }

  /** What follows from the alerts alone: over when all has cleared and been acknowledged, unless somebody is there; begun again when any is raised since. */
  #followAlerts(incident: Incident): 'resolved' | 'reopened' | undefined {
    const isOver = incident.condition === 'cleared' && incident.acknowledged;
    if (incident.state !== 'resolved') return isOver && incident.state !== 'handling' ? 'resolved' : undefined;
    const { resolution } = incident;
    if (!resolution) return isOver ? undefined : 'reopened';
    const isRaisedSince = this.index
      .alertsOf(incident.id)
      .some(({ id, nRaised }) => nRaised > (resolution.counts[id as AlertId] ?? 0));
    return isRaisedSince ? 'reopened' : undefined;
  }

  #closeQuiet(incident: Incident, now: EventTime): void {
    this.close(incident, '已解除并确认，未再发生 / cleared and acknowledged, and quiet since', SYSTEM.name, now);
    this.#writer.add([{ action: this.action('close', incident.id, SYSTEM) }]);
  }

  /** When {@link tick} has something to do about it. What a person called resolved while it still holds is not closed by itself. */
  #dueOf({ state, resolvedAt, dueAt, missedDueAt, condition, acknowledged }: Incident): number {
    if (state === 'resolved' && resolvedAt !== undefined)
      return condition === 'cleared' && acknowledged ? resolvedAt + this.#options.quietMs : Number.POSITIVE_INFINITY;
    return dueAt === undefined || dueAt === missedDueAt ? Number.POSITIVE_INFINITY : dueAt;
  }

  #keep(incident: Incident): void {
    this.index.put(incident);
    this.#nextDue = Math.min(this.#nextDue, this.#dueOf(incident));
  }
}
