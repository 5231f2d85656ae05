import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, EventTime } from '../../geodata/model/time.ts';
import { toIso } from '../../geodata/model/time.ts';
import type { Message } from '../../ingestion/observation.ts';
import type { ThingRegistry } from '../../ingestion/pipeline/thing-registry.ts';
import { type RecordingInfo, RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import { Recorder } from '../../scenarios/recorder.ts';
import type { RecordingView } from '../api/replay-contract.ts';
import { UserError } from '../errors.ts';
import type { Action } from '../identity/audit.ts';
import { describeKnown } from './describe-known.ts';

/** What a crash may take of a recording that runs. Ours. */
const FLUSH_MS = 10_000;
const ENDING = '.mcap';

export interface LiveRecordingParts {
  /** Holds them, one file each, named by their id. */
  readonly folder: string;
  readonly clock: Clock;
  /** Who is who: a recording begins with it. */
  readonly registry: ThingRegistry;
  /** The alerts of an open incident; recorded acts on incidents refer to them. */
  readonly alertsOf: (incidentId: string) => readonly string[];
  readonly program: string;
  readonly onFault: (error: unknown) => void;
}

interface Running {
  readonly id: string;
  readonly name: string;
  readonly recorder: Recorder;
  readonly timer: NodeJS.Timeout;
}

/** Writes down what the detectors see, as they see it, and what people do. A disk that refuses ends the recording and nothing else. */
export class LiveRecordings {
  readonly #parts: LiveRecordingParts;
  #running: Running | undefined;
  /** Why a recording of this process ended before anyone stopped it. */
  readonly #failures = new Map<string, string>();

  constructor(parts: LiveRecordingParts) {
    this.#parts = parts;
  }

  /** To be told of everything that has passed the pipeline, in order. */
  hear(messages: readonly Message[]): void {
    if (!this.#running) return;
    const heardAt = this.#parts.clock.now();
    for (const message of messages) this.#running.recorder.add(heardAt, message);
  }

  /** To be told of what is written to the audit log. */
  act({ actor, ...action }: Action): void {
    if (!this.#running || actor.role === 'system') return;
    const alertIds = action.objectKind === 'incident' ? this.#parts.alertsOf(action.objectId) : [];
    this.#running.recorder.add(this.#parts.clock.now(), {
      kind: 'action',
      ...action,
      actor: actor.name,
      role: actor.role,
      ...(alertIds.length > 0 && { alertIds }),
    });
  }

  /** Newest first. */
  async list(): Promise<readonly RecordingView[]> {
    const names = await this.#names();
    const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    return await Promise.all(
      ids
        .sort()
        .reverse()
        .map((id) => this.#view(id)),
    );
  }

  /** @throws UserError 409 while another one runs, or when the disk refuses. */
  async start(name: string): Promise<RecordingView> {
    const { folder, clock, registry, program } = this.#parts;
    if (this.#running) {
      throw new UserError('already-recording', `${this.#running.name} is being recorded`, {
        status: 409,
        next: 'Stop it first.',
      });
    }
    const now = clock.now();
    const id = toIso(now).replaceAll(/[:.]/g, '-');
    let recorder: Recorder;
    try {
      await mkdir(folder, { recursive: true });
      recorder = await Recorder.create(this.#file(id), { name, from: now, program });
    } catch (cause) {
      throw new UserError('cannot-record', `the recording cannot be written: ${(cause as Error).message}`, {
        status: 409,
        next: 'Make room on the disk of the data directory.',
        cause,
      });
    }
    for (const description of describeKnown(registry, now)) recorder.add(now, description);
    const timer = setInterval(() => void this.#flush(), FLUSH_MS);
    timer.unref();
    this.#running = { id, name, recorder, timer };
    return await this.#view(id);
  }

  /** @throws UserError 404 when this one does not run. */
  async stop(id: string): Promise<RecordingView> {
    if (this.#running?.id !== id) {
      await this.pathOf(id);
      throw new UserError('not-recording', `recording ${id} has ended already`, { status: 409 });
    }
    await this.close();
    return await this.#view(id);
  }

  /** Ends the one that runs, if any. */
  async close(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    clearInterval(running.timer);
    try {
      await running.recorder.close(this.#parts.clock.now());
    } catch (error) {
      this.#note(running.id, error);
    }
  }

  /** @throws UserError 404, or 409 while it is being written. */
  async pathOf(id: string): Promise<string> {
    if (this.#running?.id === id)
      throw new UserError('still-recording', `${id} is being recorded`, { status: 409, next: 'Stop it first.' });
    const names = await this.#names();
    if (names.includes(id + ENDING)) return this.#file(id);
    throw new UserError('unknown-recording', `there is no recording ${id}`, {
      status: 404,
      next: 'GET /api/v1/recordings lists them.',
    });
  }

  /** @throws UserError 404, or 409 while it is being written. */
  async remove(id: string): Promise<void> {
    await rm(await this.pathOf(id));
    this.#failures.delete(id);
  }

  #names(): Promise<string[]> {
    return readdir(this.#parts.folder).catch(() => []);
  }

  #file(id: string): string {
    return join(this.#parts.folder, id + ENDING);
  }

  async #flush(): Promise<void> {
    const running = this.#running;
    try {
      await running?.recorder.flush();
    } catch (error) {
      if (!running || this.#running !== running) return;
      this.#running = undefined;
      clearInterval(running.timer);
      await running.recorder.close().catch(() => undefined);
      this.#note(running.id, error);
    }
  }

  #note(id: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#failures.set(id, `the disk refused: ${why}; what was written before can be replayed`);
    this.#parts.onFault(error);
  }

  async #view(id: string): Promise<RecordingView> {
    if (this.#running?.id === id) {
      const { name, recorder } = this.#running;
      const { from, to, messages, bytes } = recorder;
      return { id, name, state: 'recording', messages, bytes, ...span(from, to) };
    }
    try {
      const reader = await RecordingReader.open(this.#file(id));
      await reader.close();
      return viewOf(id, reader.info, this.#failures.get(id));
    } catch (error) {
      return { id, name: id, state: 'broken', messages: 0, bytes: 0, detail: (error as Error).message };
    }
  }
}

const span = (from: EventTime | undefined, to: EventTime | undefined) => ({
  ...(from !== undefined && { from: toIso(from) }),
  ...(to !== undefined && { to: toIso(to) }),
});

function viewOf(id: string, info: RecordingInfo, failure: string | undefined): RecordingView {
  const { name, from, to, messages, bytes, scenario, seed, truncated } = info;
  const detail = failure ?? truncated;
  return {
    id,
    name,
    state: detail === undefined ? 'complete' : 'broken',
    messages,
    bytes,
    ...span(from, to),
    ...(scenario !== undefined && { scenario }),
    ...(seed !== undefined && { seed }),
    ...(detail !== undefined && { detail }),
  };
}
