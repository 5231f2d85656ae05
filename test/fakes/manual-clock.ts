import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';

/** A clock that the test owns. */
export class ManualClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): EventTime {
    return eventTime(this.#now);
  }

  set(now: number): void {
    this.#now = now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
