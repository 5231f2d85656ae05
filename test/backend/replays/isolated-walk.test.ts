import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertEntry } from '../../../backend/alerts/alert-log.ts';
import type { IncidentEntry } from '../../../backend/incidents/incident-log.ts';
import { IsolatedWalk, type WalkCheckpoint, type WalkOutcome } from '../../../backend/replays/isolated-walk.ts';
import type { Message } from '../../../ingestion/observation.ts';
import { endOf, replayedDay, walkParts } from '../../builders/replayed-day.ts';

const day = replayedDay();
const end = endOf(day);
const officer = { name: 'wang', role: 'officer' } as const;

async function straight(messages: readonly Message[] = day): Promise<WalkOutcome> {
  const walk = new IsolatedWalk(walkParts());
  await walk.takeAll(messages);
  await walk.finish(end);
  return walk.outcome();
}

/** Runs to `at` messages, keeps that as a file would, and goes on from it with another walk. */
async function broken(at: number): Promise<WalkOutcome> {
  const alerts: AlertEntry[] = [];
  const incidents: IncidentEntry[] = [];
  const first = new IsolatedWalk(
    walkParts({
      onAlertEntries: (entries) => alerts.push(...entries),
      onIncidentEntries: (entries) => incidents.push(...entries),
    }),
  );
  await first.takeAll(day.slice(0, at));
  await first.settled();
  const kept = JSON.parse(JSON.stringify({ checkpoint: first.checkpoint(), log: { alerts, incidents } })) as {
    checkpoint: WalkCheckpoint;
    log: { alerts: AlertEntry[]; incidents: IncidentEntry[] };
  };
  const second = new IsolatedWalk(walkParts());
  await second.restore(kept.checkpoint, kept.log);
  await second.takeAll(day.slice(at));
  await second.finish(end);
  return second.outcome();
}

describe('an isolated walk', () => {
  test('finds what there is, and comes to the same each time', async () => {
    const [one, two] = [await straight(), await straight()];
    expect(one.messages).toBe(day.length);
    expect(one.alerts).toBeGreaterThan(10);
    expect(one.incidents).toBeGreaterThan(5);
    expect(one.incidentEvents.some(({ kind }) => kind === 'overdue')).toBe(true);
    expect(two.digest).toBe(one.digest);
    expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('another day has another digest', async () => {
    expect((await straight(day.filter(({ thing }) => thing !== 'gas-1'))).digest).not.toBe((await straight()).digest);
  });

  test('goes on from a checkpoint as if it had never stopped', async () => {
    const { digest } = await straight();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: day.length }), async (at) => {
        expect((await broken(at)).digest).toBe(digest);
      }),
      { numRuns: 12, seed: 3 },
    );
  }, 60_000);

  test('what people do in it has the same names in every run', async () => {
    const run = async () => {
      const walk = new IsolatedWalk(walkParts());
      for (const message of day) {
        await walk.take(message);
        for (const incident of walk.incidentDesk.open())
          if (!incident.acknowledged) await walk.incidentDesk.acknowledge(incident.id, officer, '收到');
      }
      await walk.finish(end);
      return walk;
    };
    const [one, two] = [await run(), await run()];
    const outcome = one.outcome();
    expect(two.outcome().digest).toBe(outcome.digest);
    expect(outcome.alertEvents.filter(({ actor }) => actor === 'wang').length).toBeGreaterThan(5);
    expect(outcome.incidentEvents.some(({ kind }) => kind === 'closed')).toBe(true);
    expect(one.alertLog.actions[0]).toMatchObject({ actor: officer, action: 'acknowledge' });
  });

  test('its logs answer as the store does', async () => {
    const walk = new IsolatedWalk(walkParts());
    await walk.takeAll(day);
    await walk.finish(end);
    const { alerts, incidents } = walk.outcome();
    const first = await walk.alertDesk.list({}, { limit: 3 });
    const second = await walk.alertDesk.list({}, { limit: 1000, cursor: first.nextCursor! });
    expect([...first.items, ...second.items]).toHaveLength(alerts);
    expect(second.nextCursor).toBeNull();
    expect(first.items.map(({ raisedAt }) => raisedAt)).toEqual(
      [...first.items].map(({ raisedAt }) => raisedAt).sort((a, b) => b - a),
    );
    expect(first.items.every(({ incidentId, suppression }) => (incidentId ?? suppression) !== undefined)).toBe(true);
    const gas = await walk.incidentDesk.list({ thing: 'gas-1' }, { limit: 10 });
    expect(gas.items.length).toBeGreaterThan(0);
    expect((await walk.incidentDesk.list({}, { limit: 1000 })).items).toHaveLength(incidents);
    expect((await walk.incidentDesk.timeline(gas.items[0]!.id)).length).toBeGreaterThan(1);
    await expect(walk.alertDesk.list({}, { limit: 3, cursor: 'nobody' })).rejects.toThrow('cursor');
  });
});
