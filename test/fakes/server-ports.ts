import type { Readable } from 'node:stream';
import { DEFAULT_ALARM_RULES } from '../../backend/alerts/alarm-rules.ts';
import { AlertDesk } from '../../backend/alerts/alert-desk.ts';
import type { Principal } from '../../backend/api/access.ts';
import type { AlarmKpis } from '../../backend/api/alarm-contract.ts';
import type {
  BacktestView,
  Credentials,
  IngestSummary,
  QuarantinedView,
  RecordingView,
  ReplayView,
  SourceView,
} from '../../backend/api/contract.ts';
import type { IngestProgress, OpenReplay, Place, ServerPorts } from '../../backend/api/ports.ts';
import { CityService } from '../../backend/city/city-service.ts';
import { UserError } from '../../backend/errors.ts';
import type { Action } from '../../backend/identity/audit.ts';
import type { Incident } from '../../backend/incidents/incident.ts';
import { IncidentDesk } from '../../backend/incidents/incident-desk.ts';
import { MemoryTaskLog } from '../../backend/season/memory-task-log.ts';
import type { Task } from '../../backend/tasks/task.ts';
import { TaskDesk } from '../../backend/tasks/task-desk.ts';
import { Teams } from '../../backend/tasks/teams.ts';
import type { Finding } from '../../detectors/finding.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import { eventTime } from '../../geodata/model/time.ts';
import type { Message, Rejection } from '../../ingestion/observation.ts';
import { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import type { Delivery, Sink } from '../../ingestion/source.ts';
import { receiveCap } from '../../ingestion/sources/cap/receive.ts';
import { receiveObservations } from '../../ingestion/sources/http/receive.ts';
import { START } from '../builders/finding.ts';
import { smallCity } from '../builders/small-city.ts';
import { tinyCity } from '../builders/tiny-city.ts';
import { squareZone } from '../builders/zone.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryAlertLog } from './memory-alert-log.ts';
import { MemoryIncidentLog } from './memory-incident-log.ts';

const HOUR = 3_600_000;

/** The meridian between the two districts of this little city. */
const BORDER_LON = 114.6;
const WEST = '西区';
const EAST = '东区';

const BACKTEST: BacktestView = {
  id: 'backtest-1',
  detector: 'vessel.overspeed',
  source: { kind: 'scenario', scenario: 'quiet-day' },
  set: {},
  state: 'running',
  progress: 0.5,
  by: 'chen',
  askedAt: '2026-09-18T06:00:00.000Z',
};

/** Who may sign in; everybody's token is `token-<name>`. */
const PEOPLE: readonly Principal[] = [
  { username: 'root', roles: ['admin'], areas: [] },
  { username: 'chen', roles: ['officer'], areas: [] },
  { username: 'guest', roles: ['viewer'], areas: [] },
  { username: 'east', roles: ['officer'], areas: [EAST] },
  { username: 'west', roles: ['officer'], areas: [WEST] },
];
export const tokenOf = (username: string): string => `token-${username}`;
export const GOOD_PASSWORD = 'correct horse battery';

/** A sink that stores everything, counts, and can be told to take no more for a while. */
class CountingSink implements Sink {
  delivered = 0;
  readonly rejections: Rejection[] = [];
  #held: Promise<void> = Promise.resolve();

  /** From now on nothing is ready until the answer is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  deliver(messages: readonly Message[]): Delivery {
    this.delivered += messages.length;
    const stored = messages.length;
    return { ready: this.#held, durable: this.#held.then(() => ({ stored, duplicates: 0, rejected: 0 })) };
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }
}

/** Everything behind the HTTP server: real desks and registry in memory, the rest as simple as can be. */
export class FakeBackend {
  readonly clock = new ManualClock(START);
  readonly alertLog = new MemoryAlertLog();
  readonly sink = new CountingSink();
  readonly registry = new ThingRegistry();
  readonly actions: Action[] = [];
  readonly asked: { sql: string; asker: Principal }[] = [];
  readonly signedOut: string[] = [];
  readonly tokens = new Map(PEOPLE.map((person) => [tokenOf(person.username), person]));
  /** Told of what changes at the desks. */
  onIncident: (incident: Incident) => void = () => undefined;
  onTask: (task: Task) => void = () => undefined;
  /** What the next answer of the report port is. */
  reportRows: readonly (readonly unknown[])[] = [];
  readonly alerts: AlertDesk = new AlertDesk({
    log: this.alertLog,
    clock: this.clock,
    onChange: (alert) => void this.incidents.apply([alert]),
    onRefused: () => undefined,
  });
  readonly incidents: IncidentDesk = new IncidentDesk({
    log: new MemoryIncidentLog(),
    alerts: this.alerts,
    clock: this.clock,
    nameOf: (thing) => this.registry.get(thing)?.name ?? thing,
    onChange: (incident) => {
      this.onIncident(incident);
      this.tasks.apply(incident);
    },
    onRefused: () => undefined,
    timeZone: 'Asia/Shanghai',
  });
  readonly teams = new Teams(smallCity());
  readonly taskLog = new MemoryTaskLog();
  readonly tasks: TaskDesk = new TaskDesk({
    log: this.taskLog,
    incidents: this.incidents,
    clock: this.clock,
    team: (id) => this.teams.get(id),
    districtAt: ([lon]) => (lon < BORDER_LON ? WEST : EAST),
    onChange: (task) => this.onTask(task),
    onRefused: () => undefined,
  });

  /** Alerts and incidents out of findings, as the walk makes them. */
  find(...findings: Finding[]): void {
    this.alerts.apply(findings);
  }

  tell(...messages: Message[]): void {
    for (const message of messages) this.registry.apply(message);
  }

  readonly ports: ServerPorts = {
    identity: {
      signIn: async ({ username, password }: Credentials) => {
        const principal = PEOPLE.find((person) => person.username === username);
        if (!principal || password !== GOOD_PASSWORD) {
          throw new UserError('bad-credentials', 'unknown user or wrong password', { status: 401, next: 'Try again.' });
        }
        return { principal, token: tokenOf(username), expiresAt: eventTime(START + HOUR) };
      },
      signOut: async (token) => {
        this.tokens.delete(token);
      },
      authenticate: async (token) => {
        const principal = this.tokens.get(token);
        return principal && { principal, expiresAt: eventTime(START + HOUR) };
      },
      listUsers: async () => PEOPLE,
      findUser: async (username) => PEOPLE.find((person) => person.username === username),
      addUser: async () => ({ password: 'generated once' }),
      resetUser: async () => ({ password: 'generated again' }),
    },
    alerts: this.alerts,
    alarms: {
      open: () => this.alerts.open(),
      floodAt: (now) => this.alerts.floodAt(now),
      floodLimits: DEFAULT_ALARM_RULES.flood,
      cascades: () => this.alerts.cascades(),
      arrangements: () => this.alerts.arrangements(),
      arrange: (request, actor) => this.alerts.arrange(request, actor),
      rearrange: (id, change, actor) => this.alerts.rearrange(id, change, actor),
      withdraw: (id, actor) => this.alerts.withdraw(id, actor),
      kpis: async (from, to) => ({ ...KPIS, from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
    },
    incidents: this.incidents,
    tasks: {
      find: (id) => this.tasks.find(id),
      list: (filter, page) => this.tasks.list(filter, page),
      eventsOf: (id) => this.tasks.eventsOf(id),
      teamsFor: (incident) => this.teams.choicesFor(incident, (id) => this.tasks.isBusy(id)),
      create: (incidentId, request, actor) => this.tasks.create(incidentId, request, actor),
      accept: (id, actor, told) => this.tasks.accept(id, actor, told),
      arrive: (id, actor, told) => this.tasks.arrive(id, actor, told),
      report: (id, text, actor, told) => this.tasks.report(id, text, actor, told),
      complete: (id, actor, told) => this.tasks.complete(id, actor, told),
      verify: (id, actor, told) => this.tasks.verify(id, actor, told),
      reject: (id, reason, actor, told) => this.tasks.reject(id, reason, actor, told),
      assign: (id, to, actor, told) => this.tasks.assign(id, to, actor, told),
    },
    things: this.registry,
    city: new CityService(tinyCity()),
    places: {
      placeOf: ([lon]: LonLat): Place => ({ district: lon < BORDER_LON ? WEST : EAST }),
      zones: [squareZone('speed_limit', [114.5, 22.55], 500, { id: 'channel', name: { zh: '航道', en: 'Channel' } })],
    },
    history: {
      observations: async ({ from }) => ({
        items: [{ time: new Date(from).toISOString(), datastream: 'level', value: 1.5, unit: 'm', quality: 'good' }],
        nextCursor: null,
      }),
      tracks: async ({ from }) => ({
        items: [114.5, 114.7].map((lon) => ({
          time: new Date(from).toISOString(),
          thing: 'mmsi-412000305',
          lon,
          lat: 22.5,
          quality: 'good' as const,
        })),
        nextCursor: null,
      }),
    },
    report: {
      query: async (sql, asker) => {
        this.asked.push({ sql, asker });
        return { columns: ['n'], rows: this.reportRows };
      },
    },
    ingest: {
      observations: async (body, headers) => {
        const { accepted, rejected } = await receiveObservations(body, headers, this.sink);
        return { accepted, rejected: [...rejected] };
      },
      cap: (document) => receiveCap(document, this.sink),
      file: (_kind, body) => countBytes(body),
    },
    sources: {
      list: () => [SOURCE],
      quarantine: async ({ reason }) => ({
        items: reason === undefined || reason === REFUSED.reason ? [REFUSED] : [],
        nextCursor: null,
      }),
    },
    risk: {
      hour: async () => [
        {
          grid: 'g-east',
          district: EAST,
          index: 42,
          mainCause: 'flooding',
          parts: [{ cause: 'flooding', points: 42 }],
        },
        { grid: 'g-west', district: WEST, index: 3, mainCause: 'people', parts: [{ cause: 'people', points: 3 }] },
      ],
    },
    audit: {
      record: async (action) => {
        this.actions.push(action);
      },
    },
    replays: {
      list: () => [REPLAY],
      use: () => this.#replay(),
      create: async () => this.#replay(),
      branch: async () => this.#replay(),
      remove: async () => undefined,
      bookmark: (_id, time, label) => ({ id: 'b1', time, label }),
      removeBookmark: () => undefined,
    },
    backtests: {
      detectors: () => [
        {
          id: 'vessel.overspeed',
          name: { zh: '超速', en: 'Overspeed' },
          parameters: [{ name: 'need', description: 'count. Ours.', value: 3, default: 3, allowed: 'a whole number' }],
        },
      ],
      list: () => [BACKTEST],
      get: () => BACKTEST,
      start: async ({ detector, set, source }, by) => ({ ...BACKTEST, detector, set, source, by }),
      cancel: () => undefined,
    },
    recordings: {
      list: async () => [RECORDING],
      start: async (name) => ({ ...RECORDING, name }),
      stop: async () => RECORDING,
      pathOf: async () => '/dev/null',
      remove: async () => undefined,
    },
    scenarios: { list: () => [] },
    warnings: async () => [],
    metrics: { text: async () => '# HELP vantage_up 1\nvantage_up 1\n' },
    clock: this.clock,
    health: () => ({ status: 'ok', version: '0.0.0', components: { database: { status: 'ok' } } }),
    signedOut: (token) => {
      this.signedOut.push(token);
    },
  };

  /** A replay that shows the city as it is. */
  #replay(): OpenReplay {
    const nothing = async () => undefined;
    return {
      ports: this.ports,
      view: () => REPLAY,
      play: nothing,
      pause: nothing,
      step: nothing,
      seek: nothing,
      setSpeed: nothing,
      lanes: () => ({
        from: REPLAY.from,
        to: REPLAY.to,
        binMs: 60_000,
        messages: [3],
        alerts: [],
        incidents: [],
        actions: [],
        warnings: [],
      }),
      scorecard: () => ({ replay: REPLAY.id, alerts: 0, incidents: 0, stillActive: 0, response: {} }),
    };
  }
}

const KPIS: Omit<AlarmKpis, 'from' | 'to'> = {
  officers: 1,
  total: {
    alarms: 0,
    perOfficerHour: 0,
    perTenMinutes: 0,
    peakTenMinutes: 0,
    floodShare: 0,
    unacknowledged: 0,
    overfullShare: 0,
  },
  priorities: [],
  standing: 0,
  stale: { alarms: 0, items: [] },
  badActors: [],
  badActorShare: 0,
  nuisance: [],
  suppressed: {},
  shelved: 0,
  raised: 0,
  byGrade: [],
  series: { stepS: 600, points: [] },
  byShift: [],
  byDay: [],
  targets: [],
};

const RECORDING: RecordingView = { id: 'r1', name: '演练', state: 'complete', messages: 3, bytes: 100 };

const REPLAY: ReplayView = {
  id: 'p1',
  title: { zh: '台风登陆', en: 'Typhoon landfall' },
  source: { kind: 'scenario', scenario: 'typhoon-day', seed: 1 },
  from: new Date(START).toISOString(),
  to: new Date(START + HOUR).toISOString(),
  position: new Date(START).toISOString(),
  speed: 1,
  state: 'paused',
  analysed: 1,
  simulated: true,
  interventions: [],
  bookmarks: [],
  messages: 3,
  createdBy: 'root',
  createdAt: new Date(START).toISOString(),
};

const SOURCE: SourceView = { id: 'ais', state: 'running', read: { lines: 3 }, stored: 2, duplicates: 0, rejected: {} };
const REFUSED: QuarantinedView = {
  source: 'ais',
  receivedAt: new Date(START).toISOString(),
  reason: 'checksum',
  detail: 'line 3: the checksum is wrong',
  excerpt: '!AIVDM,1,1,,A,x,0*00',
  position: 3,
};

async function* countBytes(body: Readable): AsyncGenerator<IngestProgress> {
  let bytes = 0;
  for await (const chunk of body) bytes += (chunk as Buffer).length;
  yield { progress: { lines: bytes } };
  const summary: IngestSummary = {
    lines: bytes,
    messages: 0,
    stored: 0,
    duplicates: 0,
    rejected: {},
    things: 0,
    seconds: 1,
  };
  yield { summary };
}
