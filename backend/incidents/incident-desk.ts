import { randomUUID } from 'node:crypto';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { emptyCity } from '../../geodata/city/empty-city.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { Thing } from '../../ingestion/thing.ts';
import { isAnnunciated } from '../alerts/alarm-state.ts';
import { type Alert, type AlertEvent, isOpen } from '../alerts/alert.ts';
import type { ShelveRequest } from '../alerts/alert-desk.ts';
import type { Page } from '../alerts/alert-log.ts';
import { UserError } from '../errors.ts';
import type { Actor } from '../identity/actor.ts';
import type { Action } from '../identity/audit.ts';
import { Classifier } from './classification/classifier.ts';
import { Correlation } from './correlation/correlation.ts';
import { WarningsInForce } from './correlation/storms.ts';
import { DEFAULT_DEADLINES, type Deadlines } from './deadlines.ts';
import type { DeskMemory } from './desk-memory.ts';
import { type Incident, type IncidentId, isClosed } from './incident.ts';
import { IncidentActs, unknownIncident } from './incident-acts.ts';
import { IncidentBook } from './incident-book.ts';
import type { IncidentFilter, IncidentLog, IncidentPage } from './incident-log.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

/** What an incident asks of the desk that keeps its alerts. */
interface AlertActs {
  get(id: string): Alert | undefined;
  open(): readonly Alert[];
  settled(): Promise<void>;
  acknowledgeAll(ids: readonly string[], actor: Actor, note: string | undefined, action: Action): Promise<void>;
  shelveAll(ids: readonly string[], request: ShelveRequest, actor: Actor, action: Action): Promise<void>;
  unshelveAll(ids: readonly string[], actor: Actor, action: Action): Promise<void>;
  eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]>;
}

export interface IncidentDeskOptions {
  readonly log: IncidentLog;
  readonly alerts: AlertActs;
  readonly clock: Clock;
  /** What people call a thing. */
  readonly nameOf: (thing: ThingId) => string;
  /** Called at once for each incident that changed; `previous` is absent for a new one. */
  readonly onChange: (incident: Incident, previous: Incident | undefined) => void;
  /** Hears of every refusal of the store; the desk tries again by itself. */
  readonly onRefused: (cause: unknown) => void;
  /** IANA name; days of incident numbers are days there. */
  readonly timeZone: string;
  /** What correlation and routing know of the city. Absent: nothing, as for streams that stand by themselves. */
  readonly city?: CityModel;
  /** Name of the district of a place. */
  readonly districtAt?: (position: LonLat) => string | undefined;
  readonly thing?: (id: ThingId) => Thing | undefined;
  readonly deadlines?: Deadlines;
  /** How long an incident stays resolved (all cleared, all acknowledged) before the system closes it. */
  readonly quietMs?: number;
  /** Names comments on closed incidents; see the alert desk's. Default: random UUIDs. */
  readonly newId?: () => string;
}

/** Ours, configurable: three times the window in which an alert that comes back is the same one. */
const QUIET_MS = 30 * 60_000;

/**
 * Where alerts with one cause become one incident, and people act on it as a whole. Which incident an alert joins is `correlation`'s to say; what it is, how bad and whose, `classification`'s. A
 * closed incident stays closed: what happens later is another one.
 */
export class IncidentDesk extends IncidentActs {
  readonly #options: IncidentDeskOptions;
  readonly #book: IncidentBook;
  readonly #warnings: WarningsInForce;

  constructor(options: IncidentDeskOptions) {
    const { city = emptyCity, districtAt = () => undefined, thing = () => undefined } = options;
    const warnings = new WarningsInForce();
    const classifier = new Classifier({ city, districtAt, thing });
    const { nameOf, deadlines = DEFAULT_DEADLINES, quietMs = QUIET_MS } = options;
    const correlation = new Correlation(city, warnings, thing);
    const book = new IncidentBook({ ...options, correlation, describing: { nameOf, deadlines, classifier }, quietMs });
    super(book, classifier, options.log);
    this.#options = options;
    this.#book = book;
    this.#warnings = warnings;
  }

  /** Takes up where the log ends, and groups what alerts it did not hear of. Call once, after the alert desk has loaded and {@link recall}. */
  load(): Promise<void> {
    return this.#book.load();
  }

  /** Writes what is left. @throws what the store said, when it refuses. */
  stop(): Promise<void> {
    return this.#book.stop();
  }

  /** Resolves once everything so far is committed. */
  settled(): Promise<void> {
    return this.#book.settled();
  }

  /** Takes note of warnings, under which alerts are one storm, and of reports, which join what they are about. Tell it before detectors hear of them; others change nothing. */
  hear(message: Message): void {
    if (message.kind === 'warning') this.#warnings.hear(message);
    else if (message.kind === 'report') this.#book.hear(message);
  }

