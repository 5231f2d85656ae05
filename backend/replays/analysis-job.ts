import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DetectorDescriptor } from '../../detectors/detector.ts';
import { groundOf } from '../../detectors/ground.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Recorded, RecordedBatch } from '../../scenarios/recorded/recorded.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import { Recorder, type SealedChunk } from '../../scenarios/recorder.ts';
import type { Intervention, Scenario } from '../../scenarios/scenario.ts';
import type { Config } from '../config.ts';
import { configuredDetectors } from '../configured.ts';
import { type AnalysisReport, analyse } from './analysis.ts';
import { dayStretch, recordingStretch, type Stretch } from './stretch.ts';

export type Mute = Extract<Intervention, { kind: 'mute_thing' }>;

/** What a replay is made from. */
export type JobSource =
  | {
      readonly kind: 'scenario';
      readonly scenario: string;
      readonly seed: number;
      readonly start: EventTime;
      readonly interventions: readonly Intervention[];
    }
  | { readonly kind: 'recording'; readonly path: string; readonly mutes: readonly Mute[] };

/** An analysis to run, here or in another thread. Plain data. */
export interface AnalysisJob {
  /** The session's own. */
  readonly folder: string;
  readonly dataDir: string;
  readonly timeZone: string;
  readonly detectors: Config['detectors'];
  readonly source: JobSource;
}

/** What there is to choose from. */
export interface Registries {
  readonly detectors: readonly DetectorDescriptor[];
  scenarioById(id: string): Scenario | undefined;
  /** The city of a data directory. */
  loadCity(dataDir: string): Promise<CityModel>;
}

/** What a scenario said is kept here, so that every replay is one of a recording. */
export const filmFile = (folder: string): string => join(folder, 'messages.mcap');

/** Whoever is muted is not heard from then on. */
export const isHeard =
  (mutes: readonly Mute[]) =>
  (item: Recorded, heardAt: number): boolean =>
    item.kind === 'action' ||
    !mutes.some(
      ({ thing, at, until }) => item.thing === thing && heardAt >= at && (until === undefined || heardAt < until),
    );

/** Runs a job to its end. @throws what went wrong; nothing when the signal aborts. */
export async function runAnalysis(
  job: AnalysisJob,
  registries: Registries,
  report: (report: AnalysisReport) => void,
  signal: AbortSignal,
): Promise<void> {
  const city = await registries.loadCity(job.dataDir);
  const walk = {
    detectors: configuredDetectors(job.detectors, registries.detectors),
    surroundings: groundOf(city),
    timeZone: job.timeZone,
  };
  const { folder, source } = job;
  if (source.kind === 'recording') {
    const reader = await RecordingReader.open(source.path);
    try {
      const stretch = muted(recordingStretch(reader), source.mutes);
      await analyse({ stretch, walk, folder, report, signal });
    } finally {
      await reader.close();
    }
    return;
  }
  const stretch = scenarioStretch(source, city, registries);
  const path = filmFile(folder);
  await rm(path, { force: true });
  let chunks: SealedChunk[] = [];
  const head = { name: source.scenario, scenario: source.scenario, seed: source.seed, start: source.start };
  const recorder = await Recorder.create(path, head, (chunk) => chunks.push(chunk));
  report({ kind: 'begun' });
  const sealed = () => {
    const told = chunks;
    chunks = [];
    return told;
  };
  await analyse({ stretch, walk, folder, recorder, report, signal, sealed });
}

function scenarioStretch(
  { scenario: id, seed, start, interventions }: Extract<JobSource, { kind: 'scenario' }>,
  city: CityModel,
  { scenarioById }: Registries,
): Stretch {
  const scenario = scenarioById(id);
  if (!scenario) throw new Error(`there is no scenario ${id} any more`);
  return dayStretch({ scenario, city, seed, start, interventions });
}

function muted(stretch: Stretch, mutes: readonly Mute[]): Stretch {
  if (mutes.length === 0) return stretch;
  const heard = isHeard(mutes);
  return { ...stretch, heard: () => filtered(stretch.heard(), heard) };
}

async function* filtered(
  batches: AsyncIterable<RecordedBatch>,
  heard: (item: Recorded, heardAt: number) => boolean,
): AsyncGenerator<RecordedBatch> {
  for await (const { items, heardAt } of batches) {
    const kept = items.map((item, index) => heard(item, heardAt[index]!));
    if (!kept.includes(true)) continue;
    yield { items: items.filter((_, index) => kept[index]), heardAt: heardAt.filter((_, index) => kept[index]) };
  }
}
