import { describe, expect, it } from 'vitest';
import type { AlertEntry } from '../../backend/alerts/alert-log.ts';
import type { IncidentEntry } from '../../backend/incidents/incident-log.ts';
import { IsolatedWalk, type WalkParts } from '../../backend/replays/isolated-walk.ts';
import { playedDayStart } from '../../backend/replays/played-day.ts';
import { dayStretch } from '../../backend/replays/stretch.ts';
import { groundOf } from '../../detectors/ground.ts';
import { DETECTORS } from '../../detectors/registry.ts';
import type { Message } from '../../ingestion/observation.ts';
import { scenarioById } from '../../scenarios/registry.ts';
import { smallTown } from '../builders/small-town.ts';

const city = smallTown();
/** Where the day is cut, as shares of its messages: before, in and behind the trouble. */
const CUTS = [0.35, 0.62, 0.8];

const parts = (rest: Partial<WalkParts> = {}): WalkParts => ({
  detectors: DETECTORS.map((descriptor) => ({ descriptor })),
  surroundings: groundOf(city),
  timeZone: city.timeZone,
  onFault: (id, error) => {
    throw new Error(`detector ${id} failed`, { cause: error });
  },
  ...rest,
});

async function heard(id: string): Promise<Message[]> {
  const scenario = scenarioById(id)!;
  const stretch = dayStretch({ scenario, city, seed: 5, start: playedDayStart(scenario, city.timeZone), thin: 3 });
  const messages: Message[] = [];
  for await (const { items } of stretch.heard())
    for (const item of items) if (item.kind !== 'action') messages.push(item);
  return messages;
}

/** Lives through the day, and at each cut goes on as another process would: from what was written. */
async function live(day: readonly Message[], cuts: readonly number[]) {
  const alerts: AlertEntry[] = [];
  const incidents: IncidentEntry[] = [];
  const open = () =>
    new IsolatedWalk(
      parts({
        onAlertEntries: (entries) => alerts.push(...entries),
        onIncidentEntries: (entries) => incidents.push(...entries),
      }),
    );
  let walk = open();
  let from = 0;
  for (const share of [...cuts, 1]) {
    const to = Math.floor(day.length * share);
    await walk.takeAll(day.slice(from, to));
    from = to;
    if (share === 1) break;
    await walk.settled();
    const checkpoint = JSON.parse(JSON.stringify(walk.checkpoint()));
    const log = JSON.parse(JSON.stringify({ alerts, incidents }));
    alerts.length = 0;
    incidents.length = 0;
    alerts.push(...log.alerts);
    incidents.push(...log.incidents);
    walk = open();
    const written = [alerts.length, incidents.length];
    await walk.restore(checkpoint, log);
    // What was restored is in the logs already.
    alerts.length = written[0]!;
    incidents.length = written[1]!;
  }
  await walk.finish(day.at(-1)!.time);
  return walk.outcome();
}

describe('a process that is killed in the middle of a day', () => {
  it.each(['typhoon-day', 'gas-leak', 'karst-shield'])(
    'comes to the same alerts and incidents: %s',
    async (id) => {
      const day = await heard(id);
      const undisturbed = await live(day, []);
      expect(undisturbed.alerts).toBeGreaterThan(0);
      const restarted = await live(day, CUTS);
      expect(restarted.digest).toBe(undisturbed.digest);
    },
    60_000,
  );
});
