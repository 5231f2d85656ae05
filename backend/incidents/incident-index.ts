import type { ThingId } from '../../geodata/model/ids.ts';
import type { Alert, AlertId } from '../alerts/alert.ts';
import {
  applyIncidentEvent,
  type Incident,
  type IncidentEvent,
  type IncidentId,
  type IncidentRecord,
  isClosed,
} from './incident.ts';

const FEWEST_SETTLED = 1000;

/** The incidents that are not closed, their alerts, and where a new alert would belong. */
export class IncidentIndex {
  readonly #records = new Map<IncidentId, IncidentRecord>();
  readonly #incidents = new Map<IncidentId, Incident>();
  readonly #alerts = new Map<AlertId, Alert>();
  readonly #homes = new Map<AlertId, IncidentId>();
  readonly #byCause = new Map<string, IncidentId>();
  readonly #byLead = new Map<ThingId, IncidentId>();
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

  /** The open incident that this alert's cause or leading thing points to. */
  homeOf(alert: Alert): IncidentId | undefined {
    return this.#byCause.get(alert.cause) ?? this.#byLead.get(alert.things[0]);
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
    if (event.kind === 'closed') this.settle(new Map(Object.entries(event.counts) as [AlertId, number][]));
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
    for (const alertId of incident.alertIds) if (!this.#homes.has(alertId)) this.#alerts.delete(alertId);
  }

  /** Points alerts, causes and the leading thing at this record, or away from it when it is closed. */
  #link(record: IncidentRecord): void {
    const closed = isClosed(record);
    const point = <Key>(map: Map<Key, IncidentId>, key: Key) => {
      if (!closed) map.set(key, record.id);
      else if (map.get(key) === record.id) map.delete(key);
    };
    for (const id of record.alertIds) point(this.#homes, id);
    for (const cause of record.causes) point(this.#byCause, cause);
    point(this.#byLead, record.lead);
  }
}
