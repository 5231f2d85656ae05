import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { createReplayFeed, type Feed } from '../../feed/feed.ts';
import {
  pauseReplay,
  playReplay,
  type ReplayLanes,
  type ReplayView,
  type Scorecard,
  seekReplay,
  speedReplay,
  useLanes,
  useReplay,
  useScorecard,
} from '../../feed/replays.ts';
import { useSession } from '../../feed/session-store.ts';
import { type Side, useReplayLink } from './replay-link.ts';
import { attendTo, hearReplay, replayNow, seek, useTransport } from './transport.ts';

/** One of the two courses of the world on the surface. */
export interface Run {
  readonly side: Side;
  readonly id: string;
  readonly feed: Feed;
  readonly replay: ReplayView | undefined;
  readonly lanes: ReplayLanes | undefined;
  /** The lanes are of the whole stretch. */
  readonly complete: boolean;
  readonly card: Scorecard | undefined;
  /** Why there is no scorecard: who sees a part of the city only may not see it. */
  readonly cardError: Error | null;
  /** Why it cannot be had. */
  readonly error: Error | null;
}

/** A session with what is known of it; `undefined` when there is none. */
export function useRun(side: Side, id: string | undefined): Run | undefined {
  const { data: replay, error } = useReplay(id);
  const { data: lanes, isPlaceholderData } = useLanes(replay);
  const complete = replay?.analysed === 1 && lanes !== undefined && !isPlaceholderData;
  const { data: card, error: cardError } = useScorecard(replay);
  const feed = useMemo(() => (id === undefined ? undefined : createReplayFeed(id, replayNow)), [id]);
  const ready = replay !== undefined && replay.state !== 'preparing' && replay.state !== 'failed';
  useEffect(() => {
    if (!feed || !ready) return;
    feed.client.start();
    const unsubscribe = feed.useLive.subscribe(({ phase }) => {
      if (phase === 'expired') useSession.getState().expire();
    });
    return () => {
      unsubscribe();
      feed.client.stop();
    };
  }, [feed, ready]);
  return useMemo(
    () => (id === undefined || !feed ? undefined : { side, id, feed, replay, lanes, complete, card, cardError, error }),
    [side, id, feed, replay, lanes, complete, card, cardError, error],
  );
}

const isReady = (run: Run | undefined): boolean =>
  run?.replay !== undefined && run.replay.state !== 'preparing' && run.replay.state !== 'failed';

/** Keeps the clock of the surface and the two sessions together: A leads, B is put beside it whenever it joins. */
export function useOneClock(a: Run | undefined, b: Run | undefined): void {
  const client = useQueryClient();
  const replay = a?.replay;
  const [readyA, readyB] = [isReady(a), isReady(b)];
  const [idA, idB] = [a?.id, b?.id];
  useEffect(() => {
    attendTo([...(idA && readyA ? [idA] : []), ...(idB && readyB ? [idB] : [])]);
    return () => attendTo([]);
  }, [idA, idB, readyA, readyB]);
  useEffect(() => {
    if (replay) hearReplay(replay);
  }, [replay]);
  // What the link says of the time holds once, when its run can be moved.
  useEffect(() => {
    if (!readyA) return;
    const { time } = useReplayLink.getState();
    if (time !== undefined && Math.abs(time - replayNow()) > 1000) void seek(time);
  }, [readyA]);
  useEffect(() => {
    if (!readyB || idB === undefined) return;
    void join(idB).finally(() => client.invalidateQueries({ queryKey: ['replay', idB] }));
  }, [readyB, idB, client]);
}

/** Puts a session to where the surface stands, and lets it run or stand as that does. */
async function join(id: string): Promise<void> {
  const { speed, playing } = useTransport.getState();
  try {
    await pauseReplay(id);
    await speedReplay(id, speed);
    await seekReplay(id, replayNow());
    if (playing) await playReplay(id);
  } catch (fault) {
    useTransport.setState({ fault });
  }
}
