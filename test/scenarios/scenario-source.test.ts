import { describe, expect, it } from 'vitest';
import { eventTime } from '../../geodata/model/time.ts';
import { demonstrationClock, lastOpening } from '../../scenarios/demonstration-clock.ts';
import { playedMessages } from '../../scenarios/played-messages.ts';
import type { Day, Scenario } from '../../scenarios/scenario.ts';
import { createScenarioSource, type Sleep } from '../../scenarios/scenario-source.ts';
import { encodeBaseStation } from '../../scenarios/synthetic/ais-encoder.ts';
import { typhoonDay } from '../../scenarios/synthetic/days/typhoon-day.ts';
import { writeSentences } from '../../scenarios/synthetic/nmea-writer.ts';
import { anObservation } from '../builders/messages.ts';
import { smallTown } from '../builders/small-town.ts';
import { GatheringSink } from '../fakes/gathering-sink.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MIDNIGHT = Date.parse('2026-09-18T00:00:00+08:00');
const OPENING = MIDNIGHT + typhoonDay.opensAtMs;
/** Real time of the tests: the evening after the opening. */
const EVENING = MIDNIGHT + 21 * HOUR_MS;
const city = smallTown();

/** Sleeping moves real time on, until the given moment, when the test ends the play. */
const hasty =
  (real: ManualClock, until: number, end: () => void): Sleep =>
  async (ms) => {
    real.advance(ms);
    if (real.now() >= until) end();
  };

async function played(speed: number, realMs: number, newestStored?: number) {
  const real = new ManualClock(EVENING);
  const stored = newestStored === undefined ? undefined : eventTime(newestStored);
  const clock = demonstrationClock({
    scenario: typhoonDay,
    timeZone: city.timeZone,
    real,
    speed,
    newestStored: stored,
  });
  const sink = new GatheringSink();
  const abort = new AbortController();
  const source = createScenarioSource({
    scenario: typhoonDay,
    city,
    clock,
    speed,
    newestStored: stored,
    sleep: hasty(real, EVENING + realMs, () => abort.abort()),
  });
  await source.start(sink, abort.signal);
  const atPresent = sink.messages.length;
  if (!abort.signal.aborted) await new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
  await source.stop();
  return { past: sink.messages.slice(0, atPresent), all: sink.messages, sink, status: source.status() };
}

describe('a scenario played live', () => {
  it('delivers the day up to its opening first, then the present as it happens', async () => {
    const { past, all, sink } = await played(1, 5 * MINUTE_MS);
    expect(sink.rejections).toEqual([]);
    expect(past[0]!.time).toBeLessThan(MIDNIGHT + MINUTE_MS);
    expect(past.at(-1)!.time).toBeGreaterThan(OPENING - MINUTE_MS);
    expect(past.at(-1)!.time).toBeLessThanOrEqual(OPENING);
    const last = all.at(-1)!.time;
    expect(last).toBeGreaterThan(OPENING + 4.5 * MINUTE_MS);
    expect(last).toBeLessThanOrEqual(OPENING + 5 * MINUTE_MS + 1000);
  });

  it('lets events run ahead at higher speeds, and goes on with the next day', async () => {
    const { all } = await played(600, 2 * MINUTE_MS);
    const last = all.at(-1)!.time;
    expect(last).toBeGreaterThan(OPENING + 19.9 * HOUR_MS);
    expect(last).toBeLessThanOrEqual(OPENING + 20 * HOUR_MS + MINUTE_MS);
    const headlines = all.flatMap((message) => (message.kind === 'warning' ? [message.id] : []));
    expect(new Set(headlines).size).toBe(headlines.length);
  });

  it('does not play again what is stored', async () => {
    const { past } = await played(1, MINUTE_MS, OPENING + HOUR_MS);
    expect(past.every(({ time }) => time >= OPENING + HOUR_MS - MINUTE_MS)).toBe(true);
  });

  it('counts what it read and stops cleanly', async () => {
    const { all, status } = await played(1, MINUTE_MS);
    expect(status.state).toBe('stopped');
    expect(status.read.messages).toBe(all.length);
  });

  it('hears radio in its place among the rest', async () => {
    const start = eventTime(MIDNIGHT);
    const reading = (atMs: number) => anObservation('gauge', 'level', start + atMs, 1);
    const line = (atMs: number) =>
      writeSentences(encodeBaseStation(4_120_001, 114.5, 22.5, start + atMs), {
        station: 'TEST',
        epochS: (start + atMs) / 1000,
        channel: 'A',
        group: 0,
      });
    const day: Day = {
      *play() {
        yield { time: start, lines: [], messages: [reading(0)] };
        yield { time: eventTime(start + 1000), lines: line(1000), messages: [reading(1000)] };
        yield { time: eventTime(start + 2000), lines: [], messages: [reading(2000)] };
      },
      outcome: () => ({ truth: [], exposure: [] }),
    };
    const kinds = [...playedMessages(day, start)].flatMap(({ messages }) => messages.map(({ kind }) => kind));
    expect(kinds).toEqual(['observation', 'thing', 'observation', 'observation']);
  });
});