  /** What it has heard besides alerts and still needs. Plain data. */
  memory(): DeskMemory {
    return { warnings: this.#warnings.snapshot(), reports: this.#book.reports.snapshot() };
  }

  recall({ warnings, reports }: DeskMemory): void {
    this.#warnings.restore(warnings);
    this.#book.reports.restore(reports);
  }

  /** Takes alerts as they now stand; call it for every alert that changed. */
  apply(alerts: readonly Alert[]): readonly Incident[] {
    return this.#book.apply(alerts);
  }

  /** Notes what is overdue, and closes what has long been resolved. Call about once a second. */
  tick(now: EventTime): void {
    this.#book.tick(now);
  }

  /** The open incident that an alert belongs to. */
  incidentOf(alertId: string): IncidentId | undefined {
    return this.#book.index.incidentOf(alertId);
  }

  /** The queue: everything that is not closed. In no order. */
  open(): Incident[] {
    return this.#book.index.open();
  }

  list(filter: IncidentFilter, page: Page): Promise<IncidentPage> {
    return this.#options.log.list(filter, page);
  }

  /** All that happened to the incident and its alerts, oldest first. @throws UserError `unknown-incident`. */
  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    await this.#book.settled();
    const [events, alertEvents] = await Promise.all([
      this.#options.log.eventsOf(incident.id),
      this.#options.alerts.eventsOf(incident.alertIds),
    ]);
    return timelineOf(incident, events, alertEvents);
  }

  /** Acknowledges all its alerts in one act. Twice changes nothing. */
  async acknowledge(id: string, actor: Actor, note?: string): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    if (incident.acknowledged) return incident;
    const action = this.#book.action('acknowledge', incident.id, actor, note);
    this.#book.log(incident.id, { kind: 'acknowledged', ...(note !== undefined && { note }) }, actor.name, action.time);
    await this.#options.alerts.acknowledgeAll(incident.alertIds, actor, note, action);
    return this.committed(incident.id);
  }

  /** Shelves its alerts that are in the queue. */
  async shelve(id: string, request: ShelveRequest, actor: Actor): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    const ids = this.#book.index
      .alertsOf(incident.id)
      .filter(isOpen)
      .map((alert) => alert.id);
    const action = this.#book.action('shelve', incident.id, actor, request.reason);
    await this.#options.alerts.shelveAll(ids, request, actor, action);
    return this.committed(incident.id);
  }

  /** Takes its alerts' shelves down. When there are none, nothing changes. */
  async unshelve(id: string, actor: Actor): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    const shelved = this.#book.index.alertsOf(incident.id).filter((alert) => alert.shelf);
    if (shelved.length === 0) return incident;
    const ids = shelved.map((alert) => alert.id);
    await this.#options.alerts.unshelveAll(ids, actor, this.#book.action('unshelve', incident.id, actor));
    return this.committed(incident.id);
  }

  /** Also on closed incidents: what was learned later belongs there too. */
  async comment(id: string, text: string, actor: Actor): Promise<Incident> {
    const incident = await this.find(id);
    if (!incident) throw unknownIncident(id);
    if (!isClosed(incident)) return await this.act(id, 'comment', actor, text, () => ({ kind: 'commented', text }));
    const action = this.#book.action('comment', incident.id, actor, text);
    const said = { kind: 'commented' as const, text, time: action.time, actor: actor.name };
    const event = { id: `${incident.id}/${(this.#options.newId ?? randomUUID)()}`, incidentId: incident.id, ...said };
    this.#book.write([{ event, action }]);
    await this.#book.settled();
    return incident;
  }

  /**
   * A person ends it, whatever still holds. What cleared unseen is acknowledged with it.
   * @throws UserError 409 while an alert is active and unacknowledged: nobody closes what nobody has seen.
   */
  async close(id: string, reason: string, actor: Actor): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    const alerts = this.#book.index.alertsOf(incident.id);
    if (alerts.some((alert) => alert.state === 'active' && !alert.acknowledged && isAnnunciated(alert)))
      throw new UserError('unacknowledged-alerts', `${incident.id} has active alerts that nobody has acknowledged`, {
        status: 409,
        next: 'Acknowledge the incident, then close it.',
      });
    const action = this.#book.action('close', incident.id, actor, reason);
    const acknowledged = this.#options.alerts.acknowledgeAll(incident.alertIds, actor, reason, action);
    const closed = this.#book.close(incident, reason, actor.name, action.time);
    await Promise.all([acknowledged, this.#book.settled()]);
    return closed;
  }

  /** It was none: a false alarm. Its alerts are acknowledged with it and concern nobody until they are raised again. */
  async voidIt(id: string, reason: string, actor: Actor): Promise<Incident> {
    const incident = this.get(id) ?? (await this.refuse(id));
    const action = this.#book.action('void', incident.id, actor, reason);
    const acknowledged = this.#options.alerts.acknowledgeAll(incident.alertIds, actor, reason, action);
    const counts = this.#book.countsOf(incident.id);
    this.#book.log(incident.id, { kind: 'voided', reason, counts }, actor.name, action.time);
    const voided = this.#book.refresh(incident.id);
    await Promise.all([acknowledged, this.#book.settled()]);
    return voided;
  }

  /** Makes the other one part of this one; the other is void from then on. @throws UserError 400 for itself, 409 when either is closed. */
  async merge(id: string, otherId: string, actor: Actor): Promise<Incident> {
    if (id === otherId)
      throw new UserError('merge-with-itself', 'an incident cannot be merged with itself', { field: 'other' });
    const incident = this.get(id) ?? (await this.refuse(id));
    const other = this.get(otherId) ?? (await this.refuse(otherId));
    const action = this.#book.action('merge', incident.id, actor, other.id);
    this.#book.absorb(incident.id, other, actor.name, action.time);
    this.#book.refresh(incident.id);
    this.#book.write([{ action }]);
    return this.committed(incident.id);
  }
}
