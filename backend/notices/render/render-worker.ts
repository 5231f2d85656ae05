import { parentPort, workerData } from 'node:worker_threads';
import { type RenderJob, renderNotice } from './render-notice.ts';

const file = await renderNotice(workerData as RenderJob);
parentPort?.postMessage(file);
