import { useEffect, useState } from 'react';
import { useLive } from '../feed/live-store.ts';
import styles from './connection-banner.module.css';
import { useWording } from './wording.ts';

/** Ours: shorter interruptions mend themselves before anybody could read about them. */
const PATIENCE_MS = 1500;

/** Says that what is on the screen stands still, since when, and what is being done. */
export function ConnectionBanner() {
  const { t, span } = useWording();
  const { phase, lostAt } = useLive();
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (phase === 'live') return;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [phase]);
  if (phase === 'outdated')
    return (
      <div className={styles.banner} role="alert">
        {t('connection.outdated')}
        <button type="button" onClick={() => location.reload()}>
          {t('connection.reload')}
        </button>
      </div>
    );
  if (phase !== 'reconnecting' || lostAt === undefined || now - lostAt < PATIENCE_MS) return null;
  return (
    <div className={styles.banner} role="alert">
      {t('connection.reconnecting', { age: span(now - lostAt) })}
    </div>
  );
}
