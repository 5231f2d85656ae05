import { useEffect, useState } from 'react';
import { useLive } from '../feed/live-store.ts';

/**
 * The city's now, epoch ms: the server's last pulse plus what passed since on this computer's steady clock. Before the first
 * pulse it is the computer's own time.
 */
export function cityNow(): number {
  const { pulse, pulseAt } = useLive.getState();
  return pulse ? pulse.now + (performance.now() - pulseAt) : Date.now();
}

/** The city's now, refreshed every `everyMs`. Components take the coarsest step that their text can show. */
export function useCityNow(everyMs = 1000): number {
  const [now, setNow] = useState(cityNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(cityNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  const known = useLive((state) => state.pulse !== undefined);
  useEffect(() => {
    if (known) setNow(cityNow());
  }, [known]);
  return now;
}
