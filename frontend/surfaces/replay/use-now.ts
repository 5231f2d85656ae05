import { useEffect, useState } from 'react';
import { replayNow, useTransport } from './transport.ts';

/** The replay's present. While it plays it is read anew every `everyMs`; 0 is with every frame of the screen. */
export function useReplayNow(everyMs = 0): number {
  const { anchor, playing } = useTransport();
  const [now, setNow] = useState(replayNow);
  useEffect(() => {
    setNow(replayNow());
    if (!playing || anchor.rate === 0) return;
    if (everyMs > 0) {
      const timer = setInterval(() => setNow(replayNow()), everyMs);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function draw() {
      setNow(replayNow());
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [anchor, playing, everyMs]);
  return now;
}
