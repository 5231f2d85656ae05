import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../geodata/model/time.ts';
import { eventTime } from '../geodata/model/time.ts';
import type { Sink, Source } from '../ingestion/source.ts';
import { aisStreamSource } from '../ingestion/sources/ais/stream-source.ts';
import type { Scenario } from './scenario.ts';
import { liveLines, type Waiter } from './scenario-lines.ts';

/** So much of the past is delivered first: wakes and trends are there at once, and, being longer than the longest calm of the harbour day (ours), something to do. */
const HISTORY_MS = 45 * 60_000;

/** The sentences come at their own pace: whatever has come is due. */
const AT_ONCE = 1e9;

const realWaiter = (clock: Clock): Waiter => ({
  now: () => clock.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  },
});

export interface ScenarioSourceOptions {
  readonly scenario: Scenario;
  readonly seed?: number;
  /** Real time. */
  readonly clock: Clock;
  /**
   * How many times faster than real time events happen, from the start on. Only at 1 are the data of now: at N they run ahead of the
   * wall clock, so whoever judges ages and futures needs {@link acceleratedClock} too.
   */
  readonly speed?: number;
  readonly waiter?: Waiter;
}

/**
 * A scenario played live, through the same AIS source as real data. Event time is real time: what happens at 15:42 in the
 * scenario's city is heard at 15:42. Stopped and started again it goes on at the then present; in between nobody listened.
 * `start` resolves when the recent past has been read and the present begins.
 */
export function createScenarioSource({
  scenario,
  seed = scenario.seed,
  clock,
  speed = 1,
  waiter = realWaiter(clock),
}: ScenarioSourceOptions): Source {
  let caughtUp: () => void = () => undefined;
  const stream = aisStreamSource({
    id: `scenario-${scenario.id}`,
    clock,
    speed: AT_ONCE,
    open: (signal) =>
      liveLines(
        scenario.generate(seed),
        { startedAt: eventTime(waiter.now()), historyMs: HISTORY_MS, speed, caughtUp: () => caughtUp() },
        waiter,
        signal,
      ),
  });
  return {
    id: stream.id,
    start: (sink: Sink, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        caughtUp = resolve;
        stream.start(sink, signal).then(resolve, reject);
      }),
    stop: () => stream.stop(),
    status: () => stream.status(),
  };
}

/** The "now" that belongs to a scenario played `speed` times as fast: starts with the real one and runs ahead of it. */
export function acceleratedClock(real: Clock, speed: number): Clock {
  const start = real.now();
  return { now: () => eventTime(start + (real.now() - start) * speed) };
}
