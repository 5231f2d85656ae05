import type { Alert } from '../alerts/alert.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Task } from '../tasks/task.ts';

type Hand = (alerts: readonly Alert[], incidents: readonly Incident[], tasks: readonly Task[]) => void;

/**
 * Gathers what changes within one turn, so that an alert and the incident it opened leave as one diff. It is handed over in the same turn of the event loop,
 * before any input or output: nothing waits.
 */
export class Outbox {
  readonly #hand: Hand;
  readonly #alerts = new Map<string, Alert>();
  readonly #incidents = new Map<string, Incident>();
  readonly #tasks = new Map<string, Task>();
  #isDue = false;

  constructor(hand: Hand) {
    this.#hand = hand;
  }

  readonly alert = (alert: Alert): void => {
    this.#alerts.set(alert.id, alert);
    this.#schedule();
  };

  readonly incident = (incident: Incident): void => {
    this.#incidents.set(incident.id, incident);
    this.#schedule();
  };

  readonly task = (task: Task): void => {
    this.#tasks.set(task.id, task);
    this.#schedule();
  };

  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      const [alerts, incidents] = [[...this.#alerts.values()], [...this.#incidents.values()]];
      const tasks = [...this.#tasks.values()];
      this.#alerts.clear();
      this.#incidents.clear();
      this.#tasks.clear();
      this.#isDue = false;
      this.#hand(alerts, incidents, tasks);
    });
  }
}
