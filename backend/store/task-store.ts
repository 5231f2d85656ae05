import type pg from 'pg';
import type { Page } from '../alerts/alert-log.ts';
import type { Task, TaskEvent, TaskId } from '../tasks/task.ts';
import type { TaskEntry, TaskFilter, TaskLog, TaskPage } from '../tasks/task-log.ts';
import { insertActions } from './action-store.ts';
import { encodeCursor } from './cursor.ts';
import { inTransaction } from './database.ts';
import { toJsonb } from './jsonb.ts';
import { PageQuery } from './page-query.ts';

/** The task log in PostgreSQL. */
export class TaskStore implements TaskLog {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  append(entries: readonly TaskEntry[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      const events = entries.flatMap(({ event }) => event ?? []);
      if (events.length > 0)
        await client.query(
          `insert into task_events (event) select * from jsonb_array_elements($1::jsonb) on conflict (event_id) do nothing`,
          [toJsonb(events)],
        );
      const latest = new Map(entries.flatMap(({ task }) => (task ? [[task.id, task] as const] : [])));
      if (latest.size > 0)
        await client.query(
          `insert into tasks (task) select * from jsonb_array_elements($1::jsonb)
           on conflict (task_id) do update set task = excluded.task`,
          [toJsonb([...latest.values()])],
        );
      await insertActions(
        client,
        entries.flatMap(({ action }) => action ?? []),
      );
    });
  }

  async load(): Promise<readonly Task[]> {
    const { rows } = await this.#pool.query<{ task: Task }>(
      `select task from tasks
       where (state <> 'verified' and returned is distinct from 'withdrawn')
         or incident_id in (select incident_id from incidents where state not in ('closed', 'void'))
       order by created_at, task_id`,
    );
    return rows.map(({ task }) => task);
  }

  async find(id: string): Promise<Task | undefined> {
    const { rows } = await this.#pool.query<{ task: Task }>('select task from tasks where task_id = $1', [id]);
    return rows[0]?.task;
  }

  async list(filter: TaskFilter, page: Page): Promise<TaskPage> {
    const query = new PageQuery('created_at', 'task_id');
    query.where(filter.assignee, (p) => `assignee = ${p}`);
    query.where(filter.state, (p) => `state = ${p}`);
    query.where(filter.incidentId, (p) => `incident_id = ${p}`);
    query.where(filter.team, (p) => `team_id = ${p}`);
    query.where(filter.open, (p) => `(state <> 'verified' and returned is distinct from 'withdrawn') = ${p}`);
    query.between(filter.from, filter.to);
    const { rows } = await this.#pool.query<{ task: Task }>(`select task from tasks ${query.tail(page)}`, query.values);
    const items = rows.slice(0, page.limit).map(({ task }) => task);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > page.limit && last ? encodeCursor(last.createdAt, last.id) : null };
  }

  async eventsOf(id: TaskId): Promise<readonly TaskEvent[]> {
    const { rows } = await this.#pool.query<{ event: TaskEvent }>(
      'select event from task_events where task_id = $1 order by sequence',
      [id],
    );
    return rows.map(({ event }) => event);
  }
}
