import { parentPort, workerData } from 'node:worker_threads';
import { DETECTORS } from '../../detectors/registry.ts';
import { scenarioById } from '../../scenarios/registry.ts';
import { loadCity } from '../city/city-library.ts';
import { type BacktestJob, testerHere } from './backtest-job.ts';
import type { TesterMessage } from './tester-elsewhere.ts';

/** One back-test in a thread of its own, so that live alerts wait for nothing. It ends with the thread. */
const tell = (message: TesterMessage) => parentPort?.postMessage(message);
const report = await testerHere({ detectors: DETECTORS, scenarioById, loadCity })(workerData as BacktestJob, {
  signal: new AbortController().signal,
  onProgress: (progress) => tell({ progress }),
});
tell({ report });
