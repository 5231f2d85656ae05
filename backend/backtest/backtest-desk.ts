import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfiguredDetector } from '../../detectors/runtime/detector-runtime.ts';
import { type Clock, type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { BacktestBody, BacktestSource, BacktestView, DetectorView } from '../api/backtest-contract.ts';
import { UserError } from '../errors.ts';
import type { BacktestJob, Tester } from './backtest-job.ts';
import { backtestReportView } from './backtest-view.ts';
import { parameterViews, proposedParameters } from './detector-parameters.ts';

export interface BacktestDeskParts {
  /** As they run live. */
  readonly detectors: readonly ConfiguredDetector[];
  readonly scenarioById: (id: string) => Scenario | undefined;
  readonly recordings: {
    /** @throws UserError when there is none. */
    pathOf(id: string): Promise<string>;
    /** @throws UserError when nothing is stored of that time. */
    exportHistory(from: EventTime, to: EventTime, path: string): Promise<void>;
  };
  readonly tester: Tester;
  readonly dataDir: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly clock: Clock;
}

interface Test {
  view: BacktestView;
  readonly stopping: AbortController;
}

/** So many may wait, and so many are remembered; a stretch of history is at most so long. Ours: one console's curiosity, not a batch system. */
const MOST_UNFINISHED = 8;
const MOST_KEPT = 50;
const LONGEST_MS = 31 * 24 * 3_600_000;

/** Back-tests of a running system: one at a time, in memory, gone with the process. They read what is stored and touch nothing. */
export class BacktestDesk {
  readonly #parts: BacktestDeskParts;
  /** The newest last. */
  readonly #tests = new Map<string, Test>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: BacktestDeskParts) {
    this.#parts = parts;
  }

  detectors(): readonly DetectorView[] {
    return this.#parts.detectors.map(({ descriptor, parameters }) => ({
      id: descriptor.id,
      name: { ...descriptor.name },
      parameters: parameterViews(descriptor, parameters as Readonly<Record<string, unknown>>),
    }));
  }

  /** The newest first, without their reports. */
  list(): readonly BacktestView[] {
    return [...this.#tests.values()].reverse().map(({ view: { report: _, ...view } }) => view);
  }

  /** @throws UserError 404. */
  get(id: string): BacktestView {
    return this.#find(id).view;
  }

  /** @throws UserError for what is unknown or not allowed; 429 when too many wait. */
  async start({ detector: id, set, source }: BacktestBody, by: string): Promise<BacktestView> {
    const detector = this.#parts.detectors.find(({ descriptor }) => descriptor.id === id);
    if (!detector)
      throw new UserError('unknown-detector', `there is no detector "${id}"`, {
        status: 400,
        field: 'detector',
        next: `Known: ${this.#parts.detectors.map(({ descriptor }) => descriptor.id).join(', ')}.`,
      });
    const present = detector.parameters as Readonly<Record<string, unknown>>;
    const proposed = proposedParameters(detector.descriptor, present, set);
    await this.#check(source);
    const unfinished = [...this.#tests.values()].filter(({ view }) => isUnfinished(view)).length;
    if (unfinished >= MOST_UNFINISHED)
      throw new UserError('too-many', `${unfinished} back-tests are waiting`, {
        status: 429,
        next: 'Wait for them, or cancel one.',
      });
    const askedAt = new Date(this.#parts.clock.now()).toISOString();
    const test: Test = {
      view: { id: randomUUID(), detector: id, source, set, state: 'waiting', progress: 0, by, askedAt },
      stopping: new AbortController(),
    };
    this.#tests.set(test.view.id, test);
    this.#forget();
    this.#last = this.#last.then(() => this.#run(test, present, proposed));
    return test.view;
  }

  /** Ends it if it has not ended, and forgets it. @throws UserError 404. */
  cancel(id: string): void {
    const test = this.#find(id);
    test.stopping.abort();
    this.#tests.delete(id);
  }

  async stop(): Promise<void> {
    for (const { stopping } of this.#tests.values()) stopping.abort();
    await this.#last;
  }

  #find(id: string): Test {
    const test = this.#tests.get(id);
    if (test) return test;
    throw new UserError('unknown-backtest', `there is no back-test ${id}`, {
      status: 404,
      next: 'GET /api/v1/backtests lists them.',
    });
  }

  async #check(source: BacktestSource): Promise<void> {
    if (source.kind === 'recording') await this.#parts.recordings.pathOf(source.recording);
    if (source.kind === 'scenario' && !this.#parts.scenarioById(source.scenario))
      throw new UserError('unknown-scenario', `there is no scenario "${source.scenario}"`, {
        status: 400,
        field: 'source.scenario',
        next: 'GET /api/v1/scenarios lists them.',
      });
    if (source.kind !== 'history') return;
    const lengthMs = Date.parse(source.to) - Date.parse(source.from);
    if (lengthMs <= 0 || lengthMs > LONGEST_MS)
      throw new UserError('bad-span', 'a stretch of history ends after it begins, and within 31 days', {
        status: 400,
        field: 'source.to',
        next: 'Choose a later or an earlier end.',
      });
  }

  async #run(test: Test, present: unknown, proposed: unknown): Promise<void> {
    const { signal } = test.stopping;
    if (signal.aborted) return;
    test.view = { ...test.view, state: 'running' };
    const file = join(this.#parts.dataDir, 'backtests', `${test.view.id}.mcap`);
    try {
      const { dataDir, timeZone } = this.#parts;
      const source = await this.#sourceOf(test.view.source, file);
      const job = { detector: test.view.detector, present, proposed, source, dataDir, timeZone };
      const report = await this.#parts.tester(job, {
        signal,
        onProgress: (progress) => {
          test.view = { ...test.view, progress };
        },
      });
      test.view = signal.aborted
        ? { ...test.view, state: 'cancelled' }
        : { ...test.view, state: 'done', progress: 1, report: backtestReportView(report) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      test.view = signal.aborted ? { ...test.view, state: 'cancelled' } : { ...test.view, state: 'failed', detail };
    } finally {
      await rm(file, { force: true });
    }
  }

  async #sourceOf(source: BacktestSource, file: string): Promise<BacktestJob['source']> {
    const { recordings, dataDir } = this.#parts;
    switch (source.kind) {
      case 'recording':
        return { kind: 'recording', path: await recordings.pathOf(source.recording) };
      case 'scenario': {
        const { scenario, seed } = source;
        return { kind: 'scenario', scenario, ...(seed !== undefined && { seed }) };
      }
      case 'history':
        await mkdir(join(dataDir, 'backtests'), { recursive: true });
        await recordings.exportHistory(eventTime(Date.parse(source.from)), eventTime(Date.parse(source.to)), file);
        return { kind: 'recording', path: file };
    }
  }

  #forget(): void {
    for (const [id, { view }] of this.#tests) {
      if (this.#tests.size <= MOST_KEPT) return;
      if (!isUnfinished(view)) this.#tests.delete(id);
    }
  }
}

const isUnfinished = ({ state }: BacktestView): boolean => state === 'waiting' || state === 'running';
