import type { Brand } from '../../geodata/model/brand.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { TASK_STATES } from '../api/task-contract.ts';
import type { IncidentId } from '../incidents/incident.ts';

/** `TSK-YYMMDD-NNN-K`: the K-th task of incident `INC-YYMMDD-NNN`; or what the client called it. */
export type TaskId = Brand<string, 'TaskId'>;
export type TaskState = (typeof TASK_STATES)[number];

/** Who goes: a resource of the city that can be sent. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** What a task is for, and for whom. */
export interface TaskOrder {
  readonly incidentId: IncidentId;
  readonly title: Bilingual;
  /** What to do, to look for, to photograph. */
  readonly instructions?: string;
  readonly grade: Grade;
  readonly team?: Team;
  /** A person; absent: whoever leads the team. */
  readonly assignee?: string;
  /** By name. */
  readonly department?: string;
  readonly district?: string;
  /** In words, where the position has a name. */
  readonly place?: string;
  readonly position?: LonLat;
  readonly dueAt: EventTime;
}

/** Why a task is back at the desk: the crew cannot do it, what was done is not good enough, or it is not needed any more. */
type Return = 'declined' | 'work' | 'withdrawn';

interface TaskEventBase {
  /** `<task>/<n>`, or `<task>/<what the client called its act>`: the same act twice is one event. */
  readonly id: string;
  readonly taskId: TaskId;
  /** When it was done, which is earlier than it was told where there was no signal. */
  readonly time: EventTime;
  readonly actor: string;
}

/** What can happen to a task. Logged once, never changed. */
export type TaskEvent = TaskEventBase &
  (
    | ({ readonly kind: 'created' } & TaskOrder)
    | { readonly kind: 'accepted'; readonly assignee?: string; readonly note?: string }
    | { readonly kind: 'arrived'; readonly note?: string; readonly position?: LonLat }
    | { readonly kind: 'reported'; readonly text: string; readonly position?: LonLat }
    | { readonly kind: 'completed'; readonly note?: string; readonly position?: LonLat }
    | { readonly kind: 'verified'; readonly note?: string }
    | { readonly kind: 'rejected'; readonly reason: string; readonly returned: Return }
    /** To somebody else, or once more: it begins anew. */
    | {
        readonly kind: 'reassigned';
        readonly team?: Team;
        readonly assignee?: string;
        readonly department?: string;
        readonly dueAt: EventTime;
        readonly note?: string;
      }
    | { readonly kind: 'overdue'; readonly dueAt: EventTime }
    /** Its incident became part of another one. */
    | { readonly kind: 'moved'; readonly incidentId: IncidentId }
  );

/** An event without what the desk adds. */
export type TaskEventBody = TaskEvent extends infer Event
  ? Event extends TaskEvent
    ? Omit<Event, keyof TaskEventBase>
    : never
  : never;

/** What the crew told from the place. */
interface TaskReport {
  readonly time: EventTime;
  readonly by: string;
  readonly text: string;
}

/** A task as its log says it is. */
export interface Task extends TaskOrder {
  readonly id: TaskId;
  readonly state: TaskState;
  readonly createdAt: EventTime;
  readonly createdBy: string;
  /** The first times with the present team; `completedAt` and `verifiedAt` of the work that stands. */
  readonly acceptedAt?: EventTime;
  readonly arrivedAt?: EventTime;
  readonly completedAt?: EventTime;
  /** What the crew said of its work when it was done. */
  readonly outcome?: string;
  readonly verifiedAt?: EventTime;
  readonly verifiedBy?: string;
  readonly rejection?: {
    readonly time: EventTime;
    readonly by: string;
    readonly reason: string;
    readonly returned: Return;
  };
  /** Its work was not good enough so often. */
  readonly nRejected: number;
  readonly reports: readonly TaskReport[];
  /** It was completed behind its time, or that has passed and it is not complete. */
  readonly overdue: boolean;
  readonly updatedAt: EventTime;
  /** Ids of all its events: an act that comes again changes nothing. */
  readonly eventIds: readonly string[];
}

/** The crew still has something to do about it. */
export const isUnderWay = ({ state, rejection }: Pick<Task, 'state' | 'rejection'>): boolean =>
  state === 'assigned' ||
  state === 'accepted' ||
  state === 'arrived' ||
  (state === 'rejected' && rejection?.returned === 'work');

/** Nothing more is to come: it is done, or nobody needs it. One that a crew has declined waits for the desk. */
export const isOver = ({ state, rejection }: Pick<Task, 'state' | 'rejection'>): boolean =>
  state === 'verified' || (state === 'rejected' && rejection?.returned === 'withdrawn');
