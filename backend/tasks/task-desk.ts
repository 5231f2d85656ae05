import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import type { Page } from '../alerts/alert-log.ts';
import { OrderedWriter } from '../alerts/ordered-writer.ts';
import { UserError } from '../errors.ts';
import { type Actor, SYSTEM } from '../identity/actor.ts';
import type { ActionName } from '../identity/audit.ts';
import { type Incident, type IncidentId, isClosed } from '../incidents/incident.ts';
import { unknownIncident } from '../incidents/incident-acts.ts';
import { applyTaskEvent } from './fold-task.ts';
import { type FollowedIncidents, IncidentFollower } from './incident-follower.ts';
import {
  isOver,
  isUnderWay,
  type Task,
  type TaskEvent,
  type TaskEventBody,
  type TaskId,
  type TaskOrder,
  type Team,
} from './task.ts';
import { TaskIndex } from './task-index.ts';
import { DEFAULT_TASK_RULES, limitMs, type TaskRules } from './task-limits.ts';
import type { TaskEntry, TaskFilter, TaskLog, TaskPage } from './task-log.ts';
import { isTaken, mayTake, type TaskStep } from './transitions.ts';
import { INCIDENT_OVER, titleFor } from './wording.ts';

export interface TaskDeskOptions {
  readonly log: TaskLog;
  readonly incidents: FollowedIncidents & {
    find(id: string): Promise<Incident | undefined>;
    settled(): Promise<void>;
  };
  readonly clock: Clock;
  /** Who can be sent; `undefined` for an id that nobody has. */
  readonly team: (id: string) => (Team & { readonly department?: string }) | undefined;
  /** Name of the district of a place. */
  readonly districtAt: (position: LonLat) => string | undefined;
  readonly onChange: (task: Task, previous: Task | undefined) => void;
  /** Hears of every refusal of the store; the desk tries again by itself. */
  readonly onRefused: (cause: unknown) => void;
  readonly rules?: TaskRules;
}

/** What is ordered; what is left out follows from the incident, the team and the rules. */
export interface TaskRequest {
  /** As the client calls it. The same one twice is one task. */
  readonly id?: string;
  readonly title?: Bilingual;
  readonly instructions?: string;
  /** Id of a resource. */
  readonly team?: string;
  /** A person. */
  readonly assignee?: string;
  readonly department?: string;
  readonly place?: string;
  readonly position?: LonLat;
  readonly dueAt?: EventTime;
}

/** What comes with an act besides who does it. */
export interface ActTold {
  /** As the client calls this act: once done it changes nothing again. */
  readonly id?: string;
  /** When it was done, for what is told later; never later than now nor earlier than the task's last event. */
  readonly at?: EventTime;
  readonly note?: string;
  readonly position?: LonLat;
}

/**
 * Where tasks are given out, followed and verified, and where incidents follow their tasks. Each act is one event of the task's log and one line of the audit; the same act told again is the
 * same event. Acts of one task keep their order: what may not follow yet is refused, and changes nothing.
 */
export class TaskDesk {
  readonly #options: TaskDeskOptions;
  readonly #rules: TaskRules;
  readonly #index = new TaskIndex();
  readonly #writer: OrderedWriter<TaskEntry>;
  readonly #follower: IncidentFollower;
  #nextDue = Number.POSITIVE_INFINITY;

