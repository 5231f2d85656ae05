import { type Clock, type EventTime, eventTime } from '../../../geodata/model/time.ts';

/** A base station whose clock is off by more than this from the log's is not believed until another agrees. Ours. */
const BELIEVABLE_MS = 3_600_000;

/**
 * Gives every message of a log its event time. In order of trust: what the log says of this very sentence (tag block, trailing
 * epoch, PGHP); else the log's last known time (the same, or ZDA, RMC); else, in recordings, base stations' UTC (types 4 and
 * 11); else the time of arrival.
 *
 * Only the first is told for the message; the others are *assumed*, and grow by 1 ms per message so that two reports of one
 * vessel never fall onto one key.
 */
export class LogClock {
  readonly #arrival: Clock;
  /** The last time given out or told; -Infinity until there is one. */
  #now = -Infinity;
  #source: 'none' | 'arrival' | 'station' | 'log' = 'none';
  #doubted = Number.NaN;
  #assumed = 0;

  /** `live`: sentences arrive when they are received, so arrival beats base stations, and is known at once. */
  constructor(arrival: Clock, live: boolean) {
    this.#arrival = arrival;
    if (live) this.#source = 'arrival';
  }

  /** Messages whose time was assumed. */
  get assumed(): number {
    return this.#assumed;
  }

  /** False while a recording has told no time yet: hold its messages back, or call {@link useArrival}. */
  get known(): boolean {
    return this.#source !== 'none';
  }

  /** The log says that it is now `utcMs`. */
  tick(utcMs: number): void {
    this.#source = 'log';
    this.#now = utcMs;
  }

  /** A base station says that it is now `utcMs`. Heard only while the log itself is silent about time. */
  hearStation(utcMs: number): void {
    if (this.#source !== 'none' && this.#source !== 'station') return;
    const believed = this.#source === 'station' && utcMs <= this.#now + BELIEVABLE_MS;
    if (!believed && !(Math.abs(utcMs - this.#doubted) <= BELIEVABLE_MS)) {
      this.#doubted = utcMs;
      return;
    }
    this.#source = 'station';
    if (utcMs > this.#now) this.#now = utcMs;
  }

  /** No better clock will come: believe a lone base station, or else arrival. */
  settle(): void {
    if (this.#source !== 'none') return;
    if (Number.isNaN(this.#doubted)) this.#source = 'arrival';
    else {
      this.#source = 'station';
      this.#now = this.#doubted;
    }
  }

  /** The event time of the next message; `toldMs` is what the log says of it. */
  stamp(toldMs: number | undefined): EventTime {
    if (toldMs !== undefined) {
      this.tick(toldMs);
      return eventTime(toldMs);
    }
    this.#assumed++;
    const next = this.#now + 1;
    this.#now = this.#source === 'arrival' || this.#now === -Infinity ? Math.max(this.#arrival.now(), next) : next;
    return eventTime(this.#now);
  }

  /** Times for `count` messages that came before the first known time: counted back from it, 1 ms each. */
  stampsBefore(count: number): EventTime[] {
    this.#assumed += count;
    if (this.#source === 'arrival') this.#now = this.#arrival.now();
    const first = this.#now - count;
    return Array.from({ length: count }, (_, i) => eventTime(first + i));
  }
}
