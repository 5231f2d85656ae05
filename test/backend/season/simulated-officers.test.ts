import { describe, expect, test } from 'vitest';
import { configuredDetectors } from '../../../backend/configured.ts';
import { IsolatedWalk } from '../../../backend/replays/isolated-walk.ts';
import { officersAt } from '../../../backend/season/roster.ts';
import { SimulatedOfficers } from '../../../backend/season/simulated-officers.ts';
import { groundOf } from '../../../detectors/ground.ts';
import { DETECTORS } from '../../../detectors/registry.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { thingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Message } from '../../../ingestion/observation.ts';
import { crewsOf } from '../../builders/crews.ts';

const START = Date.parse('2026-09-18T08:00:00+08:00');
const OFFSET_MS = 8 * 3_600_000;
const minute = (n: number): EventTime => eventTime(START + n * 60_000);

const reading = (thing: string, n: number, value: number): Message => ({
  kind: 'observation',
  thing: thingId(thing),
  datastream: 'ch4',
  time: minute(n),
  value,
  quality: 'good',
});

/** Twenty gas sensors that see gas for an hour, one after the other, and officers at the desks. */
async function live(seed: number) {
  const walk: IsolatedWalk = new IsolatedWalk({
    detectors: configuredDetectors({}, DETECTORS),
    surroundings: groundOf(emptyCity),
    timeZone: 'Asia/Shanghai',
    onIncident: (incident, previous) => officers.notice(incident, previous),
  });
  const officers: SimulatedOfficers = new SimulatedOfficers({
    incidentDesk: walk.incidentDesk,
    ...crewsOf(walk, emptyCity),
    seed,
    offsetMs: OFFSET_MS,
  });
  const things = Array.from({ length: 20 }, (_, i) => `gas-${i}`);
  for (const [i, thing] of things.entries())
    await walk.takeAll([
      {
        kind: 'thing',
        thing: thingId(thing),
        time: minute(0),
        thingKind: 'gas',
        name: `阀井${i}`,
        department: '燃气集团',
      },
    ]);
  for (let n = 0; n < 600; n++) {
    for (let at = officers.nextAt; at !== undefined && at <= minute(n); at = officers.nextAt) {
      await walk.stayUntil(at);
      officers.actUntil(at);
      await officers.settled();
    }
    await walk.takeAll(things.map((thing, i) => reading(thing, n, n >= 10 * i && n < 10 * i + 60 ? 30 : 1)));
  }
  await walk.finish(minute(600));
  return walk;
}

describe('simulated officers', () => {
  test('acknowledge, assign and close what the desk shows, in this order, and the same again for the same seed', async () => {
    const walk = await live(1);
    const incidents = [...walk.incidentLog.all()];
    expect(incidents).toHaveLength(20);
    for (const { state, acknowledged, detectedAt, filedAt, resolvedAt, closedAt } of incidents) {
      expect({ state, acknowledged }).toEqual({ state: 'closed', acknowledged: true });
      if (filedAt !== undefined) expect(filedAt).toBeGreaterThan(detectedAt);
      if (filedAt !== undefined) expect(resolvedAt).toBeGreaterThanOrEqual(filedAt);
      expect(closedAt).toBeGreaterThanOrEqual(resolvedAt!);
    }
    expect(incidents.filter(({ filedAt }) => filedAt !== undefined).length).toBeGreaterThan(15);
    const people = new Set(walk.incidentLog.actions.map(({ actor }) => actor.name));
    expect(people.size).toBeGreaterThan(3);
    expect((await live(1)).outcome().digest).toBe(walk.outcome().digest);
    expect((await live(2)).outcome().digest).not.toBe(walk.outcome().digest);
  }, 60_000);

  test('come and go by shifts of eight hours', () => {
    const names = (hour: number) => officersAt(START + OFFSET_MS + hour * 3_600_000).map(({ name }) => name);
    expect(names(0)).toEqual(names(7.9));
    expect(names(0)).not.toEqual(names(8));
    expect(names(8)).not.toEqual(names(16));
  });
});
