import { createContext, useContext } from 'react';
import { LIVE_NAMESPACE } from '../../backend/push/protocol.ts';
import { createFleetStore, type FleetStore, useFleet } from './fleet-store.ts';
import { LiveClient } from './live-client.ts';
import { createLiveStore, type LiveStore, useLive } from './live-store.ts';

/** One course of the world as a server tells it: the city's own, or that of a replay. The same components draw either. */
export interface Feed {
  readonly kind: 'city' | 'replay';
  /** What the addresses of its REST questions begin with, behind `/api/v1`. */
  readonly root: string;
  readonly useLive: LiveStore;
  readonly useFleet: FleetStore;
  /** Connects and hangs up. */
  readonly client: LiveClient;
  /** Its present, epoch ms. */
  now(): number;
}

/** The server's last pulse and what passed since on this computer's steady clock; before the first, the computer's own time. */
function liveNow(): number {
  const { pulse, pulseAt } = useLive.getState();
  return pulse ? pulse.now + (performance.now() - pulseAt) : Date.now();
}

export const cityFeed: Feed = {
  kind: 'city',
  root: '',
  useLive,
  useFleet,
  client: new LiveClient({ namespace: LIVE_NAMESPACE, root: '', useLive, useFleet }),
  now: liveNow,
};

/** The feed of a replay session; nothing is connected until its client is started. */
export function createReplayFeed(id: string, now: () => number): Feed {
  const stores = { useLive: createLiveStore(), useFleet: createFleetStore() };
  const root = `/replays/${encodeURIComponent(id)}`;
  return {
    kind: 'replay',
    root,
    ...stores,
    client: new LiveClient({ namespace: `/replays/${id}`, root, ...stores }),
    now,
  };
}

export const FeedContext = createContext<Feed>(cityFeed);

/** The feed of the surface around; the city's unless it says otherwise. */
export const useFeed = (): Feed => useContext(FeedContext);
