import type { DetectorDescriptor } from '../../detectors/detector.ts';
import { groundOf } from '../../detectors/ground.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { playedDayStart } from '../replays/played-day.ts';
import { dayStretch, recordingStretch } from '../replays/stretch.ts';
import { type BacktestOptions, type BacktestReport, backtest } from './backtest.ts';

/** A back-test to run, here or in another thread. Plain data. */
export interface BacktestJob {
  readonly detector: string;
  readonly present: unknown;
  readonly proposed: unknown;
  readonly source:
    | { readonly kind: 'scenario'; readonly scenario: string; readonly seed?: number }
    | { readonly kind: 'recording'; readonly path: string };
  readonly dataDir: string;
  readonly timeZone: string;
}

/** What there is to choose from. */
export interface BacktestRegistries {
  readonly detectors: readonly DetectorDescriptor[];
  scenarioById(id: string): Scenario | undefined;
  loadCity(dataDir: string): Promise<CityModel>;
}

/** Whoever runs back-tests. Rejects with what went wrong. */
export type Tester = (job: BacktestJob, options: BacktestOptions) => Promise<BacktestReport>;

/** In this thread. */
export const testerHere =
  (registries: BacktestRegistries): Tester =>
  async (job, options) => {
    const { detector, present, proposed, source, timeZone } = job;
    const descriptor = registries.detectors.find(({ id }) => id === detector);
    if (!descriptor) throw new Error(`there is no detector ${detector} any more`);
    const city = await registries.loadCity(job.dataDir);
    const question = { descriptor, present, proposed, ground: groundOf(city), timeZone };
    if (source.kind === 'recording') {
      const reader = await RecordingReader.open(source.path);
      try {
        return await backtest(question, [recordingStretch(reader)], options);
      } finally {
        await reader.close();
      }
    }
    const scenario = registries.scenarioById(source.scenario);
    if (!scenario) throw new Error(`there is no scenario ${source.scenario} any more`);
    const { seed = scenario.seed } = source;
    const stretch = dayStretch({ scenario, city, seed, start: playedDayStart(scenario, city.timeZone) });
    return await backtest(question, [stretch], options);
  };
