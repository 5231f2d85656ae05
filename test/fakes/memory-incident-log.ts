import type { Page } from '../../backend/alerts/alert-log.ts';
import type { Incident, IncidentEvent } from '../../backend/incidents/incident.ts';
import type {
  IncidentEntry,
  IncidentFilter,
  IncidentLog,
  IncidentMemory,
  IncidentPage,
} from '../../backend/incidents/incident-log.ts';

/** An incident log that forgets nothing. */
export class MemoryIncidentLog implements IncidentLog {
  readonly events: IncidentEvent[] = [];
  readonly #incidents = new Map<string, Incident>();

  async append(entries: readonly IncidentEntry[]): Promise<void> {
    for (const { event, incident } of entries) {
      if (event && !this.events.some(({ id }) => id === event.id)) this.events.push(event);
      if (incident) this.#incidents.set(incident.id, incident);
    }
  }

  async load(): Promise<IncidentMemory> {
    return { events: this.events, alerts: [], settled: new Map(), numbers: new Map() };
  }

  async find(id: string): Promise<Incident | undefined> {
    return this.#incidents.get(id);
  }

  async list(filter: IncidentFilter, page: Page): Promise<IncidentPage> {
    const items = [...this.#incidents.values()].filter(
      (incident) => filter.state === undefined || incident.state === filter.state,
    );
    return { items: items.slice(0, page.limit), nextCursor: null };
  }

  async eventsOf(id: string): Promise<readonly IncidentEvent[]> {
    return this.events.filter((event) => event.incidentId === id);
  }
}
