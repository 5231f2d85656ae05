import { randomUUID } from 'node:crypto';
import { link, mkdir } from 'node:fs/promises';
import type { Bilingual } from '../../geodata/model/text.ts';
import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import type { Intervention, Scenario } from '../../scenarios/scenario.ts';
import type { PlacePort } from '../api/ports.ts';
import type { ReplaySource, ReplayView } from '../api/replay-contract.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Hub } from '../push/hub.ts';
import { type AnalysisJob, filmFile, type JobSource } from './analysis-job.ts';
import type { Analyst } from './analyst.ts';
import { playedDayStart } from './played-day.ts';
import type { ReplayDefinition } from './replay-definition.ts';
import type { ReplayFiles } from './replay-files.ts';
import { mutesOf, ReplaySession } from './replay-session.ts';
import { replayView } from './replay-view.ts';
import { realWaiter, type Waiter } from './waiter.ts';

/** Ours: each holds a day's log in memory and its messages on disk. The one that was longest unused makes room. */
const MOST_REPLAYS = 12;
/** Unused for so long, it gives its memory back; using it runs it again. Ours. */
const REST_AFTER_MS = 30 * 60_000;
/** Unused for so long, it is deleted. Ours. */
const DELETE_AFTER_MS = 7 * 86_400_000;

/** Where recordings come from. */
interface RecordingPlaces {
  /** @throws UserError 404, or 409 while it is being written. */
  pathOf(id: string): Promise<string>;
  /** Writes a stretch of the store's history as a recording. @throws UserError when there is nothing in it. */
  exportHistory(from: EventTime, to: EventTime, path: string): Promise<void>;
}

export interface ReplayDeskParts {
  readonly files: ReplayFiles;
  readonly config: Pick<Config, 'dataDir' | 'detectors'>;
  /** IANA name. */
  readonly timeZone: string;
  readonly places: PlacePort;
  readonly scenarioById: (id: string) => Scenario | undefined;
  readonly recordings: RecordingPlaces;
  readonly analyst: Analyst;
  /** Real time. */
  readonly clock: Clock;
  readonly openHub: (session: ReplaySession) => Hub;
  readonly onFault: (replay: string, error: unknown) => void;
  readonly waiter?: Waiter;
}

interface Entry {
  definition: ReplayDefinition;
  session: ReplaySession | undefined;
  usedAt: number;
}

/** All replays: made, branched, kept over restarts, put to rest and deleted. None of them touches live data. */
export class ReplayDesk {
  readonly #parts: ReplayDeskParts;
  readonly #entries = new Map<string, Entry>();

  constructor(parts: ReplayDeskParts) {
    this.#parts = parts;
  }

  /** Takes up what was there before a restart; each is run again when it is next used. */
  async load(): Promise<void> {
    const definitions = await this.#parts.files.load(this.#parts.onFault);
    for (const definition of definitions)
      this.#entries.set(definition.id, { definition, session: undefined, usedAt: this.#parts.clock.now() });
  }

  async stop(): Promise<void> {
    for (const { session } of this.#entries.values()) await session?.stop();
    await this.#parts.files.settled();
  }

  /** Newest first. Looking at the list runs none of them. */
  list(): readonly ReplayView[] {
    return [...this.#entries.values()]
      .map(({ session, definition }) => session?.view() ?? replayView(definition))
      .reverse();
  }

  /** Ready to be used, run again if it was at rest. @throws UserError 404. */
  use(id: string): ReplaySession {
    const entry = this.#entries.get(id);
    if (!entry) throw unknownReplay(id);
    entry.usedAt = this.#parts.clock.now();
    entry.session ??= this.#open(entry);
    return entry.session;
  }

  /** @throws UserError that names the field at fault. */
  async create(source: ReplaySource, createdBy: string): Promise<ReplaySession> {
    const id = newId();
    const found = await this.#found(source, id);
    return await this.#add({
      id,
      source,
      ...found,
      position: found.from,
      speed: 1,
      interventions: [],
      bookmarks: [],
      createdBy,
      createdAt: this.#parts.clock.now(),
    });
  }

