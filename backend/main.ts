import type { Started } from './app.ts';
import { openWalk } from './app.ts';
import type { Config } from './config.ts';
import { createLogger } from './log.ts';

/** Runs the whole system until SIGINT or SIGTERM, then stops it cleanly. A second signal ends the process at once. */
export async function runSystem(config: Config, onStarted: (started: Started) => void): Promise<void> {
  const log = createLogger(config.logLevel);
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
  const walk = await openWalk(config, log);
  try {
    onStarted(await walk.serve());
    const signal = await stopped;
    log.info({ signal }, 'stopping');
  } finally {
    await walk.stop();
  }
}
