import { describe, expect, test, vi } from 'vitest';
import { BacktestDesk } from '../../../backend/backtest/backtest-desk.ts';
import type { Tester } from '../../../backend/backtest/backtest-job.ts';
import { configuredDetectors } from '../../../backend/configured.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { scenarioById } from '../../../scenarios/registry.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const SIDE = { alerts: 0, grades: { 1: 0, 2: 0, 3: 0, 4: 0 }, hours: [], perHour: 0 } as const;
const QUIET = { kind: 'scenario', scenario: 'quiet-day' } as const;

function openDesk() {
  const jobs: { finish(): void; signal: AbortSignal }[] = [];
  const tester: Tester = (job, { signal }) =>
    new Promise((resolve, reject) => {
      const { detector } = job;
      const report = { detector, messages: 5, hours: 1, present: SIDE, proposed: SIDE, kept: 0, gained: [], lost: [] };
      jobs.push({ finish: () => resolve(report), signal });
      signal.addEventListener('abort', () => reject(new Error('ended')));
    });
  const desk = new BacktestDesk({
    detectors: configuredDetectors({}, DETECTORS),
    scenarioById,
    recordings: { pathOf: async () => '/nowhere.mcap', exportHistory: async () => undefined },
    tester,
    dataDir: '/nowhere',
    timeZone: 'Asia/Shanghai',
    clock: new ManualClock(Date.UTC(2026, 8, 18)),
  });
  return { desk, jobs };
}

describe('the desk of back-tests', () => {
  test('runs them one after the other', async () => {
    const { desk, jobs } = openDesk();
    const first = await desk.start({ detector: 'vessel.overspeed', set: { need: 4 }, source: QUIET }, 'chen');
    const second = await desk.start({ detector: 'city.stale', set: {}, source: QUIET }, 'chen');
    await vi.waitFor(() => expect(jobs).toHaveLength(1));
    expect(desk.get(second.id).state).toBe('waiting');
    jobs[0]!.finish();
    await vi.waitFor(() => expect(jobs).toHaveLength(2));
    expect(desk.get(first.id)).toMatchObject({ state: 'done', progress: 1, report: { messages: 5 } });
    jobs[1]!.finish();
    await vi.waitFor(() => expect(desk.get(second.id).state).toBe('done'));
    expect(desk.list().map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('ends one that nobody wants any more, and those behind it go on', async () => {
    const { desk, jobs } = openDesk();
    const { id } = await desk.start({ detector: 'vessel.overspeed', set: {}, source: QUIET }, 'chen');
    await desk.start({ detector: 'city.stale', set: {}, source: QUIET }, 'chen');
    await vi.waitFor(() => expect(jobs).toHaveLength(1));
    desk.cancel(id);
    expect(jobs[0]!.signal.aborted).toBe(true);
    await vi.waitFor(() => expect(jobs).toHaveLength(2));
    expect(() => desk.get(id)).toThrowError(expect.objectContaining({ status: 404 }));
    await desk.stop();
  });

  test.each([
    ['an unknown detector', { detector: 'vessel.nope', set: {}, source: QUIET }, 'detector'],
    ['an unknown parameter', { detector: 'vessel.overspeed', set: { foo: 1 }, source: QUIET }, 'set.foo'],
    ['a bad value', { detector: 'vessel.overspeed', set: { need: 'x' }, source: QUIET }, 'set.need'],
    [
      'an unknown scenario',
      { detector: 'vessel.overspeed', set: {}, source: { kind: 'scenario', scenario: 'nope' } },
      'source.scenario',
    ],
    [
      'a stretch of history that is too long',
      {
        detector: 'vessel.overspeed',
        set: {},
        source: { kind: 'history', from: '2026-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
      },
      'source.to',
    ],
  ] as const)('refuses %s and names the field', async (_what, body, field) => {
    const { desk } = openDesk();
    await expect(desk.start(body, 'chen')).rejects.toMatchObject({ field });
  });

  test('refuses more than a few that wait', async () => {
    const { desk } = openDesk();
    for (let n = 0; n < 8; n++) await desk.start({ detector: 'city.stale', set: {}, source: QUIET }, 'chen');
    await expect(desk.start({ detector: 'city.stale', set: {}, source: QUIET }, 'chen')).rejects.toMatchObject({
      status: 429,
    });
    await desk.stop();
  });
});
