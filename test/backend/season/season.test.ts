import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placesOf } from '../../../backend/city/places-of.ts';
import { configuredDetectors } from '../../../backend/configured.ts';
import { type FillOptions, fillSeason, type SeasonPlan } from '../../../backend/season/fill-season.ts';
import { numberIncidents } from '../../../backend/season/number-incidents.ts';
import { type BlockSettings, playBlock } from '../../../backend/season/play-block.ts';
import { crewHere } from '../../../backend/season/season-crew.ts';
import { openStore, type Store } from '../../../backend/store/store.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import type { SeasonBlock } from '../../../scenarios/season/season-block.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { smallTown } from '../../builders/small-town.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.parse('2026-11-18T08:00:00+08:00');
const UNTIL = eventTime(FROM + 4 * HOUR_MS);
const city = smallTown();
const settings: BlockSettings = {
  city,
  detectors: configuredDetectors({}, DETECTORS),
  timeZone: city.timeZone,
  seed: 5,
  thin: 10,
  until: UNTIL,
};
const blocks: readonly SeasonBlock[] = [0, 1].map((index) => ({
  index,
  scenario: 'ordinary',
  seed: 11 + index,
  start: eventTime(FROM + 2 * index * HOUR_MS),
  durationMs: 2 * HOUR_MS,
  calendar: 'workday',
}));
const plan: SeasonPlan = { city, blocks, days: 1, until: UNTIL, seed: 5, thin: 10 };

describe('a block of a season', () => {
  test('is the same however often it is played, and whatever was played before', async () => {
    const [first, second] = blocks as [SeasonBlock, SeasonBlock];
    const alone = await playBlock(second, settings);
    await playBlock(first, settings);
    expect(await playBlock(second, settings)).toEqual(alone);
    expect(alone.messages.length).toBeGreaterThan(500);
    expect(alone.messages.length).toBeLessThan(alone.heard);
  }, 60_000);

  test('ends with everything cleared, and nothing is done behind the end of the season', async () => {
    const { alertEntries, incidentEntries } = await playBlock(blocks[1]!, settings);
    const open = new Set<string>();
    for (const { event } of alertEntries) {
      if (event?.kind === 'raised' || event?.kind === 'recurred') open.add(event.alertId);
      if (event?.kind === 'cleared') open.delete(event.alertId);
    }
    expect([...open]).toEqual([]);
    const times = [...alertEntries, ...incidentEntries].flatMap(({ event, action }) => [event?.time, action?.time]);
    for (const time of times) if (time !== undefined) expect(time).toBeLessThanOrEqual(UNTIL);
  }, 60_000);

  test('gets incident numbers behind those of the blocks before it', () => {
    const action = { time: UNTIL, actor: { name: '陈', role: 'officer' as const }, action: 'close' as const };
    const incidentEntries = [{ action: { ...action, objectKind: 'incident' as const, objectId: 'INC-261118-002' } }];
    const taskEntries = [{ action: { ...action, objectKind: 'task' as const, objectId: 'TSK-261118-002-1' } }];
    const { entries, tasks, numbers } = numberIncidents({ incidentEntries, taskEntries }, { 261118: 41 });
    expect(entries[0]!.action!.objectId).toBe('INC-261118-043');
    expect(tasks[0]!.action!.objectId).toBe('TSK-261118-043-1');
    expect(numbers).toEqual({ 261118: 43 });
  });
});

describe.each(DATABASES)('a season in $name', ({ open }) => {
  let database: TestDatabase;
  let dataDir: string;
  let store: Store;
  const counts = async () => {
    const { rows } = await store.pool.query(
      `select (select count(*)::int from report.observations) as observations, (select count(*)::int from report.tracks) as tracks,
         (select count(*)::int from report.alerts) as alerts, (select count(*)::int from report.incidents) as incidents,
         (select count(*)::int from report.actions) as actions, (select count(*)::int from report.reports) as reports`,
    );
    return rows[0];
  };
  const options = (change: Partial<FillOptions> = {}): FillOptions => ({
    store,
    crew: crewHere(settings),
    signal: new AbortController().signal,
    freshDetectors: {},
    ...change,
  });

  beforeAll(async () => {
    database = await open();
    dataDir = await mkdtemp(join(tmpdir(), 'vantage-season-'));
    store = await openStore({ dataDir, databaseUrl: database.url });
    store.places.use(placesOf(city));
    await store.city.put(city);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('stops after the block at hand, goes on where it stopped, and changes nothing once it is complete', async () => {
    const stopping = new AbortController();
    const stopped = await fillSeason(plan, options({ signal: stopping.signal, onProgress: () => stopping.abort() }));
    expect(stopped).toMatchObject({ stored: 1, complete: false });
    expect(await fillSeason(plan, options())).toMatchObject({ stored: 1, complete: true });
    const filled = await counts();
    expect(filled.observations).toBeGreaterThan(200);
    expect(await fillSeason(plan, options())).toMatchObject({ stored: 0, complete: true });
    expect(await counts()).toEqual(filled);
  }, 120_000);

  test('refuses to be mixed with another one', async () => {
    await expect(fillSeason({ ...plan, seed: 6 }, options())).rejects.toMatchObject({ code: 'another-season' });
  });

  test('lets a start behind it read nothing back', async () => {
    const snapshot = await store.snapshots.load('detectors');
    expect(snapshot?.arrival).toBe(await store.messages.lastArrival());
  });

  test('refuses a store that holds other data of its time', async () => {
    await store.pool.query("delete from detector_snapshots where name = 'season'");
    await expect(fillSeason(plan, options())).rejects.toMatchObject({ code: 'not-empty' });
  });
});
