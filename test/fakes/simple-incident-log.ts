import type { Alert, AlertId } from '../../backend/alerts/alert.ts';
import type { Page } from '../../backend/alerts/alert-log.ts';
import type { Action } from '../../backend/identity/audit.ts';
import { type Incident, type IncidentEvent, type IncidentId, isClosed } from '../../backend/incidents/incident.ts';
import type {
  IncidentEntry,
  IncidentFilter,
  IncidentLog,
  IncidentMemory,
  IncidentPage,
} from '../../backend/incidents/incident-log.ts';

/** An incident log that forgets nothing. `alerts` is where it finds them. */
export class SimpleIncidentLog implements IncidentLog {
  readonly events: IncidentEvent[] = [];
  readonly incidents = new Map<IncidentId, Incident>();
  readonly actions: Action[] = [];
  readonly #alerts: () => readonly Alert[];

  constructor(alerts: () => readonly Alert[]) {
    this.#alerts = alerts;
  }

  async append(entries: readonly IncidentEntry[]): Promise<void> {
    for (const { event, incident, action } of entries) {
      if (event) this.events.push(event);
      if (incident) this.incidents.set(incident.id, incident);
      if (action) this.actions.push(action);
    }
  }

  async load(): Promise<IncidentMemory> {
    const numbers = new Map<string, number>();
    for (const id of this.incidents.keys()) numbers.set(id.slice(4, 10), Number(id.slice(11)));
    const open = new Set([...this.incidents.values()].filter((one) => !isClosed(one)).map(({ id }) => id));
    const closings = this.events.flatMap((event) =>
      event.kind === 'closed' ? (Object.entries(event.counts) as [AlertId, number][]) : [],
    );
    return {
      events: this.events.filter((event) => open.has(event.incidentId)),
      alerts: this.#alerts(),
      settled: new Map(closings),
      numbers,
    };
  }

  async find(id: string): Promise<Incident | undefined> {
    return this.incidents.get(id as IncidentId);
  }

  async list(_: IncidentFilter, page: Page): Promise<IncidentPage> {
    return { items: [...this.incidents.values()].slice(0, page.limit), nextCursor: null };
  }

  async eventsOf(id: IncidentId): Promise<readonly IncidentEvent[]> {
    return this.events.filter((event) => event.incidentId === id);
  }
}
