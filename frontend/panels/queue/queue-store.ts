import { create } from 'zustand';
import { useLive } from '../../feed/live-store.ts';

interface QueueState {
  /** What had been shown when the list was held, or let in since. Says nothing while it is not. */
  readonly shown: ReadonlySet<string>;
  /** Pointer over the list or keyboard focus in it: rows must not move. */
  readonly held: boolean;
  readonly shelvedOpen: boolean;
}

export const useQueueState = create<QueueState>(() => ({ shown: new Set(), held: false, shelvedOpen: false }));

export const holdQueue = (held: boolean): void => {
  if (useQueueState.getState().held === held) return;
  useQueueState.setState(held ? { held, shown: new Set(useLive.getState().incidents.keys()) } : { held });
};

/** Lets what waits into the list, at the officer's word. */
export const showWaiting = (ids: readonly string[]): void =>
  useQueueState.setState(({ shown }) => ({ shown: new Set([...shown, ...ids]) }));

export const toggleShelved = (): void => useQueueState.setState(({ shelvedOpen }) => ({ shelvedOpen: !shelvedOpen }));
