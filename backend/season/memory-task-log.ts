import type { Page } from '../alerts/alert-log.ts';
import { isOver, type Task, type TaskEvent, type TaskId } from '../tasks/task.ts';
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

  async list(filter: TaskFilter, { limit }: Page): Promise<TaskPage> {
    const { assignee, state, incidentId, team, open, from = 0, to = Number.POSITIVE_INFINITY } = filter;
    const items = this.tasks().filter(
      (task) =>
        (assignee === undefined || task.assignee === assignee) &&
        (state === undefined || task.state === state) &&
        (incidentId === undefined || task.incidentId === incidentId) &&
        (team === undefined || task.team?.id === team) &&
        (open === undefined || open !== isOver(task)) &&
        task.createdAt >= from &&
        task.createdAt < to,
    );
    return { items: items.reverse().slice(0, limit), nextCursor: null };
  }

  async eventsOf(id: TaskId): Promise<readonly TaskEvent[]> {
    return this.entries.flatMap(({ event }) => (event?.taskId === id ? [event] : []));
  }
}
