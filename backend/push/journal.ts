import { maySee } from '../api/access.ts';
import type { AlertView, IncidentView, TaskView } from '../api/contract.ts';
import type { Diff, Snapshot } from './protocol.ts';

/** What became of one alert or incident: where it was and what it is now. Without `after` it left the queue. */
interface Change<Item> {
  readonly id: string;
  readonly before: { readonly district: string | undefined } | undefined;
  readonly after: Item | undefined;
}

/** One numbered step of the queue, for everybody; {@link diffOf} cuts it to what somebody may see. */
export interface Step {
  readonly sequence: number;
  readonly alerts: readonly Change<AlertView>[];
  readonly incidents: readonly Change<IncidentView>[];
  readonly tasks: readonly Change<TaskView>[];
}

export interface QueueChange {
  readonly alerts?: readonly AlertView[];
  readonly incidents?: readonly IncidentView[];
  readonly tasks?: readonly TaskView[];
}

/**
 * The queue as clients know it, and the last steps that led there. An incident is in it until it is closed or void; an alert while its condition holds
 * or nobody has acknowledged it, and a task until it is over; both as long as their incident is in it.
 */
export class Journal {
  readonly #epoch: string;
  readonly #alerts = new Map<string, AlertView>();
  readonly #incidents = new Map<string, IncidentView>();
  readonly #tasks = new Map<string, TaskView>();
  readonly #steps: Step[] = [];
  readonly #capacity: number;
  #sequence = 0;

  /** `capacity`: how many steps are remembered for clients that come back. */
  constructor(epoch: string, capacity: number) {
    this.#epoch = epoch;
    this.#capacity = capacity;
  }

  get sequence(): number {
    return this.#sequence;
  }

  get sizes(): { readonly alerts: number; readonly incidents: number } {
    return { alerts: this.#alerts.size, incidents: this.#incidents.size };
  }

  /** Differs between areas too: what a client saw under other rights is no place to resume from. */
  epochFor(areas: readonly string[]): string {
    return areas.length === 0 ? this.#epoch : `${this.#epoch}:${[...areas].sort().join()}`;
  }

  /** `undefined` when none of it concerns the queue. */
  record({ alerts = [], incidents = [], tasks = [] }: QueueChange): Step | undefined {
    const incidentChanges = lastOf(incidents).flatMap((incident) =>
      changeOf(this.#incidents, incident, isOpenIncident),
    );
    const alertChanges = lastOf(alerts).flatMap((alert) => changeOf(this.#alerts, alert, this.#belongs));
    const taskChanges = lastOf(tasks).flatMap((task) =>
      changeOf(this.#tasks, task, (each) => !isOver(each) || this.#incidents.has(each.incidentId)),
    );
    for (const { id, after } of incidentChanges) {
      if (after) continue;
      alertChanges.push(...leaveWith(this.#alerts, id, (alert) => !isOpenAlert(alert), alertChanges));
      taskChanges.push(...leaveWith(this.#tasks, id, isOver, taskChanges));
    }
    if (incidentChanges.length + alertChanges.length + taskChanges.length === 0) return undefined;
    const step = {
      sequence: ++this.#sequence,
      alerts: alertChanges,
      incidents: incidentChanges,
      tasks: taskChanges,
    };
    this.#steps.push(step);
    if (this.#steps.length > this.#capacity) this.#steps.shift();
    return step;
  }

  /** The steps behind `sequence`; `undefined` when some of them are forgotten. */
  since(sequence: number): readonly Step[] | undefined {
    const missing = this.#sequence - sequence;
    if (missing < 0 || missing > this.#steps.length) return undefined;
    return this.#steps.slice(this.#steps.length - missing);
  }

  snapshot(areas: readonly string[]): Snapshot {
    return {
      epoch: this.epochFor(areas),
      sequence: this.#sequence,
      alerts: [...this.#alerts.values()].filter((alert) => maySee(areas, alert.district)),
      incidents: [...this.#incidents.values()].filter((incident) => maySee(areas, incident.district)),
      tasks: [...this.#tasks.values()].filter((task) => maySee(areas, task.district)),
    };
  }

  readonly #belongs = (alert: AlertView): boolean =>
    isOpenAlert(alert) || (alert.incidentId !== undefined && this.#incidents.has(alert.incidentId));
}

/** Of several values of one item only the last counts. */
const lastOf = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** What ended while it was suppressed is over. */
const isOpenAlert = (alert: AlertView) =>
  alert.state === 'active' || (!alert.acknowledged && alert.suppression === undefined);
const isOpenIncident = (incident: IncidentView) => incident.state !== 'closed' && incident.state !== 'void';

/** Nothing more is to come of it. */
const isOver = ({ state, rejection }: TaskView) =>
  state === 'verified' || (state === 'rejected' && rejection?.returned === 'withdrawn');

/** What stayed only for its incident's sake leaves with it, unless this step has told of it already. */
function leaveWith<Item extends { readonly id: string; readonly incidentId?: string | undefined }>(
  queue: Map<string, Item>,
  incidentId: string,
  isDone: (item: Item) => boolean,
  told: readonly Change<Item>[],
): Change<Item>[] {
  const leaving = [...queue.values()].filter(
    (item) => item.incidentId === incidentId && isDone(item) && !told.some(({ id }) => id === item.id),
  );
  return leaving.flatMap((item) => changeOf(queue, item, () => false));
}

function changeOf<Item extends { readonly id: string; readonly district?: string | undefined }>(
  queue: Map<string, Item>,
  item: Item,
  belongs: (item: Item) => boolean,
): Change<Item>[] {
  const known = queue.get(item.id);
  const after = belongs(item) ? item : undefined;
  if (after) queue.set(item.id, after);
  else if (!queue.delete(item.id)) return [];
  return [{ id: item.id, before: known && { district: known.district }, after }];
}

/** What somebody with these areas sees of a step; empty parts when nothing, so that the numbering has no gaps. */
export function diffOf(step: Step, areas: readonly string[]): Diff {
  const alerts = sort(step.alerts, areas);
  const incidents = sort(step.incidents, areas);
  const tasks = sort(step.tasks, areas);
  return {
    sequence: step.sequence,
    remove: part(alerts.remove, incidents.remove, tasks.remove),
    add: part(alerts.add, incidents.add, tasks.add),
    update: part(alerts.update, incidents.update, tasks.update),
  };
}

const part = <A, I, T>(alerts: readonly A[], incidents: readonly I[], tasks: readonly T[]) => ({
  ...(alerts.length > 0 && { alerts }),
  ...(incidents.length > 0 && { incidents }),
  ...(tasks.length > 0 && { tasks }),
});

function sort<Item extends { readonly district?: string | undefined }>(
  changes: readonly Change<Item>[],
  areas: readonly string[],
) {
  const sorted = { remove: [] as string[], add: [] as Item[], update: [] as Item[] };
  for (const { id, before, after } of changes) {
    const wasSeen = before !== undefined && maySee(areas, before.district);
    const isSeen = after !== undefined && maySee(areas, after.district);
    if (isSeen) (wasSeen ? sorted.update : sorted.add).push(after);
    else if (wasSeen) sorted.remove.push(id);
  }
  return sorted;
}
