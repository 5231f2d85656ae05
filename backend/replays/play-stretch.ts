import type { IsolatedWalk, WalkOutcome } from './isolated-walk.ts';
import type { Stretch } from './stretch.ts';
import type { Waiter } from './waiter.ts';

export interface PlayOptions {
  /** Times real time; `max` waits for nothing. */
  readonly speed: number | 'max';
  /** The passing of real time. */
  readonly waiter: Waiter;
  readonly signal: AbortSignal;
  /** Called a few times a second of work, with the share of the stretch that is done, 0–1. */
  readonly onProgress?: (done: number) => void;
}

/** Shorter waits are not worth a timer, ms. */
const SHORTEST_WAIT_MS = 10;

/** Runs a stretch through a walk, and says what it came to; early, with what there was, when the signal aborts. The pace changes nothing in it. */
export async function playStretch(walk: IsolatedWalk, stretch: Stretch, options: PlayOptions): Promise<WalkOutcome> {
  const { speed, waiter, signal, onProgress } = options;
  const begin = waiter.now();
  for await (const { items, heardAt } of stretch.heard()) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (speed !== 'max') {
        const early = (heardAt[i]! - stretch.from) / speed - (waiter.now() - begin);
        if (early > SHORTEST_WAIT_MS) await waiter.sleep(early, signal);
      }
      if (signal.aborted) return walk.outcome();
      const logged = item.kind === 'action' ? walk.act(item) : walk.take(item);
      if (logged) await logged;
    }
    onProgress?.((heardAt.at(-1)! - stretch.from) / (stretch.to - stretch.from));
  }
  await walk.finish(stretch.to);
  return walk.outcome();
}