  constructor(options: TaskDeskOptions) {
    this.#options = options;
    this.#rules = options.rules ?? DEFAULT_TASK_RULES;
    this.#follower = new IncidentFollower(options.incidents, (id) => this.#index.of(id));
    this.#writer = new OrderedWriter(async (entries) => {
      // A task is never in the store without its incident.
      await options.incidents.settled();
      await options.log.append(entries);
    }, options.onRefused);
  }

  /** Takes up where the log ends. Call once, after the incident desk has loaded. */
  async load(): Promise<void> {
    for (const task of await this.#options.log.load()) this.#keep(task);
  }

  /** Writes what is left. @throws what the store said, when it refuses. */
  stop(): Promise<void> {
    return this.#writer.stop();
  }

  /** Resolves once everything so far is committed. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Tasks that are not over, and those of open incidents. In no order. */
  open(): Task[] {
    return this.#index.all();
  }

  /** Those of an incident that is open, in the order in which they were made. */
  tasksOf(incidentId: string): readonly Task[] {
    return this.#index.of(incidentId);
  }

  get(id: string): Task | undefined {
    return this.#index.get(id);
  }

  async find(id: string): Promise<Task | undefined> {
    const known = this.#index.get(id);
    if (known) return known;
    await this.settled();
    return await this.#options.log.find(id);
  }

  async list(filter: TaskFilter, page: Page): Promise<TaskPage> {
    await this.settled();
    return await this.#options.log.list(filter, page);
  }

  /** All that happened to it, oldest first. */
  async eventsOf(id: TaskId): Promise<readonly TaskEvent[]> {
    await this.settled();
    return await this.#options.log.eventsOf(id);
  }

  /** True while a task keeps this resource busy. */
  isBusy(team: string): boolean {
    return this.#index.all().some((task) => task.team?.id === team && isUnderWay(task));
  }

  /** @throws UserError 404 for an unknown incident or team, 409 when the incident is closed, or another task has this id. */
  async create(incidentId: string, request: TaskRequest, actor: Actor): Promise<Task> {
    const { id: given } = request;
    const known = given === undefined ? undefined : (this.get(given) ?? (await this.find(given)));
    if (known) return sameTask(known, incidentId);
    const incident = this.#options.incidents.get(incidentId) ?? (await this.#openIncident(incidentId));
    const id = (given ?? this.#index.nextId(incident.id)) as TaskId;
    // Told twice at once: the other one was first.
    const raced = this.#index.get(id);
    if (raced) return sameTask(raced, incidentId);
    const order = this.#orderOf(incident, request);
    const body = { kind: 'created' as const, ...order };
    const task = this.#log(id, body, actor.name, this.#options.clock.now());
    this.#audit('create', task, actor, order.team?.name ?? order.assignee ?? order.department);
    await this.#follower.created(task, actor);
    return await this.#committed(task);
  }

  /** A crew takes it. A person who does so for a team becomes its assignee. */
  accept(id: string, actor: Actor, told: ActTold & { readonly assignee?: string } = {}): Promise<Task> {
    return this.#act(id, 'accept', actor, told, ({ assignee }) => ({
      kind: 'accepted',
      ...(assignee === undefined && told.assignee !== undefined && { assignee: told.assignee }),
      ...noted(told),
    }));
  }

  arrive(id: string, actor: Actor, told: ActTold = {}): Promise<Task> {
    return this.#act(id, 'arrive', actor, told, () => ({ kind: 'arrived', ...noted(told), ...placed(told) }));
  }

  /** What the crew sees and does; changes no state. */
  report(id: string, text: string, actor: Actor, told: ActTold = {}): Promise<Task> {
    return this.#act(id, 'report', actor, { ...told, note: text }, () => ({ kind: 'reported', text, ...placed(told) }));
  }

  complete(id: string, actor: Actor, told: ActTold = {}): Promise<Task> {
    return this.#act(id, 'complete', actor, told, () => ({ kind: 'completed', ...noted(told), ...placed(told) }));
  }

  verify(id: string, actor: Actor, told: ActTold = {}): Promise<Task> {
    return this.#act(id, 'verify', actor, told, () => ({ kind: 'verified', ...noted(told) }));
  }

  /** Back to the desk: by the crew while it is under way, by the desk when the work is not good enough. */
  reject(id: string, reason: string, actor: Actor, told: ActTold = {}): Promise<Task> {
    return this.#act(id, 'reject', actor, { ...told, note: reason }, ({ state }) => ({
      kind: 'rejected',
      reason,
      returned: state === 'completed' ? 'work' : 'declined',
    }));
  }

  /** To another crew, or once more to the same. */
  async assign(
    id: string,
    to: Pick<TaskRequest, 'team' | 'assignee'>,
    actor: Actor,
    told: ActTold = {},
  ): Promise<Task> {
    const task = this.get(id) ?? (await this.find(id));
    if (task && !this.#options.incidents.get(task.incidentId)) await this.#openIncident(task.incidentId);
    const team = this.#teamOf(to.team);
    const note = told.note ?? team?.name ?? to.assignee;
    return await this.#act(id, 'assign', actor, { ...told, ...(note !== undefined && { note }) }, ({ grade }) => ({
      kind: 'reassigned',
      ...named(team),
      ...(to.assignee !== undefined && { assignee: to.assignee }),
      dueAt: (this.#options.clock.now() + limitMs(grade, this.#rules)) as EventTime,
      ...noted(told),
    }));
  }

  /** Notes what is overdue. Call about once a second. */
  tick(now: EventTime): void {
    if (now < this.#nextDue) return;
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const task of this.#index.all()) {
      if (!isChased(task)) continue;
      if (task.dueAt > now) this.#nextDue = Math.min(this.#nextDue, task.dueAt);
      else this.#log(task.id, { kind: 'overdue', dueAt: task.dueAt }, SYSTEM.name, task.dueAt);
    }
  }

  /** Call it for every incident that changed: its tasks go with it, and it ends with them. */
  apply(incident: Incident): void {
    const tasks = this.#index.of(incident.id);
    if (tasks.length === 0) return;
    if (!isClosed(incident)) {
      this.#follower.changed(incident);
      return;
    }
    const { mergedInto, updatedAt } = incident;
    for (const task of tasks) {
      if (mergedInto !== undefined)
        this.#log(task.id, { kind: 'moved', incidentId: mergedInto }, SYSTEM.name, updatedAt);
      else if (task.state === 'assigned' || task.state === 'accepted' || task.state === 'rejected')
        this.#withdraw(task, updatedAt);
    }
    this.#index.forget(incident.id, isOver);
  }

  #withdraw(task: Task, time: EventTime): void {
    if (isOver(task)) return;
    this.#log(task.id, { kind: 'rejected', reason: INCIDENT_OVER, returned: 'withdrawn' }, SYSTEM.name, time);
  }

  async #openIncident(id: string): Promise<Incident> {
    const incident = await this.#options.incidents.find(id);
    if (!incident) throw unknownIncident(id);
    if (!isClosed(incident)) return incident;
    throw new UserError('incident-closed', `${id} is ${incident.state}: nobody is sent there`, {
      status: 409,
      next: 'What happens later opens another incident.',
    });
  }

  #orderOf(incident: Incident, request: TaskRequest): TaskOrder {
    const { instructions, assignee, place } = request;
    const team = this.#teamOf(request.team);
    const position = request.position ?? incident.position;
    const department = request.department ?? team?.department ?? incident.department;
    const district = position && this.#options.districtAt(position);
    return {
      incidentId: incident.id,
      title: request.title ?? titleFor(incident),
      ...(instructions !== undefined && { instructions }),
      grade: incident.grade,
      ...named(team),
      ...(assignee !== undefined && { assignee }),
      ...(department !== undefined && { department }),
      ...(district !== undefined && { district }),
      ...(place !== undefined && { place }),
      ...(position && { position }),
      dueAt: request.dueAt ?? ((this.#options.clock.now() + limitMs(incident.grade, this.#rules)) as EventTime),
    };
  }

  #teamOf(id: string | undefined) {
    const team = id === undefined ? undefined : this.#options.team(id);
    if (id !== undefined && !team)
      throw new UserError('unknown-team', `there is no resource ${id} that can be sent`, {
        status: 404,
        field: 'team',
        next: 'GET /api/v1/incidents/{id}/teams lists them.',
      });
    return team;
  }

  /** @throws UserError 404, 409. */
  async #act(
    id: string,
    step: TaskStep,
    actor: Actor,
    told: ActTold,
    what: (task: Task) => TaskEventBody,
  ): Promise<Task> {
    const task = this.get(id) ?? (await this.find(id));
    if (!task) throw unknownTask(id);
    const eventId = told.id === undefined ? undefined : `${task.id}/${told.id}`;
    if (eventId !== undefined ? task.eventIds.includes(eventId) : isTaken(step, task)) return task;
    mayTake(step, task);
    this.#index.put(task);
    const now = this.#options.clock.now();
    const time = Math.min(now, Math.max(told.at ?? now, lastActOf(task))) as EventTime;
    const after = this.#log(task.id, what(task), actor.name, time, eventId);
    this.#audit(step === 'report' ? 'comment' : step, after, actor, told.note, time);
    await this.#follower.stepped(step, after, actor);
    if (isOver(after) && !this.#options.incidents.get(after.incidentId)) this.#index.forget(after.incidentId, isOver);
    return await this.#committed(after);
  }

  async #committed(task: Task): Promise<Task> {
    await this.settled();
    return this.#index.get(task.id) ?? task;
  }

  #audit(action: ActionName, { id }: Task, actor: Actor, note: string | undefined, at?: EventTime): void {
    const time = at ?? this.#options.clock.now();
    const about = { objectKind: 'task' as const, objectId: id };
    this.#writer.add([{ action: { time, actor, action, ...about, ...(note !== undefined && { note }) } }]);
  }

  #log(id: TaskId, body: TaskEventBody, actor: string, time: EventTime, eventId?: string): Task {
    const previous = this.#index.get(id);
    const name = eventId ?? `${id}/${(previous?.eventIds.length ?? 0) + 1}`;
    const event: TaskEvent = { id: name, taskId: id, time, actor, ...body };
    const task = applyTaskEvent(previous, event);
    this.#keep(task);
    this.#writer.add([{ event }, { task }]);
    this.#options.onChange(task, previous);
    return task;
  }

  #keep(task: Task): void {
    this.#index.put(task);
    if (isChased(task)) this.#nextDue = Math.min(this.#nextDue, task.dueAt);
  }
}

