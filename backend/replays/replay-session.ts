import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Message, Warning } from '../../ingestion/observation.ts';
import type { RecordedAction } from '../../scenarios/recorded/recorded.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import type { Outcome } from '../../scenarios/scenario.ts';
import type { PlacePort, ThingPort } from '../api/ports.ts';
import type { ReplayLanes, ReplayView, Scorecard } from '../api/replay-contract.ts';
import { Views } from '../api/views.ts';
import type { Hub } from '../push/hub.ts';
import type { Pulse } from '../push/protocol.ts';
import { Rate } from '../push/rate.ts';
import type { AnalysisReport } from './analysis.ts';
import { type AnalysisJob, filmFile, isHeard, type Mute } from './analysis-job.ts';
import type { Analyst } from './analyst.ts';
import type { ReplayDefinition } from './replay-definition.ts';
import { ReplayFilm } from './replay-film.ts';
import { lanesOf } from './replay-lanes.ts';
import { ReplayLog } from './replay-log.ts';
import { scorecardOf } from './replay-scorecard.ts';
import { replayView } from './replay-view.ts';
import type { Waiter } from './waiter.ts';

export interface SessionParts {
  readonly definition: ReplayDefinition;
  readonly job: AnalysisJob;
  readonly analyst: Analyst;
  readonly places: PlacePort;
  readonly waiter: Waiter;
  /** Opens the namespace that its map and queue are pushed through. */
  readonly openHub: (session: ReplaySession) => Hub;
  /** Something that must survive a restart changed. */
  readonly onChange: (definition: ReplayDefinition) => void;
  readonly onFault: (error: unknown) => void;
}

/** Between two moves of a playing clock, real time. Ours: as often as frames leave, twice over. */
const BEAT_MS = 100;
/** How long a move may keep the event loop busy before others have their turn. Ours: well below what an alert may take. */
const BUSY_MS = 8;
/** Event time of one step. Ours. */
const STEP_MS = 1000;

/**
 * One replay: a stretch that is analysed once, at full speed and elsewhere, and a clock that moves over what was found. Nothing that is done to the clock can
 * change what was found. Its acts happen one after the other.
 */
