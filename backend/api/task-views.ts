import { toIso } from '../../geodata/model/time.ts';
import type { Task, TaskEvent } from '../tasks/task.ts';
import type { TeamChoiceOf } from '../tasks/teams.ts';
import type { LogEntry } from './contract.ts';
import type { TaskDetail, TaskView, TeamChoice } from './task-contract.ts';

const TIMES = ['acceptedAt', 'arrivedAt', 'completedAt', 'verifiedAt'] as const;

/** As the contract has it. */
export function taskView(task: Task): TaskView {
  const { eventIds: _, title, team, position, rejection, reports, createdAt, dueAt, updatedAt, ...rest } = task;
  const times = Object.fromEntries(
    TIMES.flatMap((name) => {
      const time = task[name];
      return time === undefined ? [] : [[name, toIso(time)] as const];
    }),
  );
  return {
    ...rest,
    title: { ...title },
    ...(team && { team: { ...team } }),
    ...(position && { position: [...position] as [number, number] }),
    ...(rejection && { rejection: { ...rejection, time: toIso(rejection.time) } }),
    reports: reports.map(({ time, by, text }) => ({ time: toIso(time), by, text })),
    createdAt: toIso(createdAt),
    dueAt: toIso(dueAt),
    updatedAt: toIso(updatedAt),
    ...(times as Partial<Record<(typeof TIMES)[number], string>>),
  } as TaskView;
}

export const taskDetailView = (task: Task, events: readonly TaskEvent[]): TaskDetail => ({
  ...taskView(task),
  log: events.map(taskLogEntry),
});

export const teamView = ({ position, ...team }: TeamChoiceOf): TeamChoice => ({
  ...team,
  position: [...position] as [number, number],
});

/** One line of a task's log; `action` is the event's own name. */
function taskLogEntry(event: TaskEvent): LogEntry {
  const base = { time: toIso(event.time), actor: event.actor, action: event.kind };
  const note = noteOf(event);
  return { ...base, ...(note !== undefined && { note }) };
}

function noteOf(event: TaskEvent): string | undefined {
  switch (event.kind) {
    case 'created':
      return event.team?.name ?? event.assignee ?? event.department;
    case 'reported':
      return event.text;
    case 'rejected':
      return event.reason;
    case 'reassigned':
      return event.note ?? event.team?.name ?? event.assignee;
    case 'accepted':
    case 'arrived':
    case 'completed':
    case 'verified':
      return event.note;
    case 'moved':
      return event.incidentId;
    case 'overdue':
      return undefined;
  }
}
