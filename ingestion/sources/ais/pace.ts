import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Message } from '../../observation.ts';

/** The passing of real time, for replays; a test owns it. */
export interface Stopwatch {
  /** Milliseconds since some fixed moment. */
  elapsedMs(): number;
  /** Ends early when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realStopwatch: Stopwatch = {
  elapsedMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  },
};

/** Messages due within this of each other leave together, milliseconds of real time. Ours. */
const TOGETHER_MS = 50;

/** A longer gap in a log is nobody's wish to wait for, milliseconds of log time. Ours. */
const LONGEST_GAP_MS = 600_000;

/** Releases messages at the pace of their own event times, `speed` times as fast. */
export class Pace {
  readonly #speed: number;
  readonly #stopwatch: Stopwatch;
  /** Log time minus speed × real time; what is due now has event time = offset + speed × elapsed. */
  #offset: number | undefined;

  constructor(speed: number, stopwatch: Stopwatch) {
    this.#speed = speed;
    this.#stopwatch = stopwatch;
  }

  /** Calls `release` with runs of messages, in order, as they become due. Stops when the signal aborts. */
  async run(
    messages: readonly Message[],
    signal: AbortSignal,
    release: (due: Message[]) => Promise<void>,
  ): Promise<void> {
    let due: Message[] = [];
    for (const message of messages) {
      const waitMs = this.#waitFor(message.time);
      if (waitMs > TOGETHER_MS) {
        if (due.length > 0) await release(due);
        due = [];
        await this.#stopwatch.sleep(waitMs, signal);
        if (signal.aborted) return;
      }
      due.push(message);
    }
    if (due.length > 0) await release(due);
  }

  #waitFor(time: number): number {
    const real = this.#stopwatch.elapsedMs() * this.#speed;
    this.#offset ??= time - real;
    const ahead = time - this.#offset - real;
    // A clock set back in the log just runs late; a leap forward moves the anchor.
    if (ahead > LONGEST_GAP_MS) this.#offset = time - real;
    return ahead > LONGEST_GAP_MS ? 0 : ahead / this.#speed;
  }
}
