import type { EventTime } from '../../geodata/model/time.ts';
import type { Page } from '../alerts/alert-log.ts';
import type { Action } from '../identity/audit.ts';
import type { Task, TaskEvent, TaskId, TaskState } from './task.ts';

/** One thing to make durable: an event, the task as it then stood, a person's audit line. */
export interface TaskEntry {
  readonly event?: TaskEvent;
  readonly task?: Task;
  readonly action?: Action;
}

export interface TaskFilter {
  /** A person: what is theirs by name. */
  readonly assignee?: string;
  readonly state?: TaskState;
  readonly incidentId?: string;
  /** Id of the resource. */
  readonly team?: string;
  /** True: neither verified nor withdrawn. */
  readonly open?: boolean;
  /** Created in `[from, to)`. */
  readonly from?: EventTime;
  readonly to?: EventTime;
}

export interface TaskPage {
  readonly items: readonly Task[];
  readonly nextCursor: string | null;
}

/** What tasks need of a store. */
export interface TaskLog {
  /** Commits all or nothing, in order. Events whose id is there already change nothing; of several states of a task the last one stays. */
  append(entries: readonly TaskEntry[]): Promise<void>;
  /** Every task that is not over, and all tasks of incidents that are open. */
  load(): Promise<readonly Task[]>;
  find(id: string): Promise<Task | undefined>;
  /** Newest first. @throws UserError `bad-cursor`. */
  list(filter: TaskFilter, page: Page): Promise<TaskPage>;
  eventsOf(id: TaskId): Promise<readonly TaskEvent[]>;
}
