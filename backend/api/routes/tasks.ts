import { z } from 'zod';
import { parseTime } from '../../../geodata/model/time.ts';
import type { Page } from '../../alerts/alert-log.ts';
import { UserError } from '../../errors.ts';
import type { Task } from '../../tasks/task.ts';
import type { ActTold, TaskRequest } from '../../tasks/task-desk.ts';
import type { TaskFilter } from '../../tasks/task-log.ts';
import { hasRole, maySee, type Principal } from '../access.ts';
import { listOf } from '../contract.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { cursor, flag, given, idParameter, instant, pageLimit } from '../parameters.ts';
import type { ServerPorts } from '../ports.ts';
import { notFound } from '../problem.ts';
import {
  TASK_STATES,
  task,
  taskActBody,
  taskAssignBody,
  taskBody,
  taskDetail,
  taskRejectBody,
  taskReportBody,
  teamChoice,
} from '../task-contract.ts';
import { taskDetailView, taskView, teamView } from '../task-views.ts';
import type { Views } from '../views.ts';
import { actorOf } from './actor.ts';

const filter = z.strictObject({
  assignee: z.string().min(1).max(100).optional().describe('a person; `me` is whoever asks'),
  state: z.enum(TASK_STATES).optional(),
  incident: z.string().max(128).optional(),
  team: z.string().max(128).optional().describe('id of the resource'),
  open: flag.optional().describe('true: neither verified nor withdrawn'),
  from: instant.optional(),
  to: instant.optional(),
  limit: pageLimit(100, 1000),
  cursor,
});

const teamQuery = z.strictObject({ limit: pageLimit(30, 500) });