  /** Another course of the same stretch, different from `at` on. @throws UserError when it cannot be changed so. */
  async branch(
    id: string,
    { at, name, interventions }: { at: EventTime; name?: string | undefined; interventions: readonly Intervention[] },
    createdBy: string,
  ): Promise<ReplaySession> {
    const parent = this.use(id).definition;
    const others = interventions.find(({ kind }) => !parent.simulated && kind !== 'mute_thing');
    if (others) {
      throw new UserError('not-simulated', `${others.kind} needs a synthetic day; this replay is a recording`, {
        field: 'interventions',
        next: 'A recording can only be branched with mute_thing.',
      });
    }
    if (at < parent.from || at >= parent.to)
      throw new UserError('bad-branch', 'at lies outside the replay', { field: 'at' });
    const early = interventions.find((intervention) => intervention.at < at);
    if (early) {
      throw new UserError('bad-branch', `${early.kind} begins before the branch does`, {
        field: 'interventions',
        next: 'Change things from the moment of the branch on.',
      });
    }
    const all = [...parent.interventions.filter((earlier) => earlier.at < at), ...interventions];
    const child = newId();
    return await this.#add({
      ...parent,
      id: child,
      ...(parent.source.kind === 'history' && { recording: await this.#shared(parent.recording!, child) }),
      title: name === undefined ? branchTitle(parent.title) : { zh: name, en: name },
      parent: parent.id,
      branchedAt: at,
      position: at,
      interventions: all.sort((a, b) => a.at - b.at),
      bookmarks: [],
      createdBy,
      createdAt: this.#parts.clock.now(),
    });
  }

