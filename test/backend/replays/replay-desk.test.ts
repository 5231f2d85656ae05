import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Hub } from '../../../backend/push/hub.ts';
import { analystHere } from '../../../backend/replays/analyst.ts';
import { IsolatedWalk } from '../../../backend/replays/isolated-walk.ts';
import { playStretch } from '../../../backend/replays/play-stretch.ts';
import { playedDayStart } from '../../../backend/replays/played-day.ts';
import { ReplayDesk } from '../../../backend/replays/replay-desk.ts';
import { ReplayFiles } from '../../../backend/replays/replay-files.ts';
import type { ReplaySession } from '../../../backend/replays/replay-session.ts';
import { dayStretch, recordingStretch } from '../../../backend/replays/stretch.ts';
import { realWaiter, type Waiter } from '../../../backend/replays/waiter.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { type EventTime, eventTime, wallClock } from '../../../geodata/model/time.ts';
import { RecordingReader } from '../../../scenarios/recorded/recording-reader.ts';
import { Recorder } from '../../../scenarios/recorder.ts';
import { eventfulCity } from '../../builders/eventful-day.ts';
import { replayedScenario, walkParts } from '../../builders/replayed-day.ts';
import { eventually } from '../../builders/running-system.ts';
import { tinyCity } from '../../builders/tiny-city.ts';

const city = { ...tinyCity(), seaZones: eventfulCity.seaZones };
const start = playedDayStart(replayedScenario, 'Asia/Shanghai');
const end = eventTime(start + replayedScenario.durationMs);
const day = dayStretch({ scenario: replayedScenario, city, seed: 5, start });

/** Sleeps in no time, and says that it slept. */
class FastWaiter implements Waiter {
  passed = 0;
  now = (): number => this.passed;
  sleep = async (ms: number): Promise<void> => {
    this.passed += ms;
  };
}

async function digestOf(speed: number | 'max', stretch = day): Promise<string> {
  const walk = new IsolatedWalk(walkParts());
  const waiter = new FastWaiter();
  const { digest } = await playStretch(walk, stretch, { speed, waiter, signal: new AbortController().signal });
  if (speed !== 'max') expect(waiter.passed).toBeGreaterThan((replayedScenario.durationMs * 0.95) / speed);
  return digest;
}

let folder: string;
let desk: ReplayDesk;
const faults: unknown[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-replays-'));
  desk = newDesk();
});
afterEach(async () => {
  await desk.stop();
  expect(faults).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

function newDesk(): ReplayDesk {
  const { surroundings } = walkParts();
  return new ReplayDesk({
    files: new ReplayFiles(join(folder, 'replays')),
    config: { dataDir: folder, detectors: {} },
    timeZone: 'Asia/Shanghai',
    places: { placeOf: () => ({}), zones: surroundings.zones },
    scenarioById: (id) => (id === replayedScenario.id ? replayedScenario : undefined),
    recordings: {
      pathOf: async (id) => join(folder, `${id}.mcap`),
      exportHistory: async (_from, _to, path) => void (await recordDay(path)),
    },
    analyst: analystHere({
      detectors: DETECTORS,
      scenarioById: (id) => (id === replayedScenario.id ? replayedScenario : undefined),
      loadCity: async () => city,
    }),
    clock: wallClock,
    waiter: realWaiter,
    openHub: (session) =>
      new Hub(
        {
          authenticate: async () => undefined,
          describe: (id) => session.views.thing(id),
          pulse: () => session.pulse(),
          districtAt: () => undefined,
        },
        { log: pino({ level: 'silent' }), namespace: `/replays/${session.id}` },
      ),
    onFault: (replay, error) => faults.push([replay, error]),
  });
}

async function recordDay(path: string): Promise<void> {
  const recorder = await Recorder.create(path, { name: 'live', from: start });
  for await (const { items, heardAt } of day.heard())
    items.forEach((item, index) => void recorder.add(heardAt[index]!, item));
  await recorder.close(end);
}

const opened = () => desk.create({ kind: 'scenario', scenario: 'eventful' }, 'li');
const analysed = (session: ReplaySession) =>
  eventually(async () => session.view().analysed === 1 && session, 'the analysis', 20_000);
/** The alerts as they stand at the session's position. */
const alertsNow = (session: ReplaySession) => [...session.log.alerts.all()].map(({ id, state }) => `${id} ${state}`);
/** What the walk knew when everything heard before `to` had been heard. */
async function alertsAt(to: EventTime): Promise<string[]> {
  const walk = new IsolatedWalk(walkParts());
  for await (const { items, heardAt } of day.heard()) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (heardAt[i]! < to && item.kind !== 'action') await walk.take(item);
    }
  }
  await walk.settled();
  return [...walk.alertLog.all()].map(({ id, state }) => `${id} ${state}`);
}

describe('a day', () => {
  test('ends in the same log at any pace, synthetic, recorded, and in a session', async () => {
    const digest = await digestOf('max');
    for (const speed of [1, 60, 1000]) expect(await digestOf(speed)).toBe(digest);
    const path = join(folder, 'live.mcap');
    await recordDay(path);
    const reader = await RecordingReader.open(path);
    for (const speed of ['max', 60] as const) expect(await digestOf(speed, recordingStretch(reader))).toBe(digest);
    await reader.close();

    const [synthetic, recorded] = [await opened(), await desk.create({ kind: 'recording', recording: 'live' }, 'li')];
    expect((await analysed(synthetic)).view().digest).toBe(digest);
    expect((await analysed(recorded)).view().digest).toBe(digest);
    expect(recorded.view()).toMatchObject({ simulated: false, from: synthetic.view().from, to: synthetic.view().to });
  }, 60_000);
});

