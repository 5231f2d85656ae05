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
    return () => clearInterval(timer);
  }, [feed, everyMs]);
  const known = feed.useLive((state) => state.pulse !== undefined);
  useEffect(() => {
    if (known) setNow(feed.now());
  }, [feed, known]);
  return now;
}
