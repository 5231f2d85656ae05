import type { EventTime } from '../../geodata/model/time.ts';
import type { KeyHistory } from './admission.ts';
import { type Alert, type AlertId, isOpen } from './alert.ts';
import type { AlertMemory } from './alert-log.ts';

/** The alerts at hand: all open and shelved ones, and the newest of each key for as long as a finding may still refer to it. */
export class AlertIndex {
  readonly #byId = new Map<AlertId, Alert>();
  readonly #newest = new Map<string, AlertId>();
  readonly #eventIds = new Map<AlertId, Set<string>>();
  readonly #clearedAt = new Map<string, EventTime>();
  readonly #open = new Set<AlertId>();
  readonly #shelved = new Set<AlertId>();

  restore(memory: AlertMemory): void {
    for (const [key, time] of memory.clearedAt) this.#clearedAt.set(key, time);
    for (const alert of [...memory.alerts].sort((a, b) => a.raisedAt - b.raisedAt)) {
      this.put(alert);
      const newestCleared = memory.clearedAt.get(alert.key) ?? 0;
      if (alert.clearedAt === undefined || alert.clearedAt >= newestCleared) this.#newest.set(alert.key, alert.id);
      this.#eventIds.set(alert.id, new Set(memory.eventIds.get(alert.id)));
    }
  }

  get(id: string): Alert | undefined {
    return this.#byId.get(id as AlertId);
  }

  history(key: string): KeyHistory {
    const id = this.#newest.get(key);
    return { last: id && this.#byId.get(id), clearedAt: this.#clearedAt.get(key) };
  }

  /** True when the newest alert of the key already has this event. */
  knows(key: string, eventId: string): boolean {
    const id = this.#newest.get(key);
    return id !== undefined && (this.#eventIds.get(id)?.has(eventId) ?? false);
  }

  put(alert: Alert): void {
    this.#byId.set(alert.id, alert);
    this.#mark(this.#open, alert.id, isOpen(alert));
    this.#mark(this.#shelved, alert.id, alert.shelf !== undefined);
  }

  /** Keeps the alert after a finding: it is its key's newest from now on. */
  putFound(alert: Alert, eventId: string): void {
    this.put(alert);
    this.#newest.set(alert.key, alert.id);
    const known = this.#eventIds.get(alert.id);
    if (known) known.add(eventId);
    else this.#eventIds.set(alert.id, new Set([eventId]));
  }

  open(): Alert[] {
    return [...this.#open].map((id) => this.#byId.get(id)!);
  }

  shelved(): Alert[] {
    return [...this.#shelved].map((id) => this.#byId.get(id)!);
  }

  /** Lets go of alerts that were done with before `time` (event time); their keys' clearing times are kept. */
  forget(time: number): void {
    for (const alert of this.#byId.values()) {
      if (this.#open.has(alert.id) || this.#shelved.has(alert.id)) continue;
      if (alert.clearedAt === undefined || alert.clearedAt >= time) continue;
      this.#byId.delete(alert.id);
      this.#eventIds.delete(alert.id);
      if (this.#newest.get(alert.key) !== alert.id) continue;
      this.#newest.delete(alert.key);
      this.#clearedAt.set(alert.key, alert.clearedAt);
    }
  }

  #mark(set: Set<AlertId>, id: AlertId, member: boolean): void {
    if (member) set.add(id);
    else set.delete(id);
  }
}
