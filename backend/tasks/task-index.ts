import type { IncidentId } from '../incidents/incident.ts';
import type { Task, TaskId } from './task.ts';

/** The tasks that are not over, and those of open incidents. */
export class TaskIndex {
  readonly #tasks = new Map<TaskId, Task>();
  /** In the order in which they were made. */
  readonly #byIncident = new Map<IncidentId, Set<TaskId>>();

  get(id: string): Task | undefined {
    return this.#tasks.get(id as TaskId);
  }

  all(): Task[] {
    return [...this.#tasks.values()];
  }

  of(incidentId: string): readonly Task[] {
    return [...(this.#byIncident.get(incidentId as IncidentId) ?? [])].flatMap((id) => this.#tasks.get(id) ?? []);
  }

  /** The next number behind those that the tasks of this incident have. */
  nextId(incidentId: IncidentId): TaskId {
    const prefix = `TSK-${incidentId.replace(/^INC-/, '')}-`;
    for (let number = 1; ; number++) {
      const id = `${prefix}${number}` as TaskId;
      if (!this.#tasks.has(id)) return id;
    }
  }

  put(task: Task): void {
    const before = this.#tasks.get(task.id);
    if (before && before.incidentId !== task.incidentId) this.#byIncident.get(before.incidentId)?.delete(task.id);
    this.#tasks.set(task.id, task);
    const own = this.#byIncident.get(task.incidentId);
    if (own) own.add(task.id);
    else this.#byIncident.set(task.incidentId, new Set([task.id]));
  }

  /** Lets go of those of a closed incident that are over; the log has them. */
  forget(incidentId: IncidentId, isOver: (task: Task) => boolean): void {
    const own = this.#byIncident.get(incidentId);
    for (const task of this.of(incidentId)) {
      if (!isOver(task)) continue;
      this.#tasks.delete(task.id);
      own?.delete(task.id);
    }
    if (own?.size === 0) this.#byIncident.delete(incidentId);
  }
}