describe('a scenario of a few hours', () => {
  const hourly = (id: string, startsAtMs: number, hours: number): Scenario => ({
    ...typhoonDay,
    id,
    startsAtMs,
    durationMs: hours * HOUR_MS,
    opensAtMs: 0,
    begin: ({ start }) => ({
      *play(from) {
        for (let hour = 0; hour < hours; hour++) {
          const time = eventTime(start + hour * HOUR_MS);
          const reading = anObservation(id, 'level', time, 1);
          if (time >= from) yield { time, lines: [], messages: [reading] };
        }
      },
      outcome: () => ({ truth: [], exposure: [] }),
    }),
  });

  it('is followed by ordinary hours until it begins again, across midnight', async () => {
    const scenario = hourly('night', 18 * HOUR_MS, 4);
    const between = hourly('ordinary', 0, 24);
    const opened = eventTime(MIDNIGHT + 18 * HOUR_MS);
    const sink = new GatheringSink();
    const abort = new AbortController();
    let now = opened;
    const source = createScenarioSource({
      scenario,
      between,
      city,
      clock: { now: () => now },
      sleep: async (ms) => {
        now = eventTime(now + ms);
        if (now > opened + 26 * HOUR_MS) abort.abort();
      },
    });
    const ended = new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
    await source.start(sink, abort.signal);
    await ended;
    await source.stop();
    const heard = sink.messages.map(({ thing, time }) => [thing, (time - opened) / HOUR_MS]);
    const expected = Array.from({ length: 26 }, (_, hour) => [hour % 24 < 4 ? 'night' : 'ordinary', hour]);
    expect(heard.slice(0, 26)).toEqual(expected);
  });
});

describe("a demonstration's clock", () => {
  const clock = (realNow: number, newestStored?: number, speed = 1) => {
    const real = new ManualClock(realNow);
    return {
      real,
      clock: demonstrationClock({
        scenario: typhoonDay,
        timeZone: city.timeZone,
        real,
        speed,
        newestStored: newestStored === undefined ? undefined : eventTime(newestStored),
      }),
    };
  };

  it('starts at the last opening that has passed', () => {
    expect(clock(EVENING).clock.now()).toBe(OPENING);
    expect(clock(OPENING).clock.now()).toBe(OPENING);
    expect(clock(OPENING - 1).clock.now()).toBe(OPENING - 24 * HOUR_MS);
  });

  it('goes on where it stopped, and never starts in the future', () => {
    expect(clock(EVENING, OPENING + HOUR_MS).clock.now()).toBe(OPENING + HOUR_MS);
    expect(clock(EVENING, OPENING - HOUR_MS).clock.now()).toBe(OPENING);
    expect(clock(EVENING, EVENING + HOUR_MS).clock.now()).toBe(EVENING);
  });

  it('runs so many times as fast as real time', () => {
    const { real, clock: fast } = clock(EVENING, undefined, 60);
    real.advance(1000);
    expect(fast.now()).toBe(OPENING + MINUTE_MS);
  });

  it('finds openings of days that begin in the evening', () => {
    const night = { startsAtMs: 18 * HOUR_MS, opensAtMs: 8 * HOUR_MS };
    expect(lastOpening(night, city.timeZone, MIDNIGHT + HOUR_MS)).toBe(MIDNIGHT - 22 * HOUR_MS);
    expect(lastOpening(night, city.timeZone, MIDNIGHT + 3 * HOUR_MS)).toBe(MIDNIGHT + 2 * HOUR_MS);
  });
});
