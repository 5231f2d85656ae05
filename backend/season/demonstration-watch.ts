import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Task } from '../tasks/task.ts';
import { type PeopleParts, SimulatedPeople } from './simulated-people.ts';

export interface DemonstrationParts extends PeopleParts {
  readonly alertDesk: { tick(now: EventTime): void };
  readonly onFault: (error: unknown) => void;
}

/**
 * The desks of a demonstration, before the present begins: while a source delivers what the day has brought so far, they live at the time of what is heard, and simulated
 * officers and crews do what they would have done since the morning. From {@link begin} on the desks live at the demonstration's own time and belong to whoever sits there; crews go on doing what they are sent to.
 */
export class DemonstrationWatch {
  readonly #present: Clock;
  #parts: DemonstrationParts | undefined;
  #people: SimulatedPeople | undefined;
  #isPast = false;
  #now: EventTime | undefined;

  constructor(present: Clock) {
    this.#present = present;
  }

  /** What time people at the desks have. */
  readonly clock: Clock = { now: () => this.#now ?? this.#present.now() };

  /** Officers take their seats, at the time up to which the store knows; call it before anything is delivered, if at all. */
  man(parts: DemonstrationParts, since: EventTime = eventTime(0)): void {
    this.#parts = parts;
    this.#now = since;
    this.#isPast = true;
    this.#people = new SimulatedPeople(parts);
    for (const incident of parts.incidentDesk.open()) this.#people.notice(incident, undefined);
    for (const task of parts.taskDesk.open()) this.#people.noticeTask(task);
  }

  notice(incident: Incident, previous: Incident | undefined): void {
    this.#people?.notice(incident, previous);
  }

  noticeTask(task: Task): void {
    this.#people?.noticeTask(task);
  }

  /** Time goes on to the newest of what was heard, and everything that is due by then is done. Call it after the detectors have had it. */
  hear(messages: readonly Message[]): void {
    if (!this.#people || !this.#isPast) return;
    const heard = messages.reduce((newest, { kind, time }) => (kind === 'thing' ? newest : Math.max(newest, time)), 0);
    const to = Math.min(heard, this.#present.now());
    if (to <= (this.#now ?? 0)) return;
    for (let at = this.#people.nextAt; at !== undefined && at <= to; at = this.#people.nextAt) {
      this.#moveTo(Math.max(at, this.#now ?? at));
      this.#people.actUntil(at);
    }
    this.#moveTo(to);
    this.#settle();
  }

  /** The present begins: officers leave, and nothing they had in mind is done. */
  begin(): void {
    this.#people?.leaveDesks();
    this.#isPast = false;
    this.#now = undefined;
  }

  /** Crews do what is due in the present. Call about once a second. */
  tick(now: EventTime): void {
    if (this.#isPast || !this.#people) return;
    this.#people.actUntil(now);
    this.#settle();
  }

  #settle(): void {
    this.#people?.settled().catch((error: unknown) => this.#parts?.onFault(error));
  }

  #moveTo(time: number): void {
    this.#now = eventTime(time);
    this.#parts?.alertDesk.tick(this.#now);
    this.#parts?.incidentDesk.tick(this.#now);
    this.#parts?.taskDesk.tick(this.#now);
  }
}