/** Somebody should be at it, and its time has not been missed yet. */
const isChased = (task: Task): boolean => isUnderWay(task) && !task.overdue;

/** When a person last did something about it: what is told later was not done before that. */
const lastActOf = ({
  createdAt,
  acceptedAt = createdAt,
  arrivedAt = createdAt,
  completedAt = createdAt,
  ...task
}: Task) =>
  Math.max(createdAt, acceptedAt, arrivedAt, completedAt, task.rejection?.time ?? 0, task.reports.at(-1)?.time ?? 0);

const noted = ({ note }: ActTold) => (note === undefined ? {} : { note });
const placed = ({ position }: ActTold) => (position ? { position } : {});
const named = (team: (Team & { readonly department?: string }) | undefined) =>
  team ? { team: { id: team.id, name: team.name, kind: team.kind } } : {};

function sameTask(task: Task, incidentId: string): Task {
  if (task.incidentId === (incidentId as IncidentId)) return task;
  throw new UserError('task-exists', `${task.id} is a task of ${task.incidentId}`, {
    status: 409,
    field: 'id',
    next: 'Give it another id, or none.',
  });
}

const unknownTask = (id: string): UserError =>
  new UserError('unknown-task', `there is no task ${id}`, { status: 404, next: 'GET /api/v1/tasks lists them.' });
