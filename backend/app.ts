import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { groundOf } from '../detectors/ground.ts';
import { DETECTORS } from '../detectors/registry.ts';
import { Checkpoints } from '../detectors/runtime/checkpoints.ts';
import { offsetOf } from '../geodata/model/local-time.ts';
import { type Clock, eventTime, wallClock } from '../geodata/model/time.ts';
import { Pipeline } from '../ingestion/pipeline/pipeline.ts';
import { ThingRegistry } from '../ingestion/pipeline/thing-registry.ts';
import { type RecordingKind, type RecordingProgress, readRecording } from '../ingestion/recording.ts';
import { SOURCES } from '../ingestion/registry.ts';
import type { Source } from '../ingestion/source.ts';
import { SourceRunner } from '../ingestion/source-runner.ts';
import { describeInventory } from '../ingestion/sources/inventory/describe-inventory.ts';
import { PortTakenError } from '../ingestion/sources/mqtt/embedded-broker.ts';
import { EmbeddedMqttSource } from '../ingestion/sources/mqtt/embedded-mqtt-source.ts';
import { SCENARIOS, scenarioById } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createScenarioSource } from '../scenarios/scenario-source.ts';
import { quietDay } from '../scenarios/synthetic/days/quiet-day.ts';
import { AlertDesk } from './alerts/alert-desk.ts';
import { taskView } from './api/task-views.ts';
import { Views } from './api/views.ts';
import { listBaseMaps } from './city/base-maps.ts';
import { loadCity } from './city/city-library.ts';
import { CityService } from './city/city-service.ts';
import { placesOf } from './city/places-of.ts';
import type { Config } from './config.ts';
import { checked, configuredDetectors } from './configured.ts';
import { cityClock, latestOf, newestSeen, unmanned } from './demonstration.ts';
import { Detection } from './detection.ts';
import { type Doors, openDoors } from './doors.ts';
import { UserError } from './errors.ts';
import { Identity } from './identity/identity.ts';
import { IncidentDesk } from './incidents/incident-desk.ts';
import type { Logger } from './log.ts';
import { Outbox } from './push/outbox.ts';
import { LiveRecordings } from './replays/live-recordings.ts';
import { tappedAlertLog, tappedIncidentLog } from './replays/tapped-logs.ts';
import { cellFactsOf } from './risk/cell-facts.ts';
import { RiskDesk } from './risk/risk-desk.ts';
import { DemonstrationWatch } from './season/demonstration-watch.ts';
import { StopList } from './stop-list.ts';
import { openStore } from './store/store.ts';
import { removeSystemFile, writeSystemFile } from './system-file.ts';
import { TaskDesk } from './tasks/task-desk.ts';
import { Teams } from './tasks/teams.ts';
import { VERSION } from './version.ts';

/** How often the desks look at shelves and deadlines, and the time of a silent stream moves on. */
const TICK_MS = 1000;
/** A stream that was silent for so long has nothing under way: its time may go on without it. Ours. */
const SILENCE_MS = 10_000;
/** Warnings that ended so long before a start still say which storm an alert is of. Ours: longer than anything follows them. */
const REMEMBERED_MS = 72 * 3_600_000;
/** Between two snapshots of the detectors: what a restart has to read back at most. Ours. */
const SNAPSHOT_MS = 60_000;
/** Between two looks at the risk grid's present hour: one officer's glance. Ours. */
const RISK_MS = 60_000;
/** Between two rounds of the store's housekeeping. Ours. */
const MAINTENANCE_MS = 5 * 60_000;

export interface Walk {
  /** Streams a recording in: progress, then its summary. */
  ingest(
    kind: RecordingKind,
    body: Readable,
    options: { readonly speed: number | 'max'; readonly signal?: AbortSignal },
  ): AsyncGenerator<RecordingProgress>;
  /** Opens HTTP and the socket, and starts the configured sources. */
  serve(): Promise<Started>;
  stop(): Promise<void>;
}

