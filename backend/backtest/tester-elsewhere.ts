import { Worker } from 'node:worker_threads';
import type { BacktestReport } from './backtest.ts';
import type { Tester } from './backtest-job.ts';

export type TesterMessage = { readonly progress: number } | { readonly report: BacktestReport };

/** Each back-test in a thread of its own. */
export const testerElsewhere: Tester = (job, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backtest-worker.js', import.meta.url), { workerData: job });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: TesterMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else resolve(message.report);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('the back-test was ended'));
    });
  });
