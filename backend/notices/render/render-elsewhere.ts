import { Worker } from 'node:worker_threads';
import { type RenderJob, renderNotice } from './render-notice.ts';

/** Threads run what was compiled; from the sources there is nothing to start them with. */
const COMPILED = import.meta.url.endsWith('.js');

/** Sets a notice in a thread of its own: fonts and pictures take a second or two, and the city's alerts must not wait for paper. */
export const renderElsewhere = (job: RenderJob): Promise<Uint8Array> =>
  COMPILED
    ? new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./render-worker.js', import.meta.url), { workerData: job });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('the thread ended without a document')));
      })
    : renderNotice(job);
