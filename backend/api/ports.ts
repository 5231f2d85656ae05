import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { CityLayer } from '../../geodata/city/city-layers.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import type { BoundingBox, LonLat } from '../../geodata/model/geometry.ts';
import type { Grade } from '../../geodata/model/grade.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import type { Zone } from '../../geodata/model/zone.ts';
import type { Position, Warning } from '../../ingestion/observation.ts';
import type { RecordingKind } from '../../ingestion/recording.ts';
import type { CapAnswer } from '../../ingestion/sources/cap/receive.ts';
import type { BodyHeaders } from '../../ingestion/sources/http/body.ts';
import type { Thing } from '../../ingestion/thing.ts';
import type { Intervention } from '../../scenarios/scenario.ts';
import type { AlarmRules } from '../alerts/alarm-rules.ts';
import type { Alert, AlertEvent } from '../alerts/alert.ts';
import type { ShelveRequest } from '../alerts/alert-desk.ts';
import type { AlertFilter, AlertPage, ListedAlert, Page } from '../alerts/alert-log.ts';
import type { ArrangementRequest } from '../alerts/arrange.ts';
import type { Arrangement } from '../alerts/arrangements.ts';
import type { CascadeView } from '../alerts/cascades.ts';
import type { FloodState } from '../alerts/flood-meter.ts';
import type { BaseMap } from '../city/base-maps.ts';
import type { Actor } from '../identity/actor.ts';
import type { Action } from '../identity/audit.ts';
import type { Incident } from '../incidents/incident.ts';
import type { IncidentFilter, IncidentPage } from '../incidents/incident-log.ts';
import type { TimelineEntry } from '../incidents/timeline.ts';
import type { Task, TaskEvent, TaskId } from '../tasks/task.ts';
import type { ActTold, TaskRequest } from '../tasks/task-desk.ts';
import type { TaskFilter, TaskPage } from '../tasks/task-log.ts';
import type { Call, TeamChoiceOf } from '../tasks/teams.ts';
import type { Principal } from './access.ts';
import type { AlarmKpis } from './alarm-contract.ts';
import type { BacktestBody, BacktestView, DetectorView } from './backtest-contract.ts';
import type {
  Credentials,
  Health,
  HistoryPoint,
  IngestSummary,
  ingestAnswer,
  QuarantinedView,
  RecordingView,
  ReplayLanes,
  ReplaySource,
  ReplayView,
  Role,
  ScenarioView,
  Scorecard,
  SourceView,
  TrackPoint,
} from './contract.ts';
import type { riskCell } from './risk-contract.ts';

/** What the routes need of the rest of the backend, each port as small as its use. Where a port is asynchronous it may reject with a UserError, which becomes the answer. */

export interface Session {
  readonly principal: Principal;
  readonly expiresAt: EventTime;
}

interface IdentityPort {
  /** `address` is where the request came from, for the rate limit. @throws UserError 401 or 429. */
  signIn(credentials: Credentials, address: string): Promise<Session & { readonly token: string }>;
  signOut(token: string): Promise<void>;
  authenticate(token: string): Promise<Session | undefined>;
  listUsers(): Promise<readonly Principal[]>;
  findUser(username: string): Promise<Principal | undefined>;
  /** The password is generated and told once. @throws UserError 409 when there is such a user. */
  addUser(
    user: { readonly username: string; readonly roles: readonly Role[]; readonly areas: readonly string[] },
    actor: Actor,
  ): Promise<{ readonly password: string }>;
  /** Sets a new password and ends the user's sessions. @throws UserError 404. */
  resetUser(username: string, actor: Actor): Promise<{ readonly password: string }>;
}

interface AlertPort {
  find(id: string): Promise<ListedAlert | undefined>;
  list(filter: AlertFilter, page: Page): Promise<AlertPage>;
  eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]>;
  acknowledge(id: string, actor: Actor, note?: string): Promise<Alert>;
  shelve(id: string, request: ShelveRequest, actor: Actor): Promise<Alert>;
  unshelve(id: string, actor: Actor): Promise<Alert>;
  comment(id: string, text: string, actor: Actor): Promise<Alert>;
}

/** Alarm management: what is suppressed, how much officers are asked, how well the system behaves. */
interface AlarmPort {
  /** Alerts that hold or wait, in no order. */
  open(): readonly Alert[];
  floodAt(now: EventTime): FloodState;
  readonly floodLimits: AlarmRules['flood'];
  cascades(): readonly CascadeView[];
  /** In the order in which they were made; those that are over too. */
  arrangements(): readonly Arrangement[];
  /** @throws UserError 400. */
  arrange(request: ArrangementRequest, actor: Actor): Promise<Arrangement>;
  /** @throws UserError 400, 404, 409. */
  rearrange(id: string, change: Partial<Omit<ArrangementRequest, 'kind'>>, actor: Actor): Promise<Arrangement>;
  /** @throws UserError 404, 409. */
  withdraw(id: string, actor: Actor): Promise<Arrangement>;
  kpis(from: EventTime, to: EventTime): Promise<AlarmKpis>;
}

