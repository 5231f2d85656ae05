import type { EventTime } from '../../geodata/model/time.ts';
import type { Actor } from '../identity/actor.ts';
import type { IncidentDesk } from '../incidents/incident-desk.ts';
import type { Task } from '../tasks/task.ts';
import { phrase } from './crew-phrases.ts';
import { Draws } from './draws.ts';
import { DueActs } from './due-acts.ts';
import { officersAt } from './roster.ts';
import type { CrewParts } from './simulated-crews.ts';

export interface VerifierParts extends CrewParts {
  readonly incidentDesk: Pick<IncidentDesk, 'get'>;
  /** Of city time ahead of UTC, ms. */
  readonly offsetMs: number;
}

const MINUTE_MS = 60_000;
/** Minutes until somebody looks at what a crew says is done, median and spread; until another crew is sent. Ours. */
const VERIFY_MIN = 8;
const VERIFY_SPREAD = 0.7;
const REASSIGN_MIN = [2, 8] as const;
/** Whoever says less than so many characters about the work has not said what was done: it is sent back, once. Ours. */
const SHORTEST_OUTCOME = 4;

/** Officers of the simulation who look at what crews say is done, send back what does not show it, and send others where a crew cannot come. */
export class SimulatedVerifiers {
  readonly #parts: VerifierParts;
  readonly #draws: Draws;
  readonly #acts = new DueActs();

  constructor(parts: VerifierParts) {
    this.#parts = parts;
    this.#draws = new Draws(parts.seed);
  }

  /** Call it for every task that changed. */
  notice(task: Task): void {
    if (task.state === 'completed') this.#planVerify(task);
    else if (task.state === 'rejected' && task.rejection?.returned === 'declined') this.#planAnother(task);
  }

  get nextAt(): EventTime | undefined {
    return this.#acts.nextAt;
  }

  /** Does what is due; the desk's clock must have come to `now`. */
  actUntil(now: EventTime): void {
    this.#acts.actUntil(now);
  }

  settled(): Promise<void> {
    return this.#acts.settled();
  }

  #planVerify(task: Task): void {
    const name = nameOf(task, 'verify');
    const at = task.updatedAt + this.#draws.about(name, VERIFY_MIN, VERIFY_SPREAD) * MINUTE_MS;
    this.#acts.plan(name, at, () => {
      const now = this.#parts.taskDesk.get(task.id);
      if (now?.state !== 'completed') return undefined;
      const officer = this.#officerFor(task, at);
      const isPoor = now.nRejected === 0 && (now.outcome ?? '').length < SHORTEST_OUTCOME;
      return isPoor
        ? this.#parts.taskDesk.reject(task.id, phrase('sentBack', now, this.#draws), officer)
        : this.#parts.taskDesk.verify(task.id, officer, { note: phrase('verified', now, this.#draws) });
    });
  }

  /** The next best crew that is free. */
  #planAnother(task: Task): void {
    const name = nameOf(task, 'another');
    const at = task.updatedAt + this.#draws.between(name, REASSIGN_MIN) * MINUTE_MS;
    this.#acts.plan(name, at, () => {
      const { taskDesk, teams, incidentDesk } = this.#parts;
      const now = taskDesk.get(task.id);
      const incident = incidentDesk.get(task.incidentId);
      if (!incident || now?.state !== 'rejected') return undefined;
      const choices = teams.choicesFor(incident, (id) => taskDesk.isBusy(id));
      const next = choices.find(({ id, busy }) => !busy && id !== task.team?.id);
      return next && taskDesk.assign(task.id, { team: next.id }, this.#officerFor(task, at));
    });
  }

  #officerFor(task: Task, at: number): Actor {
    const onDuty = officersAt(at + this.#parts.offsetMs);
    return { name: this.#draws.choice(nameOf(task, 'officer'), onDuty).name, role: 'officer' };
  }
}

const nameOf = ({ createdAt, id, eventIds }: Task, what: string): string =>
  `${createdAt} ${id} ${eventIds.length} ${what}`;
