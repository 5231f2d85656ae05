import type { Alert, AlertId } from '../alerts/alert.ts';
import type { Member, OpenIncidents } from './correlation/rule.ts';
import { applyIncidentEvent } from './fold-incident.ts';
import { type Incident, type IncidentEvent, type IncidentId, type IncidentRecord, isClosed } from './incident.ts';

const FEWEST_SETTLED = 1000;

/** The incidents that are not closed, their alerts, and what a new alert may be compared with. */
export class IncidentIndex implements OpenIncidents {
  readonly #records = new Map<IncidentId, IncidentRecord>();
  readonly #incidents = new Map<IncidentId, Incident>();
  readonly #alerts = new Map<AlertId, Alert>();
  /** The same, by kind: most kinds have nothing to do with each other. */
  readonly #byKind = new Map<string, Map<AlertId, Alert>>();
  readonly #homes = new Map<AlertId, IncidentId>();
  readonly #byCause = new Map<string, IncidentId>();
  readonly #byGroup = new Map<string, IncidentId>();
  readonly #settled = new Map<AlertId, number>();
  #settledLimit = FEWEST_SETTLED;

  /** Its alerts must be kept already. */
  restore(record: IncidentRecord): void {
    this.#records.set(record.id, record);
    this.#link(record);
  }

  settle(counts: ReadonlyMap<AlertId, number>): void {
    for (const [id, count] of counts) this.#settled.set(id, count);
  }

  get(id: string): Incident | undefined {
    return this.#incidents.get(id as IncidentId);
  }

  open(): Incident[] {
    return [...this.#incidents.values()];
  }

  incidentOf(alertId: string): IncidentId | undefined {
    return this.#homes.get(alertId as AlertId);
  }

  homeOfCause(cause: string): IncidentId | undefined {
    return this.#byCause.get(cause);
  }

  homeOfGroup(key: string): IncidentId | undefined {
    return this.#byGroup.get(key);
  }

  *members(kinds: Iterable<string>): Iterable<Member> {
    for (const kind of kinds)
      for (const alert of this.#byKind.get(kind)?.values() ?? []) {
        const incidentId = this.#homes.get(alert.id);
        if (incidentId !== undefined) yield { alert, incidentId };
      }
  }

  /** True when its incident was closed and it was not raised since. */
  isSettled(alert: Alert): boolean {
    return alert.nRaised <= (this.#settled.get(alert.id) ?? 0);
  }

  /** Lets go of the counts of alerts that can no longer be raised again. Looks through them only when they have doubled since. */
  forgetSettled(isGone: (id: AlertId) => boolean): void {
    if (this.#settled.size < this.#settledLimit) return;
    for (const id of this.#settled.keys()) if (isGone(id)) this.#settled.delete(id);
    this.#settledLimit = Math.max(FEWEST_SETTLED, this.#settled.size * 2);
  }

  keep(alert: Alert): void {
    this.#alerts.set(alert.id, alert);
    const ofKind = this.#byKind.get(alert.kind);
    if (ofKind) ofKind.set(alert.id, alert);
    else this.#byKind.set(alert.kind, new Map([[alert.id, alert]]));
  }

  alertsOf(id: IncidentId): Alert[] {
    return this.#records.get(id)!.alertIds.map((alertId) => this.#alerts.get(alertId)!);
  }

  /** How many events the incident has; 0 for one to be opened. */
  eventsOf(id: IncidentId): number {
    return this.#records.get(id)?.nEvents ?? 0;
  }

  /** The record, after one more event if one is given. */
  record(id: IncidentId, event?: IncidentEvent): IncidentRecord {
    const known = this.#records.get(id);
    if (!event) return known!;
    const record = applyIncidentEvent(known, event);
    this.#records.set(id, record);
    if ((event.kind === 'closed' || event.kind === 'voided') && event.counts)
      this.settle(new Map(Object.entries(event.counts) as [AlertId, number][]));
    this.#link(record);
    return record;
  }

  /** Keeps an open incident; lets go of one that is closed. */
  put(incident: Incident): void {
    if (!isClosed(incident)) {
      this.#incidents.set(incident.id, incident);
      return;
    }
    this.#incidents.delete(incident.id);
    this.#records.delete(incident.id);
    for (const alertId of incident.alertIds) if (!this.#homes.has(alertId)) this.#forget(alertId);
  }

  #forget(id: AlertId): void {
    const alert = this.#alerts.get(id);
    this.#alerts.delete(id);
    if (alert) this.#byKind.get(alert.kind)?.delete(id);
  }

  /** Points alerts, causes and groups at this record, or away from it when it is closed. */
  #link(record: IncidentRecord): void {
    const closed = isClosed(record);
    const point = <Key>(map: Map<Key, IncidentId>, key: Key) => {
      if (!closed) map.set(key, record.id);
      else if (map.get(key) === record.id) map.delete(key);
    };
    for (const id of record.alertIds) point(this.#homes, id);
    for (const cause of record.causes) point(this.#byCause, cause);
    for (const { key } of record.groups) point(this.#byGroup, key);
  }
}
