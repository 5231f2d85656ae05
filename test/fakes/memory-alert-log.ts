import { type Alert, type AlertEvent, type AlertId, foldAlert } from '../../backend/alerts/alert.ts';
import type {
  AlertEntry,
  AlertFilter,
  AlertLog,
  AlertMemory,
  AlertPage,
  Page,
} from '../../backend/alerts/alert-log.ts';
import type { Arrangement } from '../../backend/alerts/arrangements.ts';
import type { Action } from '../../backend/identity/audit.ts';

/** An alert log that forgets nothing and can be told to refuse. */
export class MemoryAlertLog implements AlertLog {
  readonly events: AlertEvent[] = [];
  readonly actions: Action[] = [];
  readonly #arrangements = new Map<string, Arrangement>();
  refusal: Error | undefined;

  async append(entries: readonly AlertEntry[]): Promise<void> {
    await Promise.resolve();
    if (this.refusal) throw this.refusal;
    for (const { event, action, arrangement } of entries) {
      if (arrangement) this.#arrangements.set(arrangement.arrangement.id, arrangement.arrangement);
      if (event && !this.events.some(({ id }) => id === event.id)) this.events.push(event);
      if (action) this.actions.push(action);
    }
  }

  alerts(): Alert[] {
    return [...this.#byAlert().values()].map(foldAlert);
  }

  async load(): Promise<AlertMemory> {
    return {
      alerts: this.alerts(),
      eventIds: new Map([...this.#byAlert()].map(([id, events]) => [id, events.map((event) => event.id)])),
      clearedAt: new Map(),
      arrangements: [...this.#arrangements.values()],
    };
  }

  async find(id: string): Promise<Alert | undefined> {
    return this.alerts().find((alert) => alert.id === id);
  }

  async list(filter: AlertFilter, page: Page): Promise<AlertPage> {
    const items = this.alerts().filter((alert) => filter.state === undefined || alert.state === filter.state);
    return { items: items.slice(0, page.limit), nextCursor: null };
  }

  async eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]> {
    return this.events.filter((event) => ids.includes(event.alertId));
  }

  #byAlert(): Map<AlertId, AlertEvent[]> {
    const groups = new Map<AlertId, AlertEvent[]>();
    for (const event of this.events) groups.set(event.alertId, [...(groups.get(event.alertId) ?? []), event]);
    return groups;
  }
}