export function taskRoutes({ tasks, incidents }: ServerPorts, views: Views): readonly Endpoint[] {
  /** A task in the asker's areas, or their own wherever it lies. */
  const sees = (principal: Principal, { district, assignee }: Task) =>
    assignee === principal.username || maySee(principal.areas, district);

  async function visible(id: string, principal: Principal): Promise<Task> {
    const found = await tasks.find(id);
    if (!found || !sees(principal, found)) throw notFound('task', id);
    return found;
  }

  async function visibleIncident(id: string, principal: Principal) {
    const found = await incidents.find(id);
    if (!found || !maySee(principal.areas, views.place(found.position, found.zone).district))
      throw notFound('incident', id);
    return found;
  }

  /** `crew`: also whoever has the task, whatever their role. */
  const act = <Body>(
    verb: string,
    summary: string,
    body: z.ZodType<Body>,
    who: 'desk' | 'crew',
    run: (id: string, body: Body, principal: Principal, task: Task) => Promise<Task>,
  ): Endpoint =>
    endpoint<{ id: string }, unknown, Body>({
      method: 'POST',
      path: `/tasks/:id/${verb}`,
      access: who === 'desk' ? 'officer' : 'viewer',
      area: 'filtered',
      summary,
      params: idParameter,
      body,
      answer: task,
      async handle({ params: { id }, body: input, principal }) {
        const found = await visible(id, principal);
        if (who === 'crew') mustHave(found, principal);
        return taskView(await run(id, input, principal, found));
      },
    });

  return [
    endpoint({
      method: 'GET',
      path: '/tasks',
      access: 'viewer',
      area: 'filtered',
      summary: 'Tasks, the newest first',
      query: filter,
      answer: listOf(task),
      async handle({ query: { limit, cursor: after, assignee, incident, ...wanted }, principal }) {
        const person = assignee === 'me' ? principal.username : assignee;
        const page = await tasks.list(
          given<TaskFilter>({ ...wanted, assignee: person, incidentId: incident }),
          given<Page>({ limit, cursor: after }),
        );
        return {
          items: page.items.filter((item) => sees(principal, item)).map(taskView),
          nextCursor: page.nextCursor,
        };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/tasks/:id',
      access: 'viewer',
      area: 'filtered',
      summary: 'One task with its log',
      params: idParameter,
      answer: taskDetail,
      async handle({ params: { id }, principal }) {
        const found = await visible(id, principal);
        return taskDetailView(found, await tasks.eventsOf(found.id));
      },
    }),
    endpoint({
      method: 'GET',
      path: '/incidents/:id/tasks',
      access: 'viewer',
      area: 'filtered',
      summary: 'The tasks of an incident, the newest first',
      params: idParameter,
      answer: listOf(task),
      async handle({ params: { id }, principal }) {
        const { id: incidentId } = await visibleIncident(id, principal);
        const { items } = await tasks.list({ incidentId }, { limit: 1000 });
        return { items: items.map(taskView), nextCursor: null };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/incidents/:id/teams',
      access: 'officer',
      area: 'filtered',
      summary: 'Who can be sent: free before busy, whose duty it is before others, the nearest by straight line first',
      params: idParameter,
      query: teamQuery,
      answer: listOf(teamChoice),
      async handle({ params: { id }, query: { limit }, principal }) {
        const choices = tasks.teamsFor(await visibleIncident(id, principal));
        return { items: choices.slice(0, limit).map(teamView), nextCursor: null };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/incidents/:id/tasks',
      access: 'officer',
      area: 'filtered',
      summary: 'Send somebody: one task of this incident',
      params: idParameter,
      body: taskBody,
      answer: task,
      status: 201,
      async handle({ params: { id }, body: { title, dueAt, ...order }, principal }) {
        await visibleIncident(id, principal);
        const request = given<TaskRequest>({
          ...order,
          title: typeof title === 'string' ? { zh: title, en: title } : title,
          dueAt: dueAt === undefined ? undefined : parseTime(dueAt),
        });
        return taskView(await tasks.create(id, request, actorOf(principal)));
      },
    }),
    act('accept', 'Take it on', taskActBody, 'crew', (id, body, principal, { team }) =>
      // Who takes a team's task leads it from then on; an officer who notes it for them does not.
      tasks.accept(id, actorOf(principal), {
        ...told(body),
        ...(team === undefined && { assignee: principal.username }),
      }),
    ),
    act('arrive', 'The crew is there', taskActBody, 'crew', (id, body, principal) =>
      tasks.arrive(id, actorOf(principal), told(body)),
    ),
    act('report', 'What the crew sees and does', taskReportBody, 'crew', (id, { text, ...body }, principal) =>
      tasks.report(id, text, actorOf(principal), told(body)),
    ),
    act('complete', 'The work is done', taskActBody, 'crew', (id, body, principal) =>
      tasks.complete(id, actorOf(principal), told(body)),
    ),
    act('verify', 'The work is good', taskActBody, 'desk', (id, body, principal) =>
      tasks.verify(id, actorOf(principal), told(body)),
    ),
    act(
      'reject',
      'Back to the desk: by the crew with the reason why not, by the desk when the work is not good enough',
      taskRejectBody,
      'crew',
      (id, { reason, ...body }, principal, { state }) => {
        if (state === 'completed') mustBeDesk(principal);
        return tasks.reject(id, reason, actorOf(principal), told(body));
      },
    ),
    act('assign', 'To another crew, or once more to the same', taskAssignBody, 'desk', (id, body, principal) => {
      const { team, assignee, ...rest } = body;
      const to = given<Pick<TaskRequest, 'team' | 'assignee'>>({ team, assignee });
      return tasks.assign(id, to, actorOf(principal), told(rest));
    }),
  ];
}

/** @throws UserError 403 for somebody who neither has the task nor gives tasks out. */
function mustHave({ id, assignee }: Task, principal: Principal): void {
  if (assignee !== principal.username && !hasRole(principal, 'officer')) throw notYours(id, principal);
}

/** @throws UserError 403: nobody judges their own work. */
function mustBeDesk(principal: Principal): void {
  if (!hasRole(principal, 'officer'))
    throw new UserError('forbidden', `${principal.username} lacks the role officer`, {
      status: 403,
      next: 'Ask the desk that gave the task out.',
    });
}

const notYours = (id: string, { username }: Principal): UserError =>
  new UserError('forbidden', `${id} is not a task of ${username}`, {
    status: 403,
    next: 'Ask the desk to give it to you.',
  });

interface ActBody {
  readonly id?: string | undefined;
  readonly at?: string | undefined;
  readonly note?: string | undefined;
  readonly position?: [number, number] | undefined;
}

const told = ({ id, at, note, position }: ActBody): ActTold =>
  given<ActTold>({ id, note, position, at: at === undefined ? undefined : parseTime(at) });
