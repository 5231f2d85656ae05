import { parentPort, workerData } from 'node:worker_threads';
import { DETECTORS } from '../../detectors/registry.ts';
import { scenarioById } from '../../scenarios/registry.ts';
import { loadCity } from '../city/city-library.ts';
import { type AnalysisJob, runAnalysis } from './analysis-job.ts';

/** One analysis in a thread of its own, so that whatever it costs, live alerts wait for nothing. It ends with the thread. */
await runAnalysis(
  workerData as AnalysisJob,
  { detectors: DETECTORS, scenarioById, loadCity },
  (report) => parentPort?.postMessage(report),
  new AbortController().signal,
);
