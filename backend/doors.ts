import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { receiveCap } from '../ingestion/sources/cap/receive.ts';
import { receiveObservations } from '../ingestion/sources/http/receive.ts';
import type { ServerPorts } from './api/ports.ts';
import { createServer } from './api/server.ts';
import { openBacktests } from './backtest/open-backtests.ts';
import type { Config } from './config.ts';
import type { DoorParts } from './door-parts.ts';
import { UserError } from './errors.ts';
import { healthOf } from './health.ts';
import { metricFamilies } from './metric-families.ts';
import { createMetrics } from './metrics.ts';
import { floodNotice } from './push/flood-notice.ts';
import { Hub } from './push/hub.ts';
import { Rate } from './push/rate.ts';
import { openSockets, type Sockets } from './push/sockets.ts';
import { openReplays, scenarioView } from './replays/open-replays.ts';
import { sourceViews } from './source-views.ts';
import { reportRights } from './store/report-rights.ts';
import { VERSION } from './version.ts';

/** As many as a console that opens is told of. */
const KNOWN_REPORTS = 50;

export interface Doors {
  readonly hub: Hub;
  readonly url: string;
  close(): Promise<void>;
}

/** Opens HTTP and the socket namespace on one port. */
export async function openDoors(parts: DoorParts): Promise<Doors> {
  const { config, log, clock, store, registry, places, views, identity, pipeline, alertDesk, incidentDesk, runner } =
    parts;
  const rate = new Rate();
  const sources = () => sourceViews(runner.list(), pipeline.stats());
  const hub: Hub = new Hub(
    {
      authenticate: async (token) => (await identity.authenticate(token))?.principal,
      describe: (id) => views.thing(id),
      districtAt: (position) => places.placeOf(position).district,
      pulse() {
        const { newestAt } = pipeline.stats();
        return {
          now: clock.now(),
          messagesPerSecond: rate.perSecond(pipeline.lastArrival),
          sources: sources(),
          ...(newestAt !== undefined && { dataAt: newestAt }),
          ...(config.scenario !== 'none' && { scenario: config.scenario }),
        };
      },
      alarms: () => floodNotice(alertDesk.floodAt(clock.now())),
    },
    { log: log.child({ part: 'push' }) },
  );
  let sockets: Sockets | undefined;
  const replays = openReplays(parts, () => sockets!);
  const backtests = openBacktests(parts);
  const metrics = createMetrics(metricFamilies({ ...parts, hub, sources }));
  const server = await createServer(
    {
      identity,
      alerts: alertDesk,
      alarms: alarmsOf(parts),
      incidents: incidentDesk,
      tasks: tasksOf(parts),
      things: registry,
      places,
      city: parts.city,
      clock,
      history: store.history,
      report: { query: (sql, asker) => store.report.query(sql, reportRights(asker, parts.timeZone)) },
      risk: store.risk,
      audit: store.actions,
      metrics,
      ingest: {
        async observations(body, headers) {
          const { accepted, rejected } = await receiveObservations(body, headers, pipeline.sink('http'));
          return { accepted, rejected: [...rejected] };
        },
        cap: (document) => receiveCap(document, pipeline.sink('http')),
        file: parts.recordings,
      },
      sources: { list: sources, quarantine: (filter, page) => store.quarantine.list(filter, page) },
      replays: replays.port,
      backtests,
      recordings: parts.liveRecordings,
      scenarios: { list: () => parts.scenarios.map(scenarioView) },
      warnings: (now) => store.told.warnings(now),
      health: () => healthOf(parts, hub),
      signedOut: (token) => hub.signedOut(token),
    },
    { version: VERSION, log, frontend: fileURLToPath(new URL('../frontend', import.meta.url)) },
  );
  // What was heard before this start is where the map begins.
  hub.hear([...registry.all()].flatMap(({ id }) => registry.sighting(id)?.position ?? []));
  hub.hear(await store.things.latestReadings());
  hub.hear(await store.told.warnings(clock.now()));
  hub.hear(await store.told.reports(KNOWN_REPORTS));
  sockets = openSockets(server.server);
  hub.start(sockets);
  await replays.start();
  try {
    await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    await server.close();
    throw cannotListen(config, error);
  }
  const stopListening = registry.onChange((thing) => hub.thingChanged(thing.id));
  return {
    hub,
    url: urlOf(server.server.address() as AddressInfo),
    async close() {
      stopListening();
      await replays.stop();
      await backtests.stop();
      await parts.liveRecordings.close();
      await hub.stop();
      sockets?.engine.close();
      await server.close();
    },
  };
}

/** The desk's own acts, and its performance as the store knows it. */
function alarmsOf({ alertDesk, store, config, timeZone }: DoorParts): ServerPorts['alarms'] {
  const { officers, flood } = config.alarms;
  return {
    open: () => alertDesk.open(),
    floodAt: (now) => alertDesk.floodAt(now),
    floodLimits: flood,
    cascades: () => alertDesk.cascades(),
    arrangements: () => alertDesk.arrangements(),
    arrange: (request, actor) => alertDesk.arrange(request, actor),
    rearrange: (id, change, actor) => alertDesk.rearrange(id, change, actor),
    withdraw: (id, actor) => alertDesk.withdraw(id, actor),
    async kpis(from, to) {
      await alertDesk.settled();
      return await store.alarms.kpis({ from, to, officers, flood, timeZone });
    },
  };
}

/** The desk's own acts, and who could be sent. */
function tasksOf({ taskDesk, teams }: DoorParts): ServerPorts['tasks'] {
  return {
    find: (id) => taskDesk.find(id),
    list: (filter, page) => taskDesk.list(filter, page),
    eventsOf: (id) => taskDesk.eventsOf(id),
    teamsFor: (incident) => teams.choicesFor(incident, (id) => taskDesk.isBusy(id)),
    create: (incidentId, request, actor) => taskDesk.create(incidentId, request, actor),
    accept: (id, actor, told) => taskDesk.accept(id, actor, told),
    arrive: (id, actor, told) => taskDesk.arrive(id, actor, told),
    report: (id, text, actor, told) => taskDesk.report(id, text, actor, told),
    complete: (id, actor, told) => taskDesk.complete(id, actor, told),
    verify: (id, actor, told) => taskDesk.verify(id, actor, told),
    reject: (id, reason, actor, told) => taskDesk.reject(id, reason, actor, told),
    assign: (id, to, actor, told) => taskDesk.assign(id, to, actor, told),
  };
}

const urlOf = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

function cannotListen({ host, port }: Config, cause: unknown): UserError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new UserError('port-taken', `port ${port} of ${host} is taken`, {
      field: 'port',
      next: 'Stop what runs there, or choose another with --port.',
      cause,
    });
  }
  return new UserError('cannot-listen', `cannot listen on ${host}:${port}: ${message}`, {
    field: 'host',
    next: 'Choose another with --host or --port.',
    cause,
  });
}
