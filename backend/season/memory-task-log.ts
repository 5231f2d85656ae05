import type { Page } from '../alerts/alert-log.ts';
import type { Task, TaskEvent, TaskId } from '../tasks/task.ts';
import type { TaskEntry, TaskFilter, TaskLog, TaskPage } from '../tasks/task-log.ts';

/** The task log of a block that is played by itself: it is told of what was written and finds what is there. */
export class MemoryTaskLog implements TaskLog {
  readonly entries: TaskEntry[] = [];
  readonly #tasks = new Map<string, Task>();

  async append(entries: readonly TaskEntry[]): Promise<void> {
    for (const entry of entries) {
      if (entry.task) this.#tasks.set(entry.task.id, entry.task);
      if (entry.event || entry.action) this.entries.push(entry);
    }
  }

  /** As each came to stand. */
  tasks(): readonly Task[] {
    return [...this.#tasks.values()];
  }

  async load(): Promise<readonly Task[]> {
    return this.tasks();
  }

  async find(id: string): Promise<Task | undefined> {
    return this.#tasks.get(id);
  }

  async list({ incidentId }: TaskFilter, { limit }: Page): Promise<TaskPage> {
    const items = this.tasks().filter((task) => incidentId === undefined || task.incidentId === incidentId);
    return { items: items.slice(0, limit), nextCursor: null };
  }

  async eventsOf(id: TaskId): Promise<readonly TaskEvent[]> {
    return this.entries.flatMap(({ event }) => (event?.taskId === id ? [event] : []));
  }
}
