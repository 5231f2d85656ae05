import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Warning } from '../../ingestion/observation.ts';
import type { RecordedAction } from '../../scenarios/recorded/recorded.ts';
import type { Recorder, SealedChunk } from '../../scenarios/recorder.ts';
import type { Outcome } from '../../scenarios/scenario.ts';
import type { AlertEntry } from '../alerts/alert-log.ts';
import type { IncidentEntry } from '../incidents/incident-log.ts';
import { IsolatedWalk, savedThings, type WalkParts } from './isolated-walk.ts';
import type { Stretch } from './stretch.ts';

/** One thing that the walk logged, and when that became known: the time at which the message was heard that told it. */
export interface LogEntry {
  readonly knownAt: number;
  readonly alert?: AlertEntry;
  readonly incident?: IncidentEntry;
}

/** All things as they were when everything before `at` had been heard; the file is in the session's folder. */
export interface CheckpointPlace {
  readonly at: number;
  readonly messages: number;
}

/** What has been found out since the last report. Plain data: it may come from another thread. */
export type AnalysisReport =
  /** The file that is being written is there, and can be followed. */
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'progress';
      /** All that was heard before is analysed. */
      readonly at: number;
      readonly messages: number;
      readonly entries: readonly LogEntry[];
      /** Messages heard per {@link BIN_MS} from the stretch's beginning; only the bins that changed: index, count. */
      readonly bins: readonly (readonly [number, number])[];
      readonly warnings: readonly Warning[];
      readonly actions: readonly RecordedAction[];
      readonly chunks: readonly SealedChunk[];
      readonly checkpoints: readonly CheckpointPlace[];
    }
  | { readonly kind: 'done'; readonly digest: string; readonly outcome?: Outcome };

/** Width of a bin of the message lane. Ours: 1,440 of a day are more than any lane is wide. */
export const BIN_MS = 60_000;
/** Messages between two checkpoints, and the least time between them, event time. Ours: a seek reads at most so many again. */
const CHECKPOINT_MESSAGES = 100_000;
/** Between two reports, real time. Ours: what a screen shows as steady progress. */
const REPORT_MS = 200;

export interface AnalysisParts {
  readonly stretch: Stretch;
  readonly walk: Omit<WalkParts, 'onAlertEntries' | 'onIncidentEntries'>;
  /** Where checkpoints are put. */
  readonly folder: string;
  /** Absent when what is heard comes from a recording already. Closed at the end. */
  readonly recorder?: Recorder;
  readonly report: (report: AnalysisReport) => void;
  readonly signal: AbortSignal;
  /** Chunks that `recorder` has sealed since it was last asked. */
  readonly sealed?: () => readonly SealedChunk[];
}

/** Runs a whole stretch through a walk at full speed and tells of everything that a replay shows. Ends early, without a word, when the signal aborts. */
export async function analyse(parts: AnalysisParts): Promise<void> {
  const analysis = new Analysis(parts);
  await analysis.run();
}

export const thingsFile = (folder: string, { messages }: CheckpointPlace): string =>
  join(folder, `things-${messages}.json.gz`);

const compressed = promisify(gzip);

class Analysis {
  readonly #parts: AnalysisParts;
  readonly #walk: IsolatedWalk;
  #heardAt = Number.NEGATIVE_INFINITY;
  #entries: LogEntry[] = [];
  #warnings: Warning[] = [];
  #actions: RecordedAction[] = [];
  #checkpoints: CheckpointPlace[] = [];
  readonly #bins = new Map<number, number>();
  #changedBins = new Set<number>();
  #reportedAt = performance.now();
  #savedAt = 0;

  constructor(parts: AnalysisParts) {
    this.#parts = parts;
    this.#walk = new IsolatedWalk({
      ...parts.walk,
      onAlertEntries: (entries) => {
        for (const alert of entries) this.#entries.push({ knownAt: this.#heardAt, alert });
      },
      onIncidentEntries: (entries) => {
        for (const incident of entries) this.#entries.push({ knownAt: this.#heardAt, incident });
      },
    });
  }

  async run(): Promise<void> {
    const { stretch, recorder, signal, report } = this.#parts;
    for await (const { items, heardAt } of stretch.heard()) {
      if (signal.aborted) return;
      for (let i = 0; i < items.length; i++) {
        const item = items[i]!;
        const at = heardAt[i]!;
        if (at > this.#heardAt) await this.#moveTo(at);
        recorder?.add(at, item);
        if (item.kind === 'warning') this.#warnings.push(item);
        if (item.kind === 'action') this.#actions.push(item);
        const logged = item.kind === 'action' ? this.#walk.act(item) : this.#walk.take(item);
        if (logged) await logged;
      }
      this.#count(heardAt);
      await recorder?.ready;
      if (performance.now() - this.#reportedAt > REPORT_MS) this.#report(this.#heardAt);
    }
    this.#heardAt = stretch.to;
    await this.#walk.finish(stretch.to);
    await recorder?.close(stretch.to);
    this.#report(stretch.to);
    const outcome = stretch.outcome?.();
    report({ kind: 'done', digest: this.#walk.outcome().digest, ...(outcome && { outcome }) });
  }

  /** Between two moments a checkpoint is exact: everything before is in it, nothing behind. */
  async #moveTo(at: number): Promise<void> {
    if (this.#walk.messages - this.#savedAt >= CHECKPOINT_MESSAGES) await this.#save(at);
    this.#heardAt = at;
  }

  async #save(at: number): Promise<void> {
    const { folder } = this.#parts;
    const place = { at, messages: this.#walk.messages };
    const things = [...savedThings(this.#walk.registry)];
    await writeFile(thingsFile(folder, place), await compressed(JSON.stringify(things), { level: 1 }));
    this.#checkpoints.push(place);
    this.#savedAt = place.messages;
  }

  #count(heardAt: readonly number[]): void {
    for (const at of heardAt) {
      const bin = Math.max(0, Math.floor((at - this.#parts.stretch.from) / BIN_MS));
      this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
      this.#changedBins.add(bin);
    }
  }

  #report(at: number): void {
    this.#parts.report({
      kind: 'progress',
      at,
      messages: this.#walk.messages,
      entries: this.#entries,
      bins: [...this.#changedBins].map((bin) => [bin, this.#bins.get(bin)!]),
      warnings: this.#warnings,
      actions: this.#actions,
      chunks: this.#parts.sealed?.() ?? [],
      checkpoints: this.#checkpoints,
    });
    this.#entries = [];
    this.#warnings = [];
    this.#actions = [];
    this.#checkpoints = [];
    this.#changedBins = new Set();
    this.#reportedAt = performance.now();
  }
}
