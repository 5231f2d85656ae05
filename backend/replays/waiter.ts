import { setTimeout as delay } from 'node:timers/promises';

/** The passing of real time; a test owns it. */
export interface Waiter {
  /** Milliseconds since some moment; never falls. */
  now(): number;
  /** Resolves after `ms`, or early when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realWaiter: Waiter = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  },
};
