import { useEffect, useState } from 'react';
import { cityFeed, useFeed } from '../feed/feed.ts';

/** The city's now, epoch ms. */
export const cityNow = (): number => cityFeed.now();

/** The now of the feed around (the city's, or a replay's), refreshed every `everyMs`. Components take the coarsest step that their text can show. */
export function useCityNow(everyMs = 1000): number {
  const feed = useFeed();
  const [now, setNow] = useState(feed.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(feed.now()), everyMs);
    // A replay that was moved is at another time at once.
    const unsubscribe = feed.useLive.subscribe(({ pulse }, before) => {
      if (pulse && Math.abs(pulse.now - (before.pulse?.now ?? 0)) > everyMs) setNow(feed.now());
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [feed, everyMs]);
  return now;
}
