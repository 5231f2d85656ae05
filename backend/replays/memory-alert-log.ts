import type { EventTime } from '../../geodata/model/time.ts';
import { type Alert, type AlertEvent, type AlertId, applyEvent, isOpen } from '../alerts/alert.ts';
import { KEEP_MS } from '../alerts/alert-desk.ts';
import type {
  AlertEntry,
  AlertFilter,
  AlertLog,
  AlertMemory,
  AlertPage,
  ListedAlert,
  Page,
} from '../alerts/alert-log.ts';
import type { Arrangement } from '../alerts/arrangements.ts';
import type { Action } from '../identity/audit.ts';
import { pageOf } from './memory-page.ts';

/** The log of alerts of an isolated walk, in memory. Entries may be told again: what is there already changes nothing. */
export class MemoryAlertLog implements AlertLog {
  readonly events: AlertEvent[] = [];
  readonly actions: Action[] = [];
  readonly #arrangements = new Map<string, Arrangement>();
  readonly #ids = new Set<string>();
  readonly #alerts = new Map<AlertId, Alert>();
  readonly #eventsOf = new Map<string, AlertEvent[]>();
  readonly #incidentOf: (alertId: string) => string | undefined;
  readonly #onEntries: (entries: readonly AlertEntry[]) => void;

  /** `onEntries` hears of what was written, in order. */
  constructor(
    incidentOf: (alertId: string) => string | undefined = () => undefined,
    onEntries: (entries: readonly AlertEntry[]) => void = () => undefined,
  ) {
    this.#incidentOf = incidentOf;
    this.#onEntries = onEntries;
  }

  async append(entries: readonly AlertEntry[]): Promise<void> {
    this.write(entries);
    this.#onEntries(entries);
  }

  /** {@link append} for those who have the log at hand. */
  write(entries: readonly AlertEntry[]): void {
    for (const { event, action, arrangement } of entries) {
      if (action) this.actions.push(action);
      if (arrangement) this.#arrangements.set(arrangement.arrangement.id, arrangement.arrangement);
      if (!event || this.#ids.has(event.id)) continue;
      this.#ids.add(event.id);
      this.events.push(event);
      this.#alerts.set(event.alertId, applyEvent(this.#alerts.get(event.alertId), event));
      const own = this.#eventsOf.get(event.alertId);
      if (own) own.push(event);
      else this.#eventsOf.set(event.alertId, [event]);
    }
  }

  get(id: string): ListedAlert | undefined {
    const alert = this.#alerts.get(id as AlertId);
    return alert && this.#listed(alert);
  }

  /** In the order in which they were first raised. */
  *all(): IterableIterator<ListedAlert> {
    for (const alert of this.#alerts.values()) yield this.#listed(alert);
  }

  /** What the store would remember: all that is open, shelved or cleared within {@link KEEP_MS} of the newest event. */
  async load(): Promise<AlertMemory> {
    const since = this.#newest() - KEEP_MS;
    const kept = [...this.#alerts.values()].filter(
      (alert) => isOpen(alert) || alert.shelf !== undefined || (alert.clearedAt ?? since) >= since,
    );
    const clearedAt = new Map<string, EventTime>();
    for (const alert of this.#alerts.values()) {
      if (alert.clearedAt !== undefined && !kept.includes(alert)) clearedAt.set(alert.key, alert.clearedAt);
    }
    return {
      alerts: kept,
      eventIds: new Map(kept.map(({ id }) => [id, (this.#eventsOf.get(id) ?? []).map((event) => event.id)])),
      clearedAt,
      arrangements: [...this.#arrangements.values()],
    };
  }

  async find(id: string): Promise<ListedAlert | undefined> {
    return this.get(id);
  }

  async list(filter: AlertFilter, page: Page): Promise<AlertPage> {
    const isWanted = wanted(filter);
    const items = [...this.all()].filter(isWanted).sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1));
    return pageOf(items, page);
  }

  async eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]> {
    const events = ids.flatMap((id) => this.#eventsOf.get(id) ?? []);
    return events.sort((a, b) => a.time - b.time);
  }

  #listed(alert: Alert): ListedAlert {
    const incidentId = this.#incidentOf(alert.id);
    return incidentId === undefined ? alert : { ...alert, incidentId };
  }

  #newest(): number {
    return this.events.reduce((newest, { time }) => Math.max(newest, time), Number.NEGATIVE_INFINITY);
  }
}

function wanted(filter: AlertFilter): (alert: Alert) => boolean {
  const { family, detector, grade, state, thing, zone, priority, suppression, leader, from, to } = filter;
  return (alert) =>
    (priority === undefined || alert.priority === priority) &&
    (suppression === undefined || [alert.suppression?.cause, alert.suppression && 'any'].includes(suppression)) &&
    (leader === undefined || alert.suppression?.leader === leader) &&
    (family === undefined || alert.family === family) &&
    (detector === undefined || alert.detector === detector) &&
    (grade === undefined || alert.grade === grade) &&
    (state === undefined || alert.state === state) &&
    (thing === undefined || alert.things.some((id) => id === thing)) &&
    (zone === undefined || alert.zone === zone) &&
    (from === undefined || alert.raisedAt >= from) &&
    (to === undefined || alert.raisedAt < to);
}
