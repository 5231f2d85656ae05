import { randomUUID } from 'node:crypto';
import type { Finding } from '../../detectors/finding.ts';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import { UserError } from '../errors.ts';
import { type Actor, SYSTEM } from '../identity/actor.ts';
import type { Action, ActionName } from '../identity/audit.ts';
import { type AdmissionRules, admit, DEFAULT_ADMISSION_RULES, findingIdOf, keyOf } from './admission.ts';
import { AlarmKeeper } from './alarm-keeper.ts';
import { type AlarmRules, DEFAULT_ALARM_RULES } from './alarm-rules.ts';
import {
  type Alert,
  type AlertEvent,
  type AlertId,
  applyEvent,
  eventIdOf,
  type Shelf,
  type ShelfScope,
} from './alert.ts';
import { AlertIndex } from './alert-index.ts';
import type { AlertEntry, AlertFilter, AlertLog, AlertPage, ListedAlert, Page } from './alert-log.ts';
import {
  type Arranged,
  type ArrangementRequest,
  type Arranging,
  changeArrangement,
  createArrangement,
  withdrawArrangement,
} from './arrange.ts';
import type { Arrangement } from './arrangements.ts';
import type { CascadeView } from './cascades.ts';
import { FloodMeter, type FloodState } from './flood-meter.ts';
import { OrderedWriter } from './ordered-writer.ts';
import { priorityOf } from './priority.ts';
import { covers, StandingShelves, subjectOf } from './shelves.ts';

/** How long an alert that is done with stays at hand, event time. Ours: far longer than detectors need to catch up after a restart. */
export const KEEP_MS = 24 * 3_600_000;
const FORGET_EVERY_MS = 10 * 60_000;

export interface AlertDeskOptions {
  readonly log: AlertLog;
  /** What time people act at, and shelves end by. */
  readonly clock: Clock;
  /** Called at once for each alert that changed, once per call that changed it; `previous` is absent for a new one. */
  readonly onChange: (alert: Alert, previous: Alert | undefined) => void;
  /** Hears of every refusal of the store; the desk tries again by itself. */
  readonly onRefused: (cause: unknown) => void;
  readonly rules?: AdmissionRules;
  /** What priorities, suppression and floods go by. */
  readonly alarms?: AlarmRules;
  /** Names what people do; an isolated walk, whose log is compared with other runs, has names of its own. Default: random UUIDs. */
  readonly newId?: () => string;
}

export interface ShelveRequest {
  readonly scope: ShelfScope;
  readonly reason: string;
  readonly minutes: number;
}

export interface Applied {
  /** As they stand now, each once. */
  readonly changed: readonly Alert[];
  /** Resolves once these changes, and all before them, are committed. */
  readonly durable: Promise<void>;
}

type PersonEvent =
  | { readonly kind: 'acknowledged'; readonly note?: string }
  | { readonly kind: 'shelved'; readonly shelf: Shelf }
  | { readonly kind: 'unshelved'; readonly cause: 'person' }
  | { readonly kind: 'commented'; readonly text: string };

/**
 * Where findings become alerts and people act on them. States change in memory at once, so nobody waits for the disk to see an alert; the log follows in
 * order. One desk per database: the store keeps the log whole even if there are two, but they would not see each other's alerts.
 */
export class AlertDesk {
  readonly #options: AlertDeskOptions;
  readonly #rules: AdmissionRules;
  readonly #alarms: AlarmRules;
  readonly #keeper: AlarmKeeper;
  readonly #flood: FloodMeter;
  readonly #writer: OrderedWriter<AlertEntry>;
  readonly #index = new AlertIndex();
  readonly #shelves = new StandingShelves();
  /** Event time of the newest finding: what counts as long ago, whatever the clock says. */
  #newest = Number.NEGATIVE_INFINITY;
  #forgotAt = Number.NEGATIVE_INFINITY;

