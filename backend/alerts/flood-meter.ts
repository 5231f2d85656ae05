import type { EventTime } from '../../geodata/model/time.ts';
import type { AlarmRules } from './alarm-rules.ts';

const WINDOW_MS = 10 * 60_000;

/** How many alarms officers have been given lately, and whether that is more than a person can work through. */
export interface FloodState {
  readonly flood: boolean;
  /** Since when; absent while there is none. */
  readonly since?: EventTime;
  /** Annunciated in the last ten minutes, all officers together, and for each. */
  readonly inTenMinutes: number;
  readonly perOfficer: number;
  readonly officers: number;
}

/**
 * Alarm flood (ISA-18.2-2016 §3.1, cl. 16; EEMUA 191): begins when more than ten alarms are annunciated in ten minutes per officer, ends when fewer than five are. The limits are parameters.
 */
export class FloodMeter {
  readonly #rules: AlarmRules['flood'];
  readonly #officers: number;
  /** In order. */
  #times: EventTime[] = [];
  #since: EventTime | undefined;

  constructor({ flood, officers }: Pick<AlarmRules, 'flood' | 'officers'>) {
    this.#rules = flood;
    this.#officers = officers;
  }

  /** One more alarm was annunciated. */
  hear(time: EventTime): void {
    const place = this.#times.findLastIndex((each) => each <= time);
    this.#times.splice(place + 1, 0, time);
    this.#settle(this.#times.at(-1)!);
  }

  /** As of `now`, which does not go back. */
  at(now: EventTime): FloodState {
    this.#settle(now);
    const inTenMinutes = this.#times.length;
    return {
      flood: this.#since !== undefined,
      ...(this.#since !== undefined && { since: this.#since }),
      inTenMinutes,
      perOfficer: inTenMinutes / this.#officers,
      officers: this.#officers,
    };
  }

  #settle(now: EventTime): void {
    const gone = this.#times.findIndex((time) => time > now - WINDOW_MS);
    if (gone !== 0) this.#times = gone < 0 ? [] : this.#times.slice(gone);
    const perOfficer = this.#times.length / this.#officers;
    if (this.#since === undefined && perOfficer > this.#rules.beginsAbove) this.#since = now;
    else if (this.#since !== undefined && perOfficer < this.#rules.endsBelow) this.#since = undefined;
  }
}
