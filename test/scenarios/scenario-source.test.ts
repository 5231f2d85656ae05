import { describe, expect, it } from 'vitest';
import { eventTime } from '../../geodata/model/time.ts';
import type { Waiter } from '../../scenarios/scenario-lines.ts';
import { acceleratedClock, createScenarioSource } from '../../scenarios/scenario-source.ts';
import { harbourDay } from '../../scenarios/synthetic/harbour/harbour-day.ts';
import { GatheringSink } from '../fakes/gathering-sink.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const NOON = Date.parse('2026-09-18T12:00:00+08:00');
const MINUTE_MS = 60_000;

/** Sleeping moves the clock on, until the given moment, when the test ends the play. */
function hastyWaiter(clock: ManualClock, until: number, end: () => void): Waiter {
  return {
    now: () => clock.now(),
    sleep: async (ms) => {
      clock.advance(ms);
      if (clock.now() >= until) end();
    },
  };
}

async function played(speed: number, realMs: number) {
  const clock = new ManualClock(NOON);
  const sink = new GatheringSink();
  const abort = new AbortController();
  const source = createScenarioSource({
    scenario: harbourDay,
    clock,
    speed,
    waiter: hastyWaiter(clock, NOON + realMs, () => abort.abort()),
  });
  await source.start(sink, abort.signal);
  const atPresent = sink.messages.map(({ time }) => time);
  if (!abort.signal.aborted) await new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
  await source.stop();
  return {
    atPresent,
    times: sink.messages.map(({ time }) => time),
    rejections: sink.rejections,
    status: source.status(),
  };
}

describe('a scenario played live', () => {
  it('delivers the recent past first, then the present as it happens', async () => {
    const { atPresent, times, rejections } = await played(1, 5 * MINUTE_MS);
    expect(rejections).toEqual([]);
    expect(atPresent[0]).toBeGreaterThanOrEqual(NOON - 45 * MINUTE_MS);
    expect(atPresent[0]).toBeLessThan(NOON - 44 * MINUTE_MS);
    const last = times.at(-1)!;
    expect(last).toBeGreaterThan(NOON + 4.5 * MINUTE_MS);
    expect(last).toBeLessThanOrEqual(NOON + 5 * MINUTE_MS + 1000);
    expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(true);
  });

  it('lets events run ahead of the wall clock at higher speeds', async () => {
    const { times } = await played(10, MINUTE_MS);
    expect(times.at(-1)!).toBeGreaterThan(NOON + 9 * MINUTE_MS);
    expect(times.at(-1)!).toBeLessThanOrEqual(NOON + 10 * MINUTE_MS + 1000);
  });

  it('counts what it read and stops cleanly', async () => {
    const { status } = await played(1, MINUTE_MS);
    expect(status.state).toBe('stopped');
    expect(status.read.messages).toBeGreaterThan(100);
  });
});

describe('an accelerated clock', () => {
  it('starts with the real one and runs so many times as fast', () => {
    const real = new ManualClock(NOON);
    const fast = acceleratedClock(real, 60);
    expect(fast.now()).toBe(NOON);
    real.advance(1000);
    expect(fast.now()).toBe(eventTime(NOON + MINUTE_MS));
  });
});
