import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { Incident, IncidentId, IncidentState } from '../incidents/incident.ts';
import { isOver, type Task } from './task.ts';
import type { TaskStep } from './transitions.ts';
import { ALL_VERIFIED } from './wording.ts';

/** What tasks do to the incident they belong to. */
export interface FollowedIncidents {
  get(id: string): Incident | undefined;
  dispatch(
    id: string,
    to: { readonly department: string; readonly team?: string },
    actor: Actor,
    note?: string,
  ): Promise<unknown>;
  arrive(id: string, actor: Actor): Promise<unknown>;
  resolve(id: string, actor: Actor, note: string): Promise<unknown>;
}

const BEFORE_DISPATCH: ReadonlySet<IncidentState> = new Set(['new', 'filed']);
const UNDER_WAY: ReadonlySet<IncidentState> = new Set(['filed', 'dispatched', 'handling']);

/** An incident follows its tasks: the first one sends somebody, the first arrival is its own, and with the last one verified it is resolved once its condition has cleared. */
export class IncidentFollower {
  readonly #incidents: FollowedIncidents;
  readonly #tasksOf: (id: IncidentId) => readonly Task[];
  /** Whose resolving is on its way: it is asked for once. */
  readonly #resolving = new Set<IncidentId>();

  constructor(incidents: FollowedIncidents, tasksOf: (id: IncidentId) => readonly Task[]) {
    this.#incidents = incidents;
    this.#tasksOf = tasksOf;
  }

  async created({ incidentId, team, department, assignee }: Task, actor: Actor): Promise<void> {
    const incident = this.#incidents.get(incidentId);
    if (!incident || !BEFORE_DISPATCH.has(incident.state)) return;
    const to = department ?? incident.department ?? team?.name ?? assignee ?? actor.name;
    const sent = team?.name ?? assignee;
    const act = this.#incidents.dispatch(
      incidentId,
      { department: to, ...(sent !== undefined && { team: sent }) },
      actor,
    );
    await unlessTooLate(act);
  }

  async stepped(step: TaskStep, { incidentId }: Task, actor: Actor): Promise<void> {
    const incident = this.#incidents.get(incidentId);
    if (!incident) return;
    if (step === 'arrive' && incident.state === 'dispatched')
      await unlessTooLate(this.#incidents.arrive(incidentId, actor));
    if (step === 'verify') await this.#resolve(incident, actor);
  }

  /** What a verification left open because something still held ends when that does, in the name of who verified last. */
  changed(incident: Incident): void {
    const last = this.#tasksOf(incident.id).findLast(({ verifiedBy }) => verifiedBy !== undefined);
    if (last?.verifiedBy === undefined) return;
    // The incident desk tells by itself of what the store refuses.
    this.#resolve(incident, { name: last.verifiedBy, role: 'officer' }).catch(() => undefined);
  }

  async #resolve({ id, condition, state }: Incident, actor: Actor): Promise<void> {
    if (condition !== 'cleared' || !UNDER_WAY.has(state) || this.#resolving.has(id)) return;
    const tasks = this.#tasksOf(id);
    if (!tasks.some((task) => task.state === 'verified') || !tasks.every(isOver)) return;
    this.#resolving.add(id);
    try {
      await unlessTooLate(this.#incidents.resolve(id, actor, ALL_VERIFIED));
    } finally {
      this.#resolving.delete(id);
    }
  }
}

/** Between looking and acting somebody else may have ended it: that is no fault. */
async function unlessTooLate(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
