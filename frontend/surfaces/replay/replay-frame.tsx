import type { ReactNode } from 'react';
import { useWording } from '../../app/wording.ts';
import { fullTime } from '../../clock/city-time.ts';
import styles from './replay-frame.module.css';
import { useReplayNow } from './use-now.ts';

/** The striped neutral frame around everything that is not now. Nothing of a replay is drawn outside it. */
export const ReplayFrame = ({ children }: { children: ReactNode }) => (
  <div className={styles.frame}>
    <div className={styles.inside}>{children}</div>
  </div>
);

/** 回放 with the date in full. */
export function ReplayBadge() {
  const { t, language } = useWording();
  const now = useReplayNow(200);
  return (
    <p className={styles.badge}>
      <b>{t('replay.badge')}</b>
      <time dateTime={new Date(now).toISOString()}>{fullTime(now, language)}</time>
    </p>
  );
}

/** Before anything is chosen there is no date to say. */
export function PlainBadge() {
  const { t } = useWording();
  return (
    <p className={styles.badge}>
      <b>{t('replay.badge')}</b>
    </p>
  );
}
