import type { EventTime } from '../../geodata/model/time.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Task } from '../tasks/task.ts';
import { type CrewParts, SimulatedCrews } from './simulated-crews.ts';
import { type OfficersParts, SimulatedOfficers } from './simulated-officers.ts';
import { SimulatedVerifiers } from './simulated-verifiers.ts';

export type PeopleParts = OfficersParts & CrewParts;

interface Somebody {
  readonly nextAt: EventTime | undefined;
  actUntil(now: EventTime): void;
  settled(): Promise<void>;
}

/** Everybody of the simulation: those at the desks, and the crews that they send. */
export class SimulatedPeople {
  readonly #crews: SimulatedCrews;
  #officers: SimulatedOfficers | undefined;
  #verifiers: SimulatedVerifiers | undefined;

  constructor(parts: PeopleParts) {
    this.#crews = new SimulatedCrews(parts);
    this.#officers = new SimulatedOfficers(parts);
    this.#verifiers = new SimulatedVerifiers(parts);
  }

  notice(incident: Incident, previous: Incident | undefined): void {
    this.#officers?.notice(incident, previous);
  }

  noticeTask(task: Task): void {
    this.#crews.notice(task);
    this.#verifiers?.notice(task);
  }

  get nextAt(): EventTime | undefined {
    const times = this.#all().flatMap(({ nextAt }) => nextAt ?? []);
    return times.length === 0 ? undefined : (Math.min(...times) as EventTime);
  }

  /** Does what is due; the desks' clock must have come to `now`. */
  actUntil(now: EventTime): void {
    for (const somebody of this.#all()) somebody.actUntil(now);
  }

  /** Resolves once all acts so far are in the logs. @throws what a desk said, but for acts that came too late. */
  async settled(): Promise<void> {
    await Promise.all(this.#all().map((somebody) => somebody.settled()));
  }

  /** The desks belong to real people from now on; nothing that officers had in mind is done. Crews stay. */
  leaveDesks(): void {
    this.#officers = undefined;
    this.#verifiers = undefined;
  }

  #all(): Somebody[] {
    return [this.#officers, this.#verifiers, this.#crews].filter((somebody) => somebody !== undefined);
  }
}