/** What whoever started the system needs to know. */
export interface Started {
  readonly url: string;
  /** Of the embedded broker. */
  readonly mqttUrl?: string;
  /** Of the first administrator, when it was generated: shown once, kept nowhere. */
  readonly firstPassword?: string;
}

/** The walk of a datum: store ← sources → ingestion → detectors → alerts → incidents → tasks → push. */
export async function openWalk(config: Config, log: Logger): Promise<Walk> {
  const stops = new StopList();
  try {
    return await assemble(config, log, stops);
  } catch (error) {
    await stops.run().catch(() => undefined);
    throw error;
  }
}

async function assemble(config: Config, log: Logger, stops: StopList): Promise<Walk> {
  let doors: Doors | undefined;
  const every = (ms: number, work: () => unknown): void => {
    const timer = setInterval(async () => {
      try {
        await work();
      } catch (error) {
        log.error({ err: error }, 'background work failed');
      }
    }, ms);
    stops.add(() => clearInterval(timer));
  };

  // ── store
  const detectors = configuredDetectors(config.detectors, DETECTORS);
  const store = await openStore(config);
  stops.add(() => store.close());

  // ── the city: its places, its things, its time
  const scenario = chosenScenario(config.scenario);
  const known = await loadCity(config.dataDir);
  const city = scenario || known.provenance.source === 'imported' ? known : unmanned(known);
  const places = placesOf(city);
  store.places.use(places);
  await store.city.put(city);
  const registry = new ThingRegistry();
  registry.seed(await store.things.load());
  const newestStored = newestSeen(registry);
  const timeZone = config.timeZone ?? city.timeZone;
  const clock = cityClock(config, scenario, city, newestStored);
  const watch = new DemonstrationWatch(clock);
  every(MAINTENANCE_MS, () =>
    store.messages.timeSeries.maintain(
      clock.now(),
      config.retentionDays === undefined ? {} : { retentionDays: config.retentionDays },
    ),
  );

  // ── people
  const views = new Views({ things: registry, places, clock });
  const identity = new Identity(store.users, wallClock);

  // ── ingestion: each message to the detectors at once, to the store in batches
  let heardAt = performance.now();
  const pipeline: Pipeline = new Pipeline({
    store: store.messages,
    quarantine: store.quarantine,
    registry,
    clock: latestOf(clock),
    onMessages(arrived) {
      heardAt = performance.now();
      const messages = arrived.map(({ message }) => message);
      liveRecordings.hear(messages);
      doors?.hub.hear(messages);
      for (const message of messages) incidentDesk.hear(message);
      const committed = detection.process(arrived);
      watch.hear(messages);
      return committed;
    },
    onTrouble: (detail) =>
      detail ? log.error({ detail }, 'the store does not take messages') : log.info('the store takes messages again'),
  });
  await pipeline.start();
  stops.add(() => pipeline.stop());
  const liveRecordings: LiveRecordings = new LiveRecordings({
    folder: join(config.dataDir, 'recordings'),
    clock,
    registry,
    alertsOf: (incidentId) => incidentDesk.get(incidentId)?.alertIds ?? [],
    program: VERSION,
    onFault: (error) => log.error({ err: error }, 'a recording was cut short'),
  });
  stops.add(() => liveRecordings.close());

  // ── detectors
  const detection: Detection = new Detection({
    detectors,
    surroundings: { ...groundOf(city), thing: (id) => registry.get(id) },
    async onFindings(findings) {
      await alertDesk.apply(findings).durable;
      await incidentDesk.settled();
    },
    onFault: (detector, error) => log.error({ detector, err: error }, 'a detector failed and was bypassed'),
  });

  // ── alerts → incidents → tasks → push
  const onRefused = (cause: unknown) =>
    log.error({ err: cause }, 'the log of alerts, incidents and tasks cannot be written; trying again');
  const outbox = new Outbox((alerts, incidents, tasks) =>
    doors?.hub.changed({
      tasks: tasks.map(taskView),
      alerts: alerts.map((alert) => views.alert({ ...alert, ...incidentIdOf(alert.id) })),
      incidents: incidents.map((incident) => views.incident(incident)),
    }),
  );
  const alertDesk: AlertDesk = new AlertDesk({
    log: tappedAlertLog(store.alerts, (action) => liveRecordings.act(action)),
    clock: watch.clock,
    alarms: config.alarms,
    onRefused,
    onChange(alert) {
      outbox.alert(alert);
      incidentDesk.apply([alert]);
    },
  });
  const incidentDesk: IncidentDesk = new IncidentDesk({
    log: tappedIncidentLog(store.incidents, (action) => liveRecordings.act(action)),
    alerts: alertDesk,
    clock: watch.clock,
    timeZone,
    city,
    districtAt: (position) => places.placeOf(position).district,
    thing: (id) => registry.get(id),
    nameOf: (id) => registry.get(id)?.name ?? id,
    onRefused,
    onChange(incident, previous) {
      outbox.incident(incident);
      watch.notice(incident, previous);
      taskDesk.apply(incident);
    },
  });
  const teams = new Teams(city);
  const taskDesk: TaskDesk = new TaskDesk({
    log: store.tasks,
    incidents: incidentDesk,
    clock: watch.clock,
    rules: config.tasks,
    team: (id) => teams.get(id),
    districtAt: (position) => places.placeOf(position).district,
    onRefused,
    onChange(task) {
      outbox.task(task);
      watch.noticeTask(task);
    },
  });
  const incidentIdOf = (alertId: string) => {
    const incidentId = incidentDesk.incidentOf(alertId);
    return incidentId === undefined ? {} : { incidentId };
  };
  stops.add(async () => {
    await alertDesk.stop();
    await incidentDesk.stop();
    await taskDesk.stop();
  });
  await alertDesk.load();
  for (const warning of await store.told.warningsSince(eventTime(clock.now() - REMEMBERED_MS)))
    incidentDesk.hear(warning);
  await incidentDesk.load();
  await taskDesk.load();
  every(TICK_MS, () => {
    alertDesk.tick(watch.clock.now());
    incidentDesk.tick(watch.clock.now());
    taskDesk.tick(watch.clock.now());
    watch.tick(clock.now());
    const isSilent = detection.runtime.newest !== undefined && performance.now() - heardAt > SILENCE_MS;
    return isSilent ? detection.advance(eventTime(clock.now() - SILENCE_MS)) : undefined;
  });

  // ── the risk grid: worked out from what is stored
  const riskDesk = new RiskDesk(cellFactsOf(city), store.risk);
  every(RISK_MS, () => riskDesk.tick(clock.now()));

  // ── after a restart: the last snapshot, and what arrived behind it
  const checkpoints = new Checkpoints({
    runtime: detection.runtime,
    snapshots: store.snapshots,
    messages: store.messages,
    clock,
    lastArrival: () => pipeline.lastArrival,
    async durable(arrival) {
      while (pipeline.durableArrival < arrival) await delay(20);
      await alertDesk.settled();
      await incidentDesk.settled();
    },
  });
  const readBack = await checkpoints.recover((arrived) => detection.process(arrived));
  if (readBack > 0) log.info({ messages: readBack }, 'caught up with what arrived behind the last snapshot');
  every(SNAPSHOT_MS, () => checkpoints.save());
  stops.add(() => Promise.race([checkpoints.save(), delay(SILENCE_MS, undefined, { ref: false })]));

  // ── sources
  const mqtt = mqttSource(config, clock, identity);
  const receivers = [
    ...SOURCES.ais.create(checked('ais', SOURCES.ais.config, config.ais), clock),
    ...SOURCES.cap.create(checked('cap', SOURCES.cap.config, config.cap)),
  ];
  const runner = new SourceRunner((sourceId) => pipeline.sink(sourceId));
  stops.add(() => runner.stop());

  const recordings: Walk['ingest'] = (kind, body, { speed, signal = new AbortController().signal }) =>
    readRecording(kind, body, { sink: pipeline.sink(`recording-${kind}`), clock, speed, signal });

  // ── a demonstration's morning: officers who have done their duty before anybody looks
  const manDesks = () =>
    watch.man(
      {
        alertDesk,
        incidentDesk,
        taskDesk,
        teams,
        seed: scenario?.seed ?? 0,
        offsetMs: offsetOf(timeZone, clock.now()),
        onFault: (error) => log.error({ err: error }, 'a simulated officer could not act'),
      },
      newestStored,
    );

  // ── doors: HTTP, the socket, and the token for the command line
  return {
    ingest: recordings,
    async serve() {
      const { generatedPassword } = await identity.start(config.adminPassword);
      doors = await openDoors({
        config,
        log,
        clock,
        timeZone,
        store,
        registry,
        places,
        city: new CityService(
          { ...city, timeZone },
          await listBaseMaps(config.dataDir, (error) => log.warn(error.message)),
        ),
        views,
        identity,
        pipeline,
        detection,
        alertDesk,
        incidentDesk,
        taskDesk,
        teams,
        runner,
        recordings,
        scenarios: SCENARIOS,
        liveRecordings,
        detectors,
      });
      stops.add(() => doors?.close());
      for (const alert of alertDesk.open()) outbox.alert(alert);
      for (const incident of incidentDesk.open()) outbox.incident(incident);
      for (const task of taskDesk.open()) outbox.task(task);
      await startBroker(runner, mqtt);
      await pipeline.sink('inventory').deliver(describeInventory(city, clock.now())).durable;
      const played = scenario
        ? [createScenarioSource({ scenario, city, clock, speed: config.speed, newestStored, between: quietDay })]
        : [];
      if (scenario) manDesks();
      for (const source of [...(config.mqttUrl ? [mqtt] : []), ...receivers, ...played]) {
        runner
          .start(source)
          .catch((error: unknown) => log.error({ source: source.id, err: error }, 'a source failed'))
          .finally(() => played.includes(source) && watch.begin());
      }
      await writeSystemFile(config.dataDir, { url: doors.url, token: identity.issueLocalToken(), pid: process.pid });
      stops.add(() => removeSystemFile(config.dataDir));
      return {
        url: doors.url,
        ...(mqtt instanceof EmbeddedMqttSource && { mqttUrl: `mqtt://${config.mqttHost}:${mqtt.port}` }),
        ...(generatedPassword !== undefined && { firstPassword: generatedPassword }),
      };
    },
    stop: () => stops.run(),
  };
}