interface IncidentPort {
  find(id: string): Promise<Incident | undefined>;
  list(filter: IncidentFilter, page: Page): Promise<IncidentPage>;
  /** All that happened to it and its alerts, oldest first. */
  timeline(id: string): Promise<readonly TimelineEntry[]>;
  acknowledge(id: string, actor: Actor, note?: string): Promise<Incident>;
  shelve(id: string, request: ShelveRequest, actor: Actor): Promise<Incident>;
  unshelve(id: string, actor: Actor): Promise<Incident>;
  grade(id: string, grade: Grade, reason: string, actor: Actor): Promise<Incident>;
  assign(id: string, assignee: string, actor: Actor, note?: string): Promise<Incident>;
  /** Takes `other` into `id`; `other` becomes void. */
  merge(id: string, other: string, actor: Actor): Promise<Incident>;
  escalate(id: string, actor: Actor, note?: string): Promise<Incident>;
  tag(id: string, codes: readonly string[], reason: string, actor: Actor): Promise<Incident>;
  route(id: string, department: string, reason: string, actor: Actor): Promise<Incident>;
  file(id: string, actor: Actor, note?: string): Promise<Incident>;
  dispatch(
    id: string,
    to: { readonly department: string; readonly team?: string },
    actor: Actor,
    note?: string,
  ): Promise<Incident>;
  arrive(id: string, actor: Actor, note?: string): Promise<Incident>;
  resolve(id: string, actor: Actor, note: string): Promise<Incident>;
  reopen(id: string, reason: string, actor: Actor): Promise<Incident>;
  voidIt(id: string, reason: string, actor: Actor): Promise<Incident>;
  close(id: string, reason: string, actor: Actor): Promise<Incident>;
  comment(id: string, text: string, actor: Actor): Promise<Incident>;
}

/** Each act may reject with a UserError 404 or 409. */
interface TaskPort {
  find(id: string): Promise<Task | undefined>;
  list(filter: TaskFilter, page: Page): Promise<TaskPage>;
  /** Oldest first. */
  eventsOf(id: TaskId): Promise<readonly TaskEvent[]>;
  /** Who can be sent, the best choice first. */
  teamsFor(incident: Call): readonly TeamChoiceOf[];
  create(incidentId: string, request: TaskRequest, actor: Actor): Promise<Task>;
  accept(id: string, actor: Actor, told: ActTold & { readonly assignee?: string }): Promise<Task>;
  arrive(id: string, actor: Actor, told: ActTold): Promise<Task>;
  report(id: string, text: string, actor: Actor, told: ActTold): Promise<Task>;
  complete(id: string, actor: Actor, told: ActTold): Promise<Task>;
  verify(id: string, actor: Actor, told: ActTold): Promise<Task>;
  reject(id: string, reason: string, actor: Actor, told: ActTold): Promise<Task>;
  assign(id: string, to: Pick<TaskRequest, 'team' | 'assignee'>, actor: Actor, told: ActTold): Promise<Task>;
}

/** All things, in memory. */
export interface ThingPort {
  get(id: ThingId): Thing | undefined;
  all(): Iterable<Thing>;
  sighting(id: ThingId):
    | {
        readonly lastSeenAt: EventTime;
        readonly datastreams: ReadonlyMap<string, EventTime>;
        readonly position?: Position;
      }
    | undefined;
}

/** Names of the administrative place; empty where the city model does not reach. */
export interface Place {
  readonly district?: string;
  readonly street?: string;
  readonly grid?: string;
}

export interface PlacePort {
  placeOf(position: LonLat): Place;
  readonly zones: readonly Zone[];
  /** What people call a zone or asset that alerts name by id: a risk source, a low point, an enterprise. */
  nameOf?(id: string): string | undefined;
}

interface CityPort {
  readonly model: CityModel;
  readonly layers: readonly string[];
  readonly baseMaps: readonly BaseMap[];
  /** GeoJSON, and what names this version of it. */
  layer(name: CityLayer): { readonly body: Buffer; readonly etag: string };
}

