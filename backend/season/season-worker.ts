import { parentPort, workerData } from 'node:worker_threads';
import { DETECTORS } from '../../detectors/registry.ts';
import type { SeasonBlock } from '../../scenarios/season/season-block.ts';
import { loadCity } from '../city/city-library.ts';
import { configuredDetectors } from '../configured.ts';
import { type BlockSettings, playBlock } from './play-block.ts';
import type { ThreadAnswer, ThreadSettings } from './season-crew.ts';

/** One of the threads that play a season, block after block, until it is terminated. */
const { dataDir, detectors, ...rest } = workerData as ThreadSettings;
const city = await loadCity(dataDir);
const settings: BlockSettings = {
  ...rest,
  city,
  detectors: configuredDetectors(detectors, DETECTORS),
};

parentPort?.on('message', (block: SeasonBlock) => {
  const answer = (told: ThreadAnswer) => parentPort?.postMessage(told);
  playBlock(block, settings).then(
    (played) => answer({ played }),
    (error: unknown) => answer({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