/** The broker inside the process, or the outside one. Beyond loopback the inner one asks for a token as password. @throws UserError for a bad mapping. */
function mqttSource(config: Config, clock: Clock, identity: Identity): Source {
  const settings = config.mqttUrl
    ? { kind: 'client', url: config.mqttUrl, clientId: config.mqttClientId, ...config.mqtt }
    : { kind: 'embedded', host: config.mqttHost, port: config.mqttPort, ...config.mqtt };
  const authenticate = async (_username: string | undefined, password: Buffer | undefined) =>
    password !== undefined && (await identity.authenticate(password.toString('utf8'))) !== undefined;
  return SOURCES.mqtt.create(
    checked('mqtt', SOURCES.mqtt.config, settings),
    clock,
    isLoopback(config.mqttHost) ? undefined : authenticate,
  );
}

/** The inner broker must listen before the system says that it runs; an outside one may be away for a while. @throws UserError when the port is taken. */
async function startBroker(runner: SourceRunner, mqtt: Source): Promise<void> {
  if (!(mqtt instanceof EmbeddedMqttSource)) return;
  try {
    await runner.start(mqtt);
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error;
    throw new UserError('port-taken', error.message, {
      field: 'mqttPort',
      next: 'Choose another with --mqtt-port.',
      cause: error,
    });
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** @throws UserError that lists the scenarios. */
function chosenScenario(id: string): Scenario | undefined {
  if (id === 'none') return undefined;
  const scenario = scenarioById(id);
  if (scenario) return scenario;
  const known = SCENARIOS.map((each) => each.id).join(', ');
  throw new UserError('bad-configuration', `there is no scenario "${id}"`, {
    field: 'scenario',
    next: `Known: ${known}, none.`,
  });
}