  constructor(options: AlertDeskOptions) {
    this.#options = options;
    this.#rules = options.rules ?? DEFAULT_ADMISSION_RULES;
    this.#alarms = options.alarms ?? DEFAULT_ALARM_RULES;
    this.#keeper = new AlarmKeeper(this.#alarms, this.#index);
    this.#flood = new FloodMeter(this.#alarms);
    this.#writer = new OrderedWriter((entries) => options.log.append(entries), options.onRefused);
  }

  /** Takes up where the log ends. Call once, before anything else. */
  async load(): Promise<void> {
    const memory = await this.#options.log.load();
    this.#index.restore(memory);
    this.#keeper.restore(memory.alerts, memory.arrangements ?? []);
    const annunciated = memory.alerts.flatMap(({ annunciatedAt }) => annunciatedAt ?? []);
    for (const time of annunciated.sort((a, b) => a - b)) this.#flood.hear(time);
    for (const { shelf } of this.#index.shelved()) if (shelf) this.#shelves.put(shelf);
  }

  /** Writes what is left. @throws what the store said, when it refuses. */
  stop(): Promise<void> {
    return this.#writer.stop();
  }

  apply(findings: readonly Finding[]): Applied {
    const changed = this.#change((log) => {
      for (const finding of findings) this.#take(finding, log);
    });
    return { changed, durable: this.#writer.settled() };
  }

