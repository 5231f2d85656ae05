import { create } from 'zustand';
import { useLive } from '../../feed/live-store.ts';
import type { LotKey } from './lots.ts';

/** Which of the lists that lie behind the queue is open. */
export type AsideTab = 'suppressed' | 'shelved';

interface QueueState {
  /** What had been shown when the list was held, or let in since. Says nothing while it is not. */
  readonly shown: ReadonlySet<string>;
  /** Pointer over the list or keyboard focus in it: rows must not move. */
  readonly held: boolean;
  /** Whether the list follows a flood: as the server says, but never changed while the list is held. */
  readonly flooded: boolean;
  /** What the officer wants instead; until a flood begins or ends. */
  readonly wanted: 'lots' | 'rows' | undefined;
  readonly by: LotKey;
  /** Keys of the lots that are open. */
  readonly open: ReadonlySet<string>;
  readonly aside: AsideTab | undefined;
}

export const useQueueState = create<QueueState>(() => ({
  shown: new Set(),
  held: false,
  flooded: false,
  wanted: undefined,
  by: 'cause',
  open: new Set(),
  aside: undefined,
}));

export const holdQueue = (held: boolean): void => {
  if (useQueueState.getState().held === held) return;
  useQueueState.setState(held ? { held, shown: new Set(useLive.getState().incidents.keys()) } : { held });
};

/** Lets what waits into the list, at the officer's word. */
export const showWaiting = (ids: readonly string[]): void =>
  useQueueState.setState(({ shown }) => ({ shown: new Set([...shown, ...ids]) }));

const isFlood = (): boolean => useLive.getState().alarms?.flood ?? false;

export const isInLots = ({ wanted, flooded }: Pick<QueueState, 'wanted' | 'flooded'>): boolean =>
  wanted === undefined ? flooded : wanted === 'lots';

/** Groups or single rows, at the officer's word. */
export const toggleLots = (): void =>
  useQueueState.setState((state) => ({ wanted: isInLots(state) ? 'rows' : 'lots', flooded: isFlood() }));

/** A flood that began or ended is followed, whatever was wanted before. */
export const followFlood = (flooded: boolean): void => useQueueState.setState({ flooded, wanted: undefined });

export const lotsBy = (by: LotKey): void => useQueueState.setState({ by });

export const openLot = (key: string, isOpen: boolean): void =>
  useQueueState.setState(({ open }) => {
    const next = new Set(open);
    if (isOpen) next.add(key);
    else next.delete(key);
    return { open: next };
  });

export const openAside = (aside: AsideTab | undefined): void => useQueueState.setState({ aside });
