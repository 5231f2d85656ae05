import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';

/** A time of rain at one gauge, parted from others by dry hours. */
export interface Storm {
  /** The reading before the first rain: from there on it may have fallen. */
  readonly begunAt: number;
  /** Of the last reading with rain. */
  readonly wetAt: number;
  readonly mm: number;
}

/** As it is kept in a snapshot. */
export interface SavedRain {
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly times: readonly number[];
  readonly totals: readonly number[];
  readonly storm: Storm | null;
}

const HOUR_MS = 3_600_000;

/**
 * What one gauge has told, as a sum that only grows: an entry for each reading with rain, none for dry ones, so that any window costs two binary searches and
 * a dry week costs nothing. A reading is the rain since the reading before it, mm, and counts at its own time.
 */
export class RainRecord {
  readonly #keepMs: number;
  readonly #dryMs: number;
  #firstAt: number | undefined;
  #lastAt: number | undefined;
  #times: number[] = [];
  #totals: number[] = [];
  #storm: Storm | undefined;

  /** Forgets what is older than `keepMs`; so many hours without rain part two storms. */
  constructor(keepMs: number, dryHours: number) {
    this.#keepMs = keepMs;
    this.#dryMs = dryHours * HOUR_MS;
  }

  /** When it was first and last heard. */
  get firstAt(): number | undefined {
    return this.#firstAt;
  }
  get lastAt(): number | undefined {
    return this.#lastAt;
  }

  /** The storm that goes on, or the last one until the next begins. */
  get storm(): Storm | undefined {
    return this.#storm;
  }

  /** In order of time; a second reading of the same time is a copy and does not count. */
  observe({ time, value }: Pick<Observation, 'time' | 'value'>): void {
    const before = this.#lastAt;
    if (before !== undefined && time <= before) return;
    this.#firstAt ??= time;
    this.#lastAt = time;
    if (value <= 0) return;
    this.#grow(time, value, before ?? time);
    this.#times.push(time);
    this.#totals.push((this.#totals.at(-1) ?? 0) + value);
    if (this.#times[0]! < time - 2 * this.#keepMs) this.#forget(time - this.#keepMs);
  }

  /** Rain of readings in `(from, to]`, mm. */
  between(from: number, to: number): number {
    return this.#totalAt(to) - this.#totalAt(from);
  }

  save(): SavedRain {
    return {
      firstAt: this.#firstAt ?? null,
      lastAt: this.#lastAt ?? null,
      times: this.#times,
      totals: this.#totals,
      storm: this.#storm ?? null,
    };
  }

  restore({ firstAt, lastAt, times, totals, storm }: SavedRain): void {
    this.#firstAt = firstAt ?? undefined;
    this.#lastAt = lastAt ?? undefined;
    this.#times = [...times];
    this.#totals = [...totals];
    this.#storm = storm ?? undefined;
  }

  #grow(time: EventTime, mm: number, before: number): void {
    const storm = this.#storm;
    this.#storm =
      storm && before - storm.wetAt < this.#dryMs
        ? { begunAt: storm.begunAt, wetAt: time, mm: storm.mm + mm }
        : { begunAt: before, wetAt: time, mm };
  }

  /** One entry before the window stays, for its sum. */
  #forget(until: number): void {
    const past = Math.max(0, this.#upTo(until) - 1);
    this.#times.splice(0, past);
    this.#totals.splice(0, past);
  }

  #totalAt(time: number): number {
    const count = this.#upTo(time);
    return count > 0 ? this.#totals[count - 1]! : 0;
  }

  /** How many entries are not behind `time`. */
  #upTo(time: number): number {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
