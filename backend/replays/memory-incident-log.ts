import type { Alert, AlertId } from '../alerts/alert.ts';
import type { Page } from '../alerts/alert-log.ts';
import type { Action } from '../identity/audit.ts';
import { isDecision } from '../incidents/classification/examples.ts';
import { type Incident, type IncidentEvent, type IncidentId, isClosed } from '../incidents/incident.ts';
import type {
  IncidentEntry,
  IncidentFilter,
  IncidentLog,
  IncidentMemory,
  IncidentPage,
} from '../incidents/incident-log.ts';
import { pageOf } from './memory-page.ts';

/** The log of incidents of an isolated walk, in memory. Entries may be told again: what is there already changes nothing. */
export class MemoryIncidentLog implements IncidentLog {
  readonly events: IncidentEvent[] = [];
  readonly actions: Action[] = [];
  readonly #ids = new Set<string>();
  readonly #incidents = new Map<IncidentId, Incident>();
  readonly #homes = new Map<string, IncidentId>();
  readonly #eventsOf = new Map<IncidentId, IncidentEvent[]>();
  readonly #alert: (id: string) => Alert | undefined;
  readonly #onEntries: (entries: readonly IncidentEntry[]) => void;

  /** `alert` finds the alerts of an incident; `onEntries` hears of what was written, in order. */
  constructor(
    alert: (id: string) => Alert | undefined,
    onEntries: (entries: readonly IncidentEntry[]) => void = () => undefined,
  ) {
    this.#alert = alert;
    this.#onEntries = onEntries;
  }

  async append(entries: readonly IncidentEntry[]): Promise<void> {
    this.write(entries);
    this.#onEntries(entries);
  }

  /** {@link append} for those who have the log at hand. */
  write(entries: readonly IncidentEntry[]): void {
    for (const { event, incident, action } of entries) {
      if (action) this.actions.push(action);
      if (incident) this.#keep(incident);
      if (!event || this.#ids.has(event.id)) continue;
      this.#ids.add(event.id);
      this.events.push(event);
      const own = this.#eventsOf.get(event.incidentId);
      if (own) own.push(event);
      else this.#eventsOf.set(event.incidentId, [event]);
    }
  }

  get(id: string): Incident | undefined {
    return this.#incidents.get(id as IncidentId);
  }

  /** In the order in which they were opened. */
  all(): IterableIterator<Incident> {
    return this.#incidents.values();
  }

  /** The incident that an alert belongs to, or belonged to last. */
  incidentOf(alertId: string): IncidentId | undefined {
    return this.#homes.get(alertId);
  }

  async load(): Promise<IncidentMemory> {
    const open = [...this.#incidents.values()].filter((incident) => !isClosed(incident));
    const openIds = new Set(open.map(({ id }) => id));
    const settled = new Map<AlertId, number>();
    const numbers = new Map<string, number>();
    for (const event of this.events) {
      if ((event.kind === 'closed' || event.kind === 'voided') && event.counts)
        for (const [id, count] of Object.entries(event.counts)) settled.set(id as AlertId, count);
      const [, day, number] = event.incidentId.split('-');
      numbers.set(day!, Math.max(numbers.get(day!) ?? 0, Number(number)));
    }
    return {
      events: this.events.filter(({ incidentId }) => openIds.has(incidentId)),
      alerts: open.flatMap(({ alertIds }) => alertIds.flatMap((id) => this.#alert(id) ?? [])),
      settled,
      numbers,
      examples: this.events.filter(isDecision),
    };
  }

  async find(id: string): Promise<Incident | undefined> {
    return this.get(id);
  }

  async list(filter: IncidentFilter, page: Page): Promise<IncidentPage> {
    const isWanted = wanted(filter);
    const items = [...this.all()]
      .filter(isWanted)
      .sort((a, b) => b.occurredAt - a.occurredAt || (a.id < b.id ? 1 : -1));
    return pageOf(items, page);
  }

  async eventsOf(id: IncidentId): Promise<readonly IncidentEvent[]> {
    return this.#eventsOf.get(id) ?? [];
  }

  #keep(incident: Incident): void {
    this.#incidents.set(incident.id, incident);
    if (incident.state !== 'void') for (const id of incident.alertIds) this.#homes.set(id, incident.id);
  }
}

function wanted(filter: IncidentFilter): (incident: Incident) => boolean {
  const { family, kind, grade, state, open, thing, zone, from, to } = filter;
  return (incident) =>
    (family === undefined || incident.family === family) &&
    (kind === undefined || incident.kind === kind) &&
    (grade === undefined || incident.grade === grade) &&
    (state === undefined || incident.state === state) &&
    (open === undefined || open !== isClosed(incident)) &&
    (thing === undefined || incident.things.some((id) => id === thing)) &&
    (zone === undefined || incident.zone === zone) &&
    (from === undefined || incident.occurredAt >= from) &&
    (to === undefined || incident.occurredAt < to);
}
