import type { Alert } from '../alerts/alert.ts';
import type { ListedAlert } from '../alerts/alert-log.ts';
import type { Incident } from '../incidents/incident.ts';
import type { LogEntry } from './analysis.ts';
import { MemoryAlertLog } from './memory-alert-log.ts';
import { MemoryIncidentLog } from './memory-incident-log.ts';

/** What changed between two moments; each as it stands at the later one. */
export interface LogChange {
  readonly alerts: readonly ListedAlert[];
  readonly incidents: readonly Incident[];
}

/** The alerts and incidents of a replay as they stood at its position, from the log of its analysis. */
export class ReplayLog {
  readonly #entries: LogEntry[] = [];
  #applied = 0;
  #alerts!: MemoryAlertLog;
  #incidents!: MemoryIncidentLog;

  constructor() {
    this.rewind();
  }

  get alerts(): MemoryAlertLog {
    return this.#alerts;
  }

  get incidents(): MemoryIncidentLog {
    return this.#incidents;
  }

  /** Everything that has been logged so far, wherever the position is. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** In the order in which they became known. */
  append(entries: readonly LogEntry[]): void {
    for (const entry of entries) this.#entries.push(entry);
  }

  /** To what was known at the beginning: nothing. */
  rewind(): void {
    this.#applied = 0;
    this.#incidents = new MemoryIncidentLog((id): Alert | undefined => this.#alerts.get(id));
    this.#alerts = new MemoryAlertLog((id) => this.#incidents.incidentOf(id));
  }

  /** Forward to everything known before `position`. */
  moveTo(position: number): LogChange {
    const alerts = new Set<string>();
    const incidents = new Set<string>();
    for (; this.#applied < this.#entries.length; this.#applied++) {
      const { knownAt, alert, incident } = this.#entries[this.#applied]!;
      if (knownAt >= position) break;
      if (alert) this.#alerts.write([alert]);
      if (incident) this.#incidents.write([incident]);
      if (alert?.event) alerts.add(alert.event.alertId);
      if (incident?.incident) incidents.add(incident.incident.id);
      // An alert also changes when it gets its incident.
      for (const id of incident?.incident?.alertIds ?? []) alerts.add(id);
    }
    return {
      alerts: [...alerts].flatMap((id) => this.#alerts.get(id) ?? []),
      incidents: [...incidents].flatMap((id) => this.#incidents.get(id) ?? []),
    };
  }
}