describe('a replay', () => {
  test('shows at every moment what was known then, wherever it comes from', async () => {
    const session = await analysed(await opened());
    const span = end - start;
    for (const share of [0.4, 0.9, 0.1, 0.6, 0, 1]) {
      const to = eventTime(start + Math.floor(share * span));
      await session.seek(to);
      expect(session.view().position).toBe(new Date(to).toISOString());
      if (share < 1) expect(alertsNow(session)).toEqual(await alertsAt(to));
    }
    expect(session.view().state).toBe('ended');
    expect(alertsNow(session).length).toBe(session.scorecard().alerts);
    expect(session.view().digest).toBe(await digestOf('max'));
  }, 60_000);

  test('plays, pauses, steps and ends', async () => {
    const session = await analysed(await opened());
    expect(session.view()).toMatchObject({ state: 'paused', speed: 1, position: new Date(start).toISOString() });
    await session.step();
    expect(session.now).toBe(start + 1000);
    await session.setSpeed(1000);
    await session.play();
    await eventually(async () => session.now > start + 60_000, 'a minute');
    await session.pause();
    const { now } = session;
    expect(session.view().state).toBe('paused');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(session.now).toBe(now);
    expect([...session.things.all()].length).toBeGreaterThan(3);
    await session.setSpeed('max');
    await session.play();
    await eventually(async () => session.view().state === 'ended', 'the end');
    expect(alertsNow(session).length).toBe(session.scorecard().alerts);
    expect(session.view().digest).toBe(await digestOf('max'));
  }, 60_000);

  test('has lanes and a scorecard', async () => {
    const session = await analysed(await opened());
    const lanes = session.lanes([]);
    expect(lanes.messages.reduce((sum, count) => sum + count, 0)).toBe(session.view().messages);
    expect(lanes.alerts).toHaveLength(session.scorecard().alerts);
    expect(lanes.incidents.every(({ phases }) => phases[0]?.state === 'new')).toBe(true);
    expect(lanes.exposure).toEqual([{ time: new Date(start).toISOString(), people: 3, families: { beach: 3 } }]);
    expect(session.lanes(['nowhere']).alerts).toEqual([]);
    const card = session.scorecard();
    expect(card).toMatchObject({
      exposure: { peakPeople: 3, personMinutes: 3, families: { beach: { peakPeople: 3, personMinutes: 3 } } },
      worstGrade: 1,
    });
    expect(card.total).toMatchObject({ truth: 0, falsePositives: card.alerts });
  }, 60_000);

  test('branches: the same before, another course behind', async () => {
    const session = await analysed(await opened());
    const gas = session.lanes([]).alerts.find(({ id }) => session.log.alerts.get(id) === undefined && id !== '');
    expect(gas).toBeDefined();
    const at = eventTime(start + 2 * 60_000);
    const mute = { kind: 'mute_thing' as const, at, thing: 'gas-1' };
    const branch = await analysed(await desk.branch(session.id, { at, name: '无气体', interventions: [mute] }, 'li'));
    expect(branch.view()).toMatchObject({ parent: session.id, simulated: true, title: { zh: '无气体' } });
    expect(branch.view().digest).not.toBe(session.view().digest);
    const earlier = (one: ReplaySession) => one.lanes([]).alerts.filter(({ raisedAt }) => Date.parse(raisedAt) < at);
    expect(earlier(branch)).toEqual(earlier(session));
    await recordDay(join(folder, 'r.mcap'));
    const recorded = await desk.create({ kind: 'recording', recording: 'r' }, 'li');
    const other = await analysed(await desk.branch(recorded.id, { at, interventions: [mute] }, 'li'));
    expect(other.view().digest).toBe(branch.view().digest);
    const rain = { kind: 'scale_rain' as const, at, factor: 2 };
    await expect(desk.branch(recorded.id, { at, interventions: [rain] }, 'li')).rejects.toThrow('synthetic');
    await expect(desk.branch(session.id, { at: end, interventions: [mute] }, 'li')).rejects.toThrow('outside');
  }, 60_000);

  test('survives a restart of the system with its place and bookmarks', async () => {
    const session = await analysed(await opened());
    const { digest } = session.view();
    const to = eventTime(start + 3_600_000);
    await session.seek(to);
    await session.setSpeed(60);
    const mark = desk.bookmark(session.id, to, '注意');
    const history = await desk.create(
      { kind: 'history', from: new Date(start).toISOString(), to: new Date(end).toISOString() },
      'li',
    );
    await analysed(history);
    await desk.stop();

    desk = newDesk();
    await desk.load();
    expect(desk.list()).toHaveLength(2);
    const again = await analysed(desk.use(session.id));
    await eventually(async () => again.view().state === 'paused', 'the place of before');
    expect(again.view()).toMatchObject({ digest, speed: 60, position: new Date(to).toISOString() });
    expect(again.view().bookmarks).toEqual([{ ...mark, time: new Date(to).toISOString() }]);
    expect(alertsNow(again)).toEqual(await alertsAt(to));
    expect((await analysed(desk.use(history.id))).view().digest).toBe(digest);
    desk.removeBookmark(again.id, mark.id);
    await desk.remove(again.id);
    expect(() => desk.use(again.id)).toThrow('no replay');
  }, 60_000);

  test('of what is not there is refused', async () => {
    await expect(desk.create({ kind: 'scenario', scenario: 'nothing' }, 'li')).rejects.toThrow('no scenario');
    await expect(
      desk.create({ kind: 'history', from: new Date(end).toISOString(), to: new Date(start).toISOString() }, 'li'),
    ).rejects.toThrow('behind');
  });
});
