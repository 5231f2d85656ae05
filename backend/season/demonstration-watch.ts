import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Incident } from '../incidents/incident.ts';
import { type OfficersParts, SimulatedOfficers } from './simulated-officers.ts';

export interface DemonstrationParts extends OfficersParts {
  readonly alertDesk: { tick(now: EventTime): void };
  readonly onFault: (error: unknown) => void;
}

/**
 * The desks of a demonstration, before the present begins: while a source delivers what the day has brought so far, they live at the time of what is heard, and simulated
 * officers do what officers would have done since the morning. From {@link begin} on the desks live at the demonstration's own time and belong to whoever sits there.
 */
export class DemonstrationWatch {
  readonly #present: Clock;
  #parts: DemonstrationParts | undefined;
  #officers: SimulatedOfficers | undefined;
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
    this.#officers = new SimulatedOfficers(parts);
    for (const incident of parts.incidentDesk.open()) this.#officers.notice(incident, undefined);
  }

  notice(incident: Incident, previous: Incident | undefined): void {
    this.#officers?.notice(incident, previous);
  }

  /** Time goes on to the newest of what was heard, and everything that is due by then is done. Call it after the detectors have had it. */
  hear(messages: readonly Message[]): void {
    if (!this.#officers) return;
    const heard = messages.reduce((newest, { kind, time }) => (kind === 'thing' ? newest : Math.max(newest, time)), 0);
    const to = Math.min(heard, this.#present.now());
    if (to <= (this.#now ?? 0)) return;
    for (let at = this.#officers.nextAt; at !== undefined && at <= to; at = this.#officers.nextAt) {
      this.#moveTo(Math.max(at, this.#now ?? at));
      this.#officers.actUntil(at);
    }
    this.#moveTo(to);
    this.#officers.settled().catch((error: unknown) => this.#parts?.onFault(error));
  }

  /** The present begins: officers leave, and nothing they had in mind is done. */
  begin(): void {
    this.#officers = undefined;
    this.#parts = undefined;
    this.#now = undefined;
  }

  #moveTo(time: number): void {
    this.#now = eventTime(time);
    this.#parts?.alertDesk.tick(this.#now);
    this.#parts?.incidentDesk.tick(this.#now);
  }
}
