import type { EventTime } from '../../geodata/model/time.ts';

const WINDOW_MS = 60_000;
/** Findings are behind one another by less. Ours. */
const KEEP_MS = 10 * WINDOW_MS;

/** How many value alerts were raised in the last minute. */
export class Surge {
  #times: number[] = [];
  #newest = Number.NEGATIVE_INFINITY;

  hear(time: EventTime): void {
    this.#times.push(time);
    if (time <= this.#newest) return;
    this.#newest = time;
    if (this.#times[0]! < time - 2 * KEEP_MS) this.#times = this.#times.filter((each) => each >= time - KEEP_MS);
  }

  /** Raises in the minute that ends with `at`. */
  countAt(at: EventTime): number {
    let count = 0;
    for (const time of this.#times) if (time > at - WINDOW_MS && time <= at) count++;
    return count;
  }
}
