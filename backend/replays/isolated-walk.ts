import type { Ground } from '../../detectors/detector.ts';
import type { ConfiguredDetector, RuntimeSnapshot } from '../../detectors/runtime/detector-runtime.ts';
import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import { type KnownThing, ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import type { RecordedAction } from '../../scenarios/recorded/recorded.ts';
import type { Alert, AlertEvent } from '../alerts/alert.ts';
import { AlertDesk } from '../alerts/alert-desk.ts';
import type { AlertEntry } from '../alerts/alert-log.ts';
import { districtAt } from '../city/district-at.ts';
import { Detection } from '../detection.ts';
import type { DeskMemory } from '../incidents/desk-memory.ts';
import type { Incident, IncidentEvent } from '../incidents/incident.ts';
import { IncidentDesk } from '../incidents/incident-desk.ts';
import type { IncidentEntry } from '../incidents/incident-log.ts';
import { actAgain } from './act-again.ts';
import { digestOf } from './digest.ts';
import { MemoryAlertLog } from './memory-alert-log.ts';
import { MemoryIncidentLog } from './memory-incident-log.ts';

/** Between two looks of the desks at shelves and deadlines, event time: as often as the live desks look. */
const TICK_MS = 1000;
/** Where nothing was heard for so long, they look once a minute. Ours: old readings among new ones leap over years. */
const GAP_MS = 3_600_000;
const GAP_TICK_MS = 60_000;

export interface WalkParts {
  readonly detectors: readonly ConfiguredDetector[];
  /** All that detectors may look up besides the things, which are the walk's own. */
  readonly surroundings: Ground;
  /** IANA name; days of incident numbers are days there. */
  readonly timeZone: string;
  /** Told of each alert and incident that changed, at once; `previous` is absent for a new one. */
  readonly onAlert?: (alert: Alert, previous: Alert | undefined) => void;
  readonly onIncident?: (incident: Incident, previous: Incident | undefined) => void;
  /** Told of what was written to the logs, in order, before {@link IsolatedWalk.take} settles. */
  readonly onAlertEntries?: (entries: readonly AlertEntry[]) => void;
  readonly onIncidentEntries?: (entries: readonly IncidentEntry[]) => void;
  /** A detector threw and was bypassed. */
  readonly onFault?: (detector: string, error: unknown) => void;
  /** What ids of people's acts begin with; needed where several walks fill one log. Default `act`. */
  readonly actPrefix?: string;
}

/** What a walk came to. */
export interface WalkOutcome {
  readonly messages: number;
  /** How many, and what happened to them, in the order in which it was found. */
  readonly alerts: number;
  readonly incidents: number;
  readonly alertEvents: readonly AlertEvent[];
  readonly incidentEvents: readonly IncidentEvent[];
  /** SHA-256 of the canonical alert and incident log. */
  readonly digest: string;
}

/** Everything a walk needs to go on from a moment. Plain data: survives JSON. */
export interface WalkCheckpoint {
  readonly messages: number;
  readonly newest: number | null;
  readonly ticked: number | null;
  readonly acts: number;
  readonly things: readonly SavedThing[];
  readonly detectors: RuntimeSnapshot;
  /** Warnings and reports that the incident desk still needs; absent in what was saved before it did. */
  readonly desk?: DeskMemory;
}

/** A thing as JSON keeps it. */
export type SavedThing = Omit<KnownThing, 'datastreams'> & {
  readonly datastreams?: readonly (readonly [string, EventTime])[];
};

/** What was logged up to a checkpoint. */
export interface WalkLog {
  readonly alerts: readonly AlertEntry[];
  readonly incidents: readonly IncidentEntry[];
}

/**
 * The whole walk behind ingestion, by itself and in memory: things → detectors → alerts → incidents, the same classes as live and nothing shared with it. It
 * serves plays, scores, backtests, seasons and replays.
 *
 * Its time is the time of the newest message, and its desks look at shelves and deadlines at whole seconds of that: so what it comes to is a function of the
 * messages and their order, whatever the pace, and however they are cut into calls.
 */
export class IsolatedWalk {
  readonly registry = new ThingRegistry();
  readonly alertLog: MemoryAlertLog;
  readonly incidentLog: MemoryIncidentLog;
  /** People may act through the desks, at the walk's own time. */
  readonly alertDesk: AlertDesk;
  readonly incidentDesk: IncidentDesk;
  /** The walk's own time; the epoch before the first message. */
  readonly clock: Clock = { now: () => eventTime(Math.max(0, this.#newest)) };
  readonly #detection: Detection;
  #newest = Number.NEGATIVE_INFINITY;
  #ticked = Number.NEGATIVE_INFINITY;
  #messages = 0;
  #acts = 0;
  /** Something was logged since {@link settled}. */
  #isLogging = false;

  constructor(parts: WalkParts) {
    const newId = () => `${parts.actPrefix ?? 'act'}-${++this.#acts}`;
    const onRefused = (cause: unknown) => {
      throw cause;
    };
    this.incidentLog = new MemoryIncidentLog((id) => this.alertLog.get(id), parts.onIncidentEntries);
    this.alertLog = new MemoryAlertLog((id) => this.incidentLog.incidentOf(id), parts.onAlertEntries);
    this.#detection = new Detection({
      detectors: parts.detectors,
      surroundings: { ...parts.surroundings, thing: (id) => this.registry.get(id) },
      onFindings: (findings) => this.alertDesk.apply(findings).durable,
      onFault: parts.onFault ?? (() => undefined),
    });
    this.alertDesk = new AlertDesk({
      log: this.alertLog,
      clock: this.clock,
      newId,
      onRefused,
      onChange: (alert, previous) => {
        this.#isLogging = true;
        this.incidentDesk.apply([alert]);
        parts.onAlert?.(alert, previous);
      },
    });
    this.incidentDesk = new IncidentDesk({
      log: this.incidentLog,
      alerts: this.alertDesk,
      clock: this.clock,
      timeZone: parts.timeZone,
      city: parts.surroundings.city,
      districtAt: districtAt(parts.surroundings.city),
      thing: (id) => this.registry.get(id),
      nameOf: (id) => this.registry.get(id)?.name ?? id,
      newId,
      onRefused,
      onChange: (incident, previous) => {
        this.#isLogging = true;
        parts.onIncident?.(incident, previous);
      },
    });
  }

  get messages(): number {
    return this.#messages;
  }

  /** Event time of the newest message; `undefined` before the first. */
  get newest(): EventTime | undefined {
    return Number.isFinite(this.#newest) ? eventTime(this.#newest) : undefined;
  }

  /**
   * Takes one message that ingestion has let through, in order of arrival. A promise comes back only when something was logged: await it before the next
   * message, so that whoever follows the log knows when each entry became known.
   */
  take(message: Message): Promise<void> | undefined {
    this.#messages++;
    // Descriptions say what is, not what happened: they may be of any age.
    if (message.time > this.#newest && message.kind !== 'thing') this.#moveTo(message.time);
    this.registry.apply(message);
    this.incidentDesk.hear(message);
    this.#detection.process([{ arrival: this.#messages, message }]);
    return this.#isLogging ? this.settled() : undefined;
  }

  /** A person does again what was done when this was recorded, to the same alert or incident; nothing happens where there is none. */
  async act(action: RecordedAction): Promise<void> {
    if (action.time > this.#newest) this.#moveTo(action.time);
    await actAgain(this, action);
    await this.settled();
  }

  /** All of them, in order. */
  async takeAll(messages: Iterable<Message>): Promise<void> {
    for (const message of messages) {
      const logged = this.take(message);
      if (logged) await logged;
    }
  }

  /** Time goes on for the people at the desks only: detectors hear nothing, and take it for no silence. */
  async stayUntil(to: EventTime): Promise<void> {
    if (to > this.#newest) this.#moveTo(to);
    await this.settled();
  }

  /** The stretch ends at `to`, with or without a message: what was due by then happens. Call once, then read {@link outcome}. */
  async finish(to: EventTime): Promise<void> {
    if (to > this.#newest) this.#moveTo(to);
    this.#detection.advance(to);
    await this.settled();
  }

  /** Resolves once all is in the logs. */
  async settled(): Promise<void> {
    await this.alertDesk.settled();
    await this.incidentDesk.settled();
    this.#isLogging = false;
  }

  outcome(): WalkOutcome {
    const { events: alertEvents } = this.alertLog;
    const { events: incidentEvents } = this.incidentLog;
    return {
      messages: this.#messages,
      alerts: new Set(alertEvents.map(({ alertId }) => alertId)).size,
      incidents: new Set(incidentEvents.map(({ incidentId }) => incidentId)).size,
      alertEvents,
      incidentEvents,
      digest: digestOf(alertEvents, incidentEvents),
    };
  }

  /** A copy of all state except the logs, which are the caller's to keep: later messages do not change it. */
  checkpoint(): WalkCheckpoint {
    return {
      messages: this.#messages,
      newest: this.newest ?? null,
      ticked: Number.isFinite(this.#ticked) ? this.#ticked : null,
      acts: this.#acts,
      things: [...savedThings(this.registry)],
      detectors: this.#detection.runtime.snapshot(),
      desk: this.incidentDesk.memory(),
    };
  }

  /** Goes on from a checkpoint and what was logged up to it. Call it before the first message. */
  async restore(checkpoint: WalkCheckpoint, log: WalkLog): Promise<void> {
    this.#messages = checkpoint.messages;
    this.#newest = checkpoint.newest ?? Number.NEGATIVE_INFINITY;
    this.#ticked = checkpoint.ticked ?? Number.NEGATIVE_INFINITY;
    this.#acts = checkpoint.acts;
    this.registry.seed(checkpoint.things);
    this.alertLog.write(log.alerts);
    this.incidentLog.write(log.incidents);
    this.#detection.runtime.restore(checkpoint.detectors);
    await this.alertDesk.load();
    if (checkpoint.desk) this.incidentDesk.recall(checkpoint.desk);
    await this.incidentDesk.load();
    await this.settled();
  }

  #moveTo(time: number): void {
    if (this.#newest === Number.NEGATIVE_INFINITY) this.#ticked = Math.floor(time / TICK_MS) * TICK_MS;
    const every = time - this.#newest > GAP_MS ? GAP_TICK_MS : TICK_MS;
    for (let tick = this.#ticked + every; tick <= time; tick += every) {
      this.#newest = tick;
      this.#ticked = tick;
      this.alertDesk.tick(eventTime(tick));
      this.incidentDesk.tick(eventTime(tick));
    }
    this.#newest = time;
  }
}

export function* savedThings(registry: ThingRegistry): Generator<SavedThing> {
  for (const thing of registry.all()) {
    const { datastreams, ...seen } = registry.sighting(thing.id) ?? {};
    yield { thing, ...seen, ...(datastreams && { datastreams: [...datastreams] }) };
  }
}