  /** @throws UserError 404. */
  async remove(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) throw unknownReplay(id);
    this.#entries.delete(id);
    await entry.session?.stop();
    await this.#parts.files.remove(id);
  }

  /** @throws UserError 404. */
  bookmark(id: string, time: EventTime, label: string): ReplayDefinition['bookmarks'][number] {
    const session = this.use(id);
    const bookmark = { id: newId(), time, label };
    const all = [...session.definition.bookmarks, bookmark];
    session.setBookmarks(all.sort((a, b) => a.time - b.time));
    return bookmark;
  }

  /** @throws UserError 404. */
  removeBookmark(id: string, bookmarkId: string): void {
    const session = this.use(id);
    const kept = session.definition.bookmarks.filter((bookmark) => bookmark.id !== bookmarkId);
    if (kept.length === session.definition.bookmarks.length)
      throw new UserError('unknown-bookmark', `there is no bookmark ${bookmarkId}`, { status: 404 });
    session.setBookmarks(kept);
  }

  /** Puts to rest and deletes what has long been unused. Call every few minutes. */
  async tidy(): Promise<void> {
    const now = this.#parts.clock.now();
    for (const [id, entry] of this.#entries) {
      if (entry.session?.isInUse) entry.usedAt = now;
      const unusedMs = now - entry.usedAt;
      if (unusedMs >= DELETE_AFTER_MS) await this.remove(id);
      else if (unusedMs >= REST_AFTER_MS && entry.session) {
        const { session } = entry;
        entry.session = undefined;
        await session.stop();
      }
    }
  }

  async #add(definition: ReplayDefinition): Promise<ReplaySession> {
    await this.#makeRoom();
    await this.#parts.files.save(definition);
    this.#entries.set(definition.id, { definition, session: undefined, usedAt: this.#parts.clock.now() });
    return this.use(definition.id);
  }

  /** What was exported for one replay belongs to its branches too: the file lives as long as any of them. */
  async #shared(path: string, child: string): Promise<string> {
    const folder = this.#parts.files.folder(child);
    await mkdir(folder, { recursive: true });
    await link(path, filmFile(folder));
    return filmFile(folder);
  }

  async #makeRoom(): Promise<void> {
    const idle = [...this.#entries].filter(([, { session }]) => !session?.isInUse);
    idle.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    while (this.#entries.size >= MOST_REPLAYS) {
      const oldest = idle.shift();
      if (!oldest) {
        throw new UserError('too-many-replays', `${MOST_REPLAYS} replays are open and in use`, {
          status: 409,
          next: 'Delete one of them.',
        });
      }
      await this.remove(oldest[0]);
    }
  }

  #open(entry: Entry): ReplaySession {
    const { analyst, places, openHub, onFault, files, waiter = realWaiter } = this.#parts;
    const { id } = entry.definition;
    const session = new ReplaySession({
      definition: entry.definition,
      job: this.#job(entry.definition),
      analyst,
      places,
      waiter,
      openHub,
      onChange: (definition) => {
        entry.definition = definition;
        files.save(definition).catch((error: unknown) => onFault(id, error));
      },
      onFault: (error) => onFault(id, error),
    });
    session.start();
    return session;
  }

  #job({ id, source, start, interventions, recording }: ReplayDefinition): AnalysisJob {
    const { config, files } = this.#parts;
    const folder = files.folder(id);
    const job: JobSource =
      source.kind === 'scenario'
        ? { kind: 'scenario', scenario: source.scenario, seed: source.seed!, start: start!, interventions }
        : { kind: 'recording', path: recording!, mutes: mutesOf(interventions) };
    const { dataDir, detectors } = config;
    const { timeZone } = this.#parts;
    return { folder, dataDir, timeZone, detectors, source: job };
  }

  /** What the source turns out to be. */
  async #found(source: ReplaySource, id: string): Promise<Found> {
    if (source.kind === 'scenario') return this.#ofScenario(source.scenario, source.seed);
    const { recordings, files } = this.#parts;
    if (source.kind === 'recording') return await foundIn(await recordings.pathOf(source.recording));
    const [from, to] = [eventTime(Date.parse(source.from)), eventTime(Date.parse(source.to))];
    if (from >= to) throw new UserError('bad-span', 'to does not lie behind from', { field: 'source.to' });
    const path = filmFile(files.folder(id));
    await mkdir(files.folder(id), { recursive: true });
    await recordings.exportHistory(from, to, path);
    return { ...(await foundIn(path)), title: { zh: '历史回放', en: 'Stored history' } };
  }

  #ofScenario(scenarioId: string, seed: number | undefined): Found {
    const scenario = this.#parts.scenarioById(scenarioId);
    if (!scenario) {
      throw new UserError('unknown-scenario', `there is no scenario "${scenarioId}"`, {
        status: 404,
        field: 'source.scenario',
        next: 'GET /api/v1/scenarios lists them.',
      });
    }
    const start = playedDayStart(scenario, this.#parts.timeZone);
    return {
      title: scenario.title,
      source: { kind: 'scenario', scenario: scenarioId, seed: seed ?? scenario.seed },
      start,
      from: start,
      to: eventTime(start + scenario.durationMs),
      simulated: true,
    };
  }
}

type Found = Pick<ReplayDefinition, 'title' | 'from' | 'to' | 'simulated'> &
  Partial<Pick<ReplayDefinition, 'source' | 'start' | 'recording'>>;

async function foundIn(path: string): Promise<Found> {
  const reader = await RecordingReader.open(path);
  const { name, from, to } = reader.info;
  await reader.close();
  if (from === undefined || to === undefined)
    throw new UserError('empty-recording', 'there is nothing in the recording', { status: 409, field: 'source' });
  return { title: { zh: name, en: name }, recording: path, from, to, simulated: false };
}

const newId = (): string => randomUUID().slice(0, 8);

const branchTitle = ({ zh, en }: Bilingual): Bilingual => ({ zh: `${zh} · 分支`, en: `${en} · branch` });

const unknownReplay = (id: string): UserError =>
  new UserError('unknown-replay', `there is no replay ${id}`, { status: 404, next: 'GET /api/v1/replays lists them.' });