interface HistoryPort {
  observations(query: {
    readonly thing: ThingId;
    readonly datastream?: string;
    readonly from: EventTime;
    readonly to: EventTime;
    readonly bucketMs?: number;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<{ readonly items: readonly HistoryPoint[]; readonly nextCursor: string | null }>;
  tracks(query: {
    readonly thing?: ThingId;
    readonly bounds?: BoundingBox;
    readonly from: EventTime;
    readonly to: EventTime;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<{ readonly items: readonly TrackPoint[]; readonly nextCursor: string | null }>;
}

interface ReportPort {
  /** Runs one read-only statement on the schema `report` under the rights of `asker`. @throws UserError when it is no such statement. */
  query(
    sql: string,
    asker: Principal,
  ): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }>;
}

export type IngestProgress = { readonly progress: Partial<IngestSummary> } | { readonly summary: IngestSummary };

export interface IngestPort {
  /** Takes a CAP document; resolves once its warnings are durable. */
  cap(document: Uint8Array): Promise<CapAnswer>;
  /** Reads the body of `POST /observations`, at the pace of the store; resolves once what it accepted is durable. @throws BodyError when the body is at fault. */
  observations(body: Readable, headers: BodyHeaders): Promise<z.infer<typeof ingestAnswer>>;
  /** Streams a recording into the running system; the last line is the summary. Ends early when `signal` aborts. */
  file(
    kind: RecordingKind,
    body: Readable,
    options: { readonly speed: number | 'max'; readonly signal: AbortSignal },
  ): AsyncIterable<IngestProgress>;
}

interface SourcePort {
  list(): readonly SourceView[];
  quarantine(
    filter: { readonly source?: string; readonly reason?: string },
    page: Page,
  ): Promise<{ readonly items: readonly QuarantinedView[]; readonly nextCursor: string | null }>;
}

interface AuditPort {
  record(action: Action): Promise<void>;
}

interface MetricsPort {
  /** Prometheus text exposition format. */
  text(): Promise<string>;
}

/** What can be read of a replay as of the city: the same ports, over what it knew at its position. */
type ReplayedPorts = Pick<ServerPorts, 'alerts' | 'incidents' | 'things' | 'places' | 'history' | 'report' | 'clock'>;

export interface OpenReplay {
  readonly ports: ReplayedPorts;
  view(): ReplayView;
  play(): Promise<void>;
  pause(): Promise<void>;
  step(): Promise<void>;
  seek(to: EventTime): Promise<void>;
  setSpeed(speed: ReplayView['speed']): Promise<void>;
  /** What lies in these areas. */
  lanes(areas: readonly string[]): ReplayLanes;
  scorecard(): Scorecard;
}

interface ReplayPort {
  /** Newest first. */
  list(): readonly ReplayView[];
  /** @throws UserError 404. */
  use(id: string): OpenReplay;
  create(source: ReplaySource, createdBy: string): Promise<OpenReplay>;
  branch(
    id: string,
    change: {
      readonly at: EventTime;
      readonly name?: string | undefined;
      readonly interventions: readonly Intervention[];
    },
    createdBy: string,
  ): Promise<OpenReplay>;
  remove(id: string): Promise<void>;
  bookmark(
    id: string,
    time: EventTime,
    label: string,
  ): { readonly id: string; readonly time: EventTime; readonly label: string };
  removeBookmark(id: string, bookmark: string): void;
}

interface RecordingPort {
  /** Newest first. */
  list(): Promise<readonly RecordingView[]>;
  /** Begins to record what arrives from now on. @throws UserError 409 while another one runs, or when the disk refuses. */
  start(name: string): Promise<RecordingView>;
  /** @throws UserError 404, 409. */
  stop(id: string): Promise<RecordingView>;
  /** @throws UserError 404, 409 while it is being written. */
  pathOf(id: string): Promise<string>;
  /** @throws UserError 404, 409 while it is being written. */
  remove(id: string): Promise<void>;
}

interface ScenarioPort {
  list(): readonly ScenarioView[];
}

/** Back-tests of detectors. */
interface BacktestPort {
  detectors(): readonly DetectorView[];
  list(): readonly BacktestView[];
  /** @throws UserError 404. */
  get(id: string): BacktestView;
  /** @throws UserError for what is unknown or not allowed. */
  start(body: BacktestBody, by: string): Promise<BacktestView>;
  /** @throws UserError 404. */
  cancel(id: string): void;
}

interface RiskPort {
  /** Every grid cell of the hour that begins then, the highest index first; empty where none was worked out. */
  hour(hour: EventTime): Promise<readonly z.infer<typeof riskCell>[]>;
}

export interface ServerPorts {
  readonly identity: IdentityPort;
  readonly alerts: AlertPort;
  readonly alarms: AlarmPort;
  readonly things: ThingPort;
  readonly places: PlacePort;
  readonly city: CityPort;
  readonly history: HistoryPort;
  readonly report: ReportPort;
  readonly ingest: IngestPort;
  readonly sources: SourcePort;
  readonly risk: RiskPort;
  readonly audit: AuditPort;
  readonly metrics: MetricsPort;
  readonly incidents: IncidentPort;
  readonly tasks: TaskPort;
  readonly replays: ReplayPort;
  readonly backtests: BacktestPort;
  readonly recordings: RecordingPort;
  readonly scenarios: ScenarioPort;
  /** Warnings of authorities that are in force then or will be, in the order in which they were issued. */
  warnings(now: EventTime): Promise<readonly Warning[]>;
  /** What time it is in the city: the wall clock, or the position of a replay. */
  readonly clock: Clock;
  health(): Promise<Health> | Health;
  /** Told after a sign-out, so that sockets of that session end at once. */
  signedOut(token: string): void;
}
