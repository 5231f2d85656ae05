import { Worker } from 'node:worker_threads';
import type { AnalysisReport } from './analysis.ts';
import { type AnalysisJob, type Registries, runAnalysis } from './analysis-job.ts';

/** Whoever runs analyses. Settles at the end, or soon after the signal aborts; rejects with what went wrong. */
export type Analyst = (
  job: AnalysisJob,
  report: (report: AnalysisReport) => void,
  signal: AbortSignal,
) => Promise<void>;

/** In this thread: for programs that do nothing else. */
export const analystHere =
  (registries: Registries): Analyst =>
  (job, report, signal) =>
    runAnalysis(job, registries, report, signal);

/** Each in a thread of its own, one after the other: the other processor is for the live walk. */
export function analystElsewhere(): Analyst {
  let before: Promise<unknown> = Promise.resolve();
  return (job, report, signal) => {
    const run = before.then(() => (signal.aborted ? undefined : inThread(job, report, signal)));
    before = run.catch(() => undefined);
    return run;
  };
}

function inThread(job: AnalysisJob, report: (report: AnalysisReport) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./analysis-worker.js', import.meta.url), { workerData: job });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', report);
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
