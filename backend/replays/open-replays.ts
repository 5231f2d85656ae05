import { join } from 'node:path';
import { wallClock } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { ServerPorts } from '../api/ports.ts';
import type { ScenarioView } from '../api/replay-contract.ts';
import type { DoorParts } from '../door-parts.ts';
import { Hub } from '../push/hub.ts';
import { replayNamespace } from '../push/protocol.ts';
import type { Sockets } from '../push/sockets.ts';
import { readSpan } from '../store/span-reader.ts';
import { VERSION } from '../version.ts';
import { analystElsewhere } from './analyst.ts';
import { exportHistory } from './export-history.ts';
import { openedReplay } from './opened-replay.ts';
import { ReplayDesk } from './replay-desk.ts';
import { ReplayFiles } from './replay-files.ts';
import type { ReplaySession } from './replay-session.ts';

/** Between two looks at which replays are still used. Ours. */
const TIDY_MS = 5 * 60_000;

export interface Replays {
  readonly port: ServerPorts['replays'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The replays of a running system: their sessions push through its sockets, and read its recordings and its store; nothing goes the other way. */
export function openReplays(parts: DoorParts, sockets: () => Sockets): Replays {
  const { config, log, store, registry, places, identity, timeZone, scenarios, liveRecordings } = parts;
  const openHub = (session: ReplaySession): Hub => {
    const hub = new Hub(
      {
        authenticate: async (token) => (await identity.authenticate(token))?.principal,
        describe: (id) => session.views.thing(id),
        districtAt: (position) => places.placeOf(position).district,
        pulse: () => session.pulse(),
      },
      { log: log.child({ part: 'push', replay: session.id }), namespace: replayNamespace(session.id) },
    );
    hub.start(sockets());
    return hub;
  };
  const desk = new ReplayDesk({
    files: new ReplayFiles(join(config.dataDir, 'replays')),
    config,
    timeZone,
    places,
    scenarioById: (id) => scenarios.find((scenario) => scenario.id === id),
    recordings: {
      pathOf: (id) => liveRecordings.pathOf(id),
      exportHistory: (from, to, path) =>
        exportHistory(
          { readSpan: (begin, end) => readSpan(store.pool, begin, end), registry, program: VERSION },
          from,
          to,
          path,
        ),
    },
    analyst: analystElsewhere(),
    clock: wallClock,
    openHub,
    onFault: (replay, error) => log.error({ replay, err: error }, 'a replay failed'),
  });
  const opened = (session: ReplaySession) => openedReplay(session, places);
  let timer: NodeJS.Timeout | undefined;
  return {
    port: {
      list: () => desk.list(),
      use: (id) => opened(desk.use(id)),
      create: async (source, by) => opened(await desk.create(source, by)),
      branch: async (id, change, by) => opened(await desk.branch(id, change, by)),
      remove: (id) => desk.remove(id),
      bookmark: (id, time, label) => desk.bookmark(id, time, label),
      removeBookmark: (id, bookmark) => desk.removeBookmark(id, bookmark),
    },
    async start() {
      await desk.load();
      timer = setInterval(() => {
        desk.tidy().catch((error: unknown) => log.error({ err: error }, 'replays cannot be tidied'));
      }, TIDY_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await desk.stop();
    },
  };
}

export const scenarioView = ({ id, title, description, seed, durationMs }: Scenario): ScenarioView => ({
  id,
  title: { ...title },
  description: { ...description },
  seed,
  durationMs,
});