  /** Resolves once everything so far is committed. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Ends the shelves whose time is over. Call about once a second. */
  tick(now: EventTime): void {
    this.#shelves.expire(now);
    this.#change((log) => {
      for (const alert of this.#index.shelved()) {
        const until = alert.shelf?.until;
        if (until === undefined || until > now) continue;
        const id = eventIdOf(alert.id, until, 'unshelved');
        log({
          id,
          alertId: alert.id,
          key: alert.key,
          time: until,
          actor: SYSTEM.name,
          kind: 'unshelved',
          cause: 'expired',
        });
      }
      this.#keeper.tick(now, log);
    });
    if (this.#newest - this.#forgotAt < FORGET_EVERY_MS) return;
    this.#forgotAt = this.#newest;
    this.#index.forget(this.#newest - KEEP_MS);
  }

  /** An open or recent alert; see {@link find} for older ones. */
  get(id: string): Alert | undefined {
    return this.#index.get(id);
  }

  /** The queue: alerts that are active, or cleared before anyone acknowledged them. In no order. */
  open(): Alert[] {
    return this.#index.open();
  }

  /** How many alarms there were lately, and whether that is a flood. */
  floodAt(now: EventTime): FloodState {
    return this.#flood.at(now);
  }

  /** Groups of instruments that failed together, and the alert that stands for each. */
  cascades(): readonly CascadeView[] {
    return this.#keeper.cascades();
  }

  /** All suppression rules and maintenance windows, those that are over too. */
  arrangements(): readonly Arrangement[] {
    return this.#keeper.arrangements.all();
  }

  /** Puts a suppression rule or a maintenance window in force. @throws UserError 400. */
  async arrange(request: ArrangementRequest, actor: Actor): Promise<Arrangement> {
    return await this.#arrange(createArrangement(request, actor, this.#arranging()));
  }

  /** Changes its reason, owner, times or reach; what it covered until now stays in the log. @throws UserError 400, 404, 409 when it is over. */
  async rearrange(id: string, change: Partial<Omit<ArrangementRequest, 'kind'>>, actor: Actor): Promise<Arrangement> {
    return await this.#arrange(
      changeArrangement(this.#keeper.arrangements.get(id), id, change, actor, this.#arranging()),
    );
  }

  /** Ends it now. @throws UserError 404, 409 when it is over. */
  async withdraw(id: string, actor: Actor): Promise<Arrangement> {
    return await this.#arrange(withdrawArrangement(this.#keeper.arrangements.get(id), id, actor, this.#arranging()));
  }

  async find(id: string): Promise<ListedAlert | undefined> {
    const stored = await this.#options.log.find(id);
    const alert = this.#index.get(id);
    return alert ? { ...alert, ...(stored?.incidentId !== undefined && { incidentId: stored.incidentId }) } : stored;
  }

  list(filter: AlertFilter, page: Page): Promise<AlertPage> {
    return this.#options.log.list(filter, page);
  }

  /** Everything that happened to these alerts, oldest first. */
  async eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]> {
    await this.#writer.settled();
    return this.#options.log.eventsOf(ids);
  }

  /** Acknowledging twice changes nothing. @throws UserError `unknown-alert`. */
  async acknowledge(id: string, actor: Actor, note?: string): Promise<Alert> {
    const alert = await this.#bring(id);
    if (!alert.acknowledged)
      await this.acknowledgeAll([alert.id], actor, note, this.#action('acknowledge', id, actor, note));
    return this.#index.get(id) ?? alert;
  }

  /** Acknowledges those of these alerts that wait for it, as one act that `action` puts on record. */
  acknowledgeAll(ids: readonly string[], actor: Actor, note: string | undefined, action: Action): Promise<void> {
    const waiting = ids.flatMap((id) => this.#index.get(id) ?? []).filter((alert) => !alert.acknowledged);
    return this.#act(waiting, () => ({ kind: 'acknowledged', ...(note !== undefined && { note }) }), actor, action);
  }

  /** Shelving what is shelved already puts the new shelf in place of the old. @throws UserError `unknown-alert`. */
  async shelve(id: string, request: ShelveRequest, actor: Actor): Promise<Alert> {
    const alert = await this.#bring(id);
    await this.shelveAll([alert.id], request, actor, this.#action('shelve', id, actor, request.reason));
    return this.#index.get(id) ?? alert;
  }

  /** Shelves these alerts, and all open ones in the scope, as one act that `action` puts on record. */
  shelveAll(ids: readonly string[], request: ShelveRequest, actor: Actor, action: Action): Promise<void> {
    const until = (this.#options.clock.now() + request.minutes * 60_000) as EventTime;
    const shelfOf = new Map<AlertId, Shelf>();
    for (const alert of ids.flatMap((id) => this.#index.get(id) ?? [])) {
      const subject = subjectOf(request.scope, alert);
      const shelf = { scope: request.scope, subject, reason: request.reason, by: actor.name, until };
      this.#shelves.put(shelf);
      for (const other of [alert, ...this.#index.open()]) if (covers(shelf, other)) shelfOf.set(other.id, shelf);
    }
    const alerts = [...shelfOf.keys()].flatMap((id) => this.#index.get(id) ?? []);
    return this.#act(alerts, (alert) => ({ kind: 'shelved', shelf: shelfOf.get(alert.id)! }), actor, action);
  }

  /** Takes down the shelf that the alert is under, and with it all that lies there. @throws UserError `unknown-alert`. */
  async unshelve(id: string, actor: Actor): Promise<Alert> {
    const alert = await this.#bring(id);
    if (alert.shelf) await this.unshelveAll([alert.id], actor, this.#action('unshelve', id, actor));
    return this.#index.get(id) ?? alert;
  }

  /** Takes down all shelves that these alerts are under, as one act that `action` puts on record. */
  unshelveAll(ids: readonly string[], actor: Actor, action: Action): Promise<void> {
    const under = new Set<Alert>();
    for (const { shelf } of ids.flatMap((id) => this.#index.get(id) ?? [])) {
      if (!shelf) continue;
      this.#shelves.remove(shelf);
      for (const other of this.#index.shelved())
        if (other.shelf?.scope === shelf.scope && other.shelf.subject === shelf.subject) under.add(other);
    }
    return this.#act([...under], () => ({ kind: 'unshelved', cause: 'person' }), actor, action);
  }

  /** @throws UserError `unknown-alert`. */
  async comment(id: string, text: string, actor: Actor): Promise<Alert> {
    const alert = await this.#bring(id);
    await this.#act([alert], () => ({ kind: 'commented', text }), actor, this.#action('comment', id, actor, text));
    return alert;
  }

  async #bring(id: string): Promise<Alert> {
    const known = this.#index.get(id);
    if (known) return known;
    const found = await this.#options.log.find(id);
    const since = this.#index.get(id);
    if (since) return since;
    if (!found)
      throw new UserError('unknown-alert', `there is no alert ${id}`, {
        status: 404,
        next: 'GET /api/v1/alerts lists them',
      });
    const { incidentId: _, ...alert } = found;
    this.#index.put(alert);
    return alert;
  }

  #take(finding: Finding, log: (event: AlertEvent) => Alert): void {
    const key = keyOf(finding);
    if (this.#index.knows(key, findingIdOf(finding))) return;
    const event = admit(finding, this.#index.history(key), this.#rules);
    if (!event) return;
    this.#newest = Math.max(this.#newest, finding.time);
    const previous = this.#index.get(event.alertId);
    const alert = log(this.#prioritized(event, previous));
    this.#index.putFound(alert, event.id);
    this.#keeper.heard(event, previous, alert, finding.time, log);
    if (finding.kind !== 'raise' || alert.shelf) return;
    const shelf = this.#shelves.over(alert, finding.time);
    if (!shelf) return;
    const id = eventIdOf(alert.id, finding.time, 'shelved');
    log({ id, alertId: alert.id, key, time: finding.time, actor: SYSTEM.name, kind: 'shelved', shelf });
  }

  /** The decision is logged with the event: what the table says later changes nothing that was. */
  #prioritized(event: AlertEvent, previous: Alert | undefined): AlertEvent {
    const { priority: rules } = this.#alarms;
    if (event.kind === 'raised' || event.kind === 'recurred')
      return { ...event, priority: priorityOf({ ...event.raise, kind: event.raise.alertKind }, rules) };
    if (event.kind !== 'updated' || !previous) return event;
    return { ...event, priority: priorityOf({ ...previous, grade: event.update.grade ?? previous.grade }, rules) };
  }

  #arranging(): Arranging {
    return { now: this.#options.clock.now(), newId: this.#options.newId ?? randomUUID };
  }

  async #arrange({ event, action }: Arranged): Promise<Arrangement> {
    const { arrangement, time } = event;
    this.#keeper.arrangements.put(arrangement);
    this.#writer.add([{ arrangement: event, action }]);
    this.#change((log) => this.#keeper.arranged(time, log));
    await this.#writer.settled();
    return arrangement;
  }

  async #act(
    alerts: readonly Alert[],
    what: (alert: Alert) => PersonEvent,
    actor: Actor,
    action: Action,
  ): Promise<void> {
    this.#change((log) => {
      for (const alert of alerts)
        log({
          id: (this.#options.newId ?? randomUUID)(),
          alertId: alert.id,
          key: alert.key,
          time: action.time,
          actor: actor.name,
          ...what(alert),
        });
    });
    this.#writer.add([{ action }]);
    await this.#writer.settled();
  }

  /** Runs `work`, which logs events, then tells of every alert that is no longer as it was. */
  #change(work: (log: (event: AlertEvent) => Alert) => void): Alert[] {
    const before = new Map<AlertId, Alert | undefined>();
    work((event) => {
      const previous = this.#index.get(event.alertId);
      if (!before.has(event.alertId)) before.set(event.alertId, previous);
      const alert = applyEvent(previous, event);
      this.#index.put(alert);
      this.#writer.add([{ event }]);
      return alert;
    });
    const changed = [...before].map(([id, previous]) => ({ alert: this.#index.get(id)!, previous }));
    for (const { alert, previous } of changed) {
      const { annunciatedAt } = alert;
      if (annunciatedAt !== undefined && annunciatedAt !== previous?.annunciatedAt) this.#flood.hear(annunciatedAt);
      if (alert !== previous) this.#options.onChange(alert, previous);
    }
    return changed.map(({ alert }) => alert);
  }

  #action(action: ActionName, id: string, actor: Actor, note?: string): Action {
    const time = this.#options.clock.now();
    return { time, actor, action, objectKind: 'alert', objectId: id, ...(note !== undefined && { note }) };
  }
}
