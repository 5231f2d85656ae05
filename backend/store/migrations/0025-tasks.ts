import type { Migration } from '../migration.ts';
import { createReportView } from '../report-views.ts';
import { TASK_VIEWS } from '../task-views.ts';

/** The task log and the tasks it folds to; teams that are out, and who did what about tasks. */
export const tasks: Migration = {
  id: '0025-tasks',
  async up(client) {
    const time = (name: string, field: string) =>
      `${name} timestamptz generated always as (to_timestamp((task->>'${field}')::double precision / 1000)) stored`;
    await client.query(`
      create table task_events (
        sequence bigint generated always as identity primary key,
        event jsonb not null,
        event_id text generated always as (event->>'id') stored not null unique,
        task_id text generated always as (event->>'taskId') stored not null,
        kind text generated always as (event->>'kind') stored not null,
        time timestamptz generated always as (to_timestamp((event->>'time')::double precision / 1000)) stored not null
      );
      create index task_events_task on task_events (task_id, sequence);
      create index task_events_time on task_events (time);
      create trigger task_events_append_only before update or delete or truncate on task_events
        for each statement execute function refuse_change();

      create table tasks (
        task jsonb not null,
        task_id text generated always as (task->>'id') stored primary key,
        incident_id text generated always as (task->>'incidentId') stored not null,
        state text generated always as (task->>'state') stored not null,
        returned text generated always as (task->'rejection'->>'returned') stored,
        assignee text generated always as (task->>'assignee') stored,
        team_id text generated always as (task->'team'->>'id') stored,
        team text generated always as (task->'team'->>'name') stored,
        department text generated always as (task->>'department') stored,
        district text generated always as (task->>'district') stored,
        overdue boolean generated always as ((task->>'overdue')::boolean) stored not null,
        ${time('created_at', 'createdAt')} not null,
        ${time('accepted_at', 'acceptedAt')},
        ${time('arrived_at', 'arrivedAt')},
        ${time('completed_at', 'completedAt')},
        ${time('verified_at', 'verifiedAt')},
        ${time('due_at', 'dueAt')} not null
      );
      create index tasks_created on tasks (created_at desc, task_id desc);
      create index tasks_incident on tasks (incident_id);
      create index tasks_assignee on tasks (assignee, created_at desc) where assignee is not null;
      create index tasks_team on tasks (team_id) where state in ('assigned', 'accepted', 'arrived', 'rejected');
      create index tasks_not_over on tasks (task_id) where state <> 'verified' and returned is distinct from 'withdrawn';
    `);
    for (const view of TASK_VIEWS) await createReportView(client, view);
  },
};