export class ReplaySession {
  readonly views: Views;
  readonly things: ThingPort;
  readonly #parts: SessionParts;
  readonly #log = new ReplayLog();
  readonly #rate = new Rate();
  readonly #stopping = new AbortController();
  #definition: ReplayDefinition;
  #film: ReplayFilm | undefined;
  #hub: Hub | undefined;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isPlaying = false;
  /** Where the clock stands to a fraction of a ms, so that slow ones do not lose any. */
  #exact: number;
  #beatAt = 0;
  /** A moment that is to be gone to once it is analysed. */
  #wanted: EventTime | undefined;
  #failure: string | undefined;
  #analysedTo: number;
  #sealedTo: number;
  #isDone = false;
  #digest: string | undefined;
  #outcome: Outcome | undefined;
  #messages = 0;
  #heard = 0;
  readonly #bins: number[] = [];
  readonly #warnings: Warning[] = [];
  readonly #actions: RecordedAction[] = [];

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#definition = parts.definition;
    const { from, position } = parts.definition;
    this.#exact = from;
    this.#analysedTo = from;
    this.#sealedTo = from;
    if (position > from) this.#wanted = position;
    this.things = {
      get: (id) => this.#film?.registry.get(id),
      all: () => this.#film?.registry.all() ?? [],
      sighting: (id) => this.#film?.registry.sighting(id),
    };
    this.views = new Views({ things: this.things, places: parts.places, clock: { now: () => this.now } });
  }

  get id(): string {
    return this.#definition.id;
  }

  get definition(): ReplayDefinition {
    return this.#definition;
  }

  get log(): ReplayLog {
    return this.#log;
  }

  get reader(): RecordingReader | undefined {
    return this.#film?.reader;
  }

  /** Its own time. */
  get now(): EventTime {
    return this.#wanted ?? eventTime(Math.floor(this.#exact));
  }

  /** Somebody watches it, or it moves. */
  get isInUse(): boolean {
    return this.#isPlaying || !this.#isDone || (this.#hub?.statistics().clients ?? 0) > 0;
  }

  /** Begins the analysis, and pushes. */
  start(): void {
    const { analyst, job, waiter, openHub } = this.#parts;
    this.#hub = openHub(this);
    if (job.source.kind === 'recording')
      this.#open(() => RecordingReader.open(job.source.kind === 'recording' ? job.source.path : ''));
    analyst(job, (report) => this.#hear(report), this.#stopping.signal).catch((error: unknown) => this.#fail(error));
    this.#beatAt = waiter.now();
    this.#timer = setInterval(
      () => void this.#enqueue(() => this.#beat()).catch((error) => this.#fail(error)),
      BEAT_MS,
    );
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await this.#turn.catch(() => undefined);
    await this.#hub?.stop();
    await this.#film?.close();
    this.#film = undefined;
  }

  view(): ReplayView {
    const { from, to } = this.#definition;
    return replayView(this.#definition, {
      position: this.now,
      state: this.#state,
      analysed: this.#isDone ? 1 : Math.min(0.999, Math.max(0, (this.#analysedTo - from) / (to - from))),
      detail: this.#failure,
      digest: this.#digest,
      messages: this.#messages,
    });
  }

  pulse(): Omit<Pulse, 'framesSkipped'> {
    return {
      now: this.now,
      dataAt: this.now,
      messagesPerSecond: this.#rate.perSecond(this.#heard),
      sources: [],
      replay: { id: this.id, state: this.#state, speed: this.#definition.speed },
    };
  }

  lanes(areas: readonly string[]): ReplayLanes {
    const { from, to } = this.#definition;
    return lanesOf(
      {
        from,
        to,
        entries: this.#log.entries,
        bins: this.#bins,
        warnings: this.#warnings,
        actions: this.#actions,
        ...(this.#outcome && { exposure: this.#outcome.exposure }),
      },
      this.views,
      areas,
    );
  }

  scorecard(): Scorecard {
    const { id: replay, from, to } = this.#definition;
    return scorecardOf({
      replay,
      from,
      to,
      entries: this.#log.entries,
      ...(this.#outcome && { outcome: this.#outcome }),
    });
  }

  /** At the end it begins anew. */
  play(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#exact >= this.#definition.to) await this.#goTo(this.#definition.from);
      this.#isPlaying = true;
      this.#beatAt = this.#parts.waiter.now();
    });
  }

  pause(): Promise<void> {
    return this.#enqueue(async () => {
      this.#isPlaying = false;
      this.#keep({ position: this.now });
    });
  }

  /** What is not analysed yet is gone to as soon as it is. Moments outside are brought to the nearest one inside. */
  seek(to: EventTime): Promise<void> {
    const { from, to: end } = this.#definition;
    const target = eventTime(Math.min(end, Math.max(from, to)));
    return this.#enqueue(async () => {
      if (target <= this.#limit) await this.#goTo(target);
      else this.#wanted = target;
      this.#keep({ position: target });
    });
  }

  step(): Promise<void> {
    this.#isPlaying = false;
    return this.seek(eventTime(this.now + STEP_MS));
  }

  async setSpeed(speed: ReplayDefinition['speed']): Promise<void> {
    this.#keep({ speed });
  }

  /** Keeps a change of the definition. */
  #keep(change: Partial<ReplayDefinition>): void {
    this.#definition = { ...this.#definition, ...change };
    this.#parts.onChange(this.#definition);
  }

  setBookmarks(bookmarks: ReplayDefinition['bookmarks']): void {
    this.#keep({ bookmarks });
  }

  get #state(): ReplayView['state'] {
    if (this.#failure !== undefined) return 'failed';
    if (!this.#film || this.#wanted !== undefined) return 'preparing';
    if (this.#exact >= this.#definition.to) return 'ended';
    return this.#isPlaying ? 'playing' : 'paused';
  }

  /** How far the clock may go: all before is analysed, and can be read. */
  get #limit(): number {
    if (this.#isDone) return this.#definition.to;
    if (!this.#film) return this.#definition.from;
    return this.#parts.job.source.kind === 'recording' ? this.#analysedTo : Math.min(this.#analysedTo, this.#sealedTo);
  }

  #enqueue(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #open(reader: () => Promise<RecordingReader>): void {
    void this.#enqueue(async () => {
      const { job, definition } = this.#parts;
      const mutes = job.source.kind === 'recording' ? job.source.mutes : [];
      this.#film = new ReplayFilm({
        reader: await reader(),
        folder: job.folder,
        begin: definition.from,
        isHeard: isHeard(mutes),
      });
    }).catch((error: unknown) => this.#fail(error));
  }

  #hear(report: AnalysisReport): void {
    if (report.kind === 'begun') {
      this.#open(() => RecordingReader.follow(filmFile(this.#parts.job.folder)));
      return;
    }
    // In turn with the opening of the film, which the first reports may overtake.
    void this.#enqueue(async () => this.#learn(report)).catch((error: unknown) => this.#fail(error));
  }

  #learn(report: Exclude<AnalysisReport, { kind: 'begun' }>): void {
    if (report.kind === 'done') {
      this.#isDone = true;
      this.#digest = report.digest;
      this.#outcome = report.outcome;
      return;
    }
    this.#log.append(report.entries);
    for (const [bin, count] of report.bins) this.#bins[bin] = count;
    for (let bin = 0; bin < this.#bins.length; bin++) this.#bins[bin] ??= 0;
    this.#warnings.push(...report.warnings);
    this.#actions.push(...report.actions);
    this.#film?.addCheckpoints(report.checkpoints);
    for (const chunk of report.chunks) {
      this.#film?.reader.extend(chunk);
      this.#sealedTo = chunk.to;
    }
    this.#messages = report.messages;
    this.#analysedTo = report.at;
  }

  #fail(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    this.#failure = `${error instanceof Error ? error.message : String(error)}; delete the replay and open it anew`;
    this.#isPlaying = false;
    this.#parts.onFault(error);
  }

  async #beat(): Promise<void> {
    const now = this.#parts.waiter.now();
    const elapsed = now - this.#beatAt;
    this.#beatAt = now;
    if (!this.#film || this.#failure !== undefined) return;
    if (this.#wanted !== undefined) {
      if (this.#wanted > this.#limit) return;
      await this.#goTo(this.#wanted);
    }
    if (this.#isPlaying) await this.#move(elapsed);
  }

  /** Ahead by what the speed makes of `elapsed` real ms, as far as there is time for it. */
  async #move(elapsed: number): Promise<void> {
    const { speed, to } = this.#definition;
    const film = this.#film!;
    const aim = Math.min(speed === 'max' ? to : this.#exact + elapsed * speed, this.#limit);
    const target = eventTime(Math.floor(aim));
    const { waiter } = this.#parts;
    const until = waiter.now() + BUSY_MS;
    await film.advance(
      target,
      (messages) => this.#show(messages),
      () => waiter.now() < until,
    );
    this.#exact = film.position >= target ? Math.max(aim, film.position) : film.position;
    this.#tell();
    if (this.#exact >= to) {
      this.#isPlaying = false;
      this.#keep({ position: to });
    }
  }

  async #goTo(target: EventTime): Promise<void> {
    if (!this.#film) return;
    await this.#film.seek(target);
    this.#wanted = undefined;
    this.#exact = target;
    this.#log.rewind();
    this.#hub?.reset();
    const { registry } = this.#film;
    this.#hub?.hear([...registry.all()].flatMap(({ id }) => registry.sighting(id)?.position ?? []));
    this.#hub?.hear(this.#warnings.filter(({ time }) => time < target));
    this.#tell();
  }

  #show(messages: readonly Message[]): void {
    this.#heard += messages.length;
    this.#hub?.hear(messages);
  }

  /** The queue as it stands at the position. */
  #tell(): void {
    // At the end everything is known, also what became known by the end itself.
    const { alerts, incidents } = this.#log.moveTo(
      this.#exact >= this.#definition.to ? Number.POSITIVE_INFINITY : this.now,
    );
    if (alerts.length + incidents.length === 0) return;
    this.#hub?.changed({
      alerts: alerts.map((alert) => this.views.alert(alert)),
      incidents: incidents.map((incident) => this.views.incident(incident)),
    });
  }
}

/** What a branch of a recording leaves out. */
export const mutesOf = (interventions: ReplayDefinition['interventions']): readonly Mute[] =>
  interventions.filter((intervention): intervention is Mute => intervention.kind === 'mute_thing');
