import type { EventTime } from '../../geodata/model/time.ts';
import type { Task, TaskEvent } from './task.ts';

/**
 * The task after one more event. Pure. An event that is in it already changes nothing.
 * @throws TypeError when the first event is not `created`: the log is broken.
 */
export function applyTaskEvent(task: Task | undefined, event: TaskEvent): Task {
  if (task?.eventIds.includes(event.id)) return task;
  if (event.kind === 'created') return created(event);
  if (!task) throw new TypeError(`task ${event.taskId}: ${event.kind} before created`);
  const changed = changedBy(task, event);
  return {
    ...changed,
    overdue: event.kind === 'overdue' || isLate(changed),
    updatedAt: Math.max(task.updatedAt, event.time) as EventTime,
    eventIds: [...task.eventIds, event.id],
  };
}

/** @throws TypeError when there are no events or they do not begin with `created`. */
export function foldTask(events: readonly TaskEvent[]): Task {
  const [first, ...rest] = events;
  if (!first) throw new TypeError('a task has at least one event');
  return rest.reduce(applyTaskEvent, applyTaskEvent(undefined, first));
}

/** What is complete is judged by when it was; what is not keeps what was noted of it. */
const isLate = ({ completedAt, dueAt, overdue }: Task): boolean =>
  completedAt === undefined ? overdue : completedAt > dueAt;

function created({ id, taskId, time, actor, kind: _, ...order }: Extract<TaskEvent, { kind: 'created' }>): Task {
  return {
    ...order,
    id: taskId,
    state: 'assigned',
    createdAt: time,
    createdBy: actor,
    nRejected: 0,
    reports: [],
    overdue: false,
    updatedAt: time,
    eventIds: [id],
  };
}

function changedBy(task: Task, event: Exclude<TaskEvent, { kind: 'created' }>): Task {
  const { time, actor } = event;
  switch (event.kind) {
    case 'accepted': {
      const { rejection: _, ...rest } = task;
      const assignee = event.assignee === undefined ? {} : { assignee: event.assignee };
      return { ...rest, ...assignee, state: 'accepted', acceptedAt: task.acceptedAt ?? time };
    }
    case 'arrived':
      return { ...task, state: 'arrived', arrivedAt: task.arrivedAt ?? time };
    case 'reported':
      return { ...task, reports: [...task.reports, { time, by: actor, text: event.text }] };
    case 'completed':
      return {
        ...task,
        state: 'completed',
        completedAt: time,
        ...(event.note !== undefined && { outcome: event.note }),
      };
    case 'verified':
      return { ...task, state: 'verified', verifiedAt: time, verifiedBy: actor };
    case 'rejected': {
      const { completedAt: _, ...rest } = task;
      const { reason, returned } = event;
      const nRejected = task.nRejected + (returned === 'work' ? 1 : 0);
      return { ...rest, state: 'rejected', nRejected, rejection: { time, by: actor, reason, returned } };
    }
    case 'reassigned':
      return reassigned(task, event);
    case 'overdue':
      return task;
    case 'moved':
      return { ...task, incidentId: event.incidentId };
  }
}

/** Nothing of those who had it before counts for those who have it now. */
function reassigned(task: Task, event: Extract<TaskEvent, { kind: 'reassigned' }>): Task {
  const {
    outcome: _o,
    acceptedAt: _a,
    arrivedAt: _b,
    completedAt: _c,
    rejection: _d,
    team: _t,
    assignee: _e,
    ...rest
  } = task;
  const { team, assignee, department, dueAt } = event;
  return {
    ...rest,
    state: 'assigned',
    dueAt,
    overdue: false,
    ...(team && { team }),
    ...(assignee !== undefined && { assignee }),
    ...(department !== undefined && { department }),
  };
}
