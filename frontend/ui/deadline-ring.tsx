import { useTranslation } from 'react-i18next';
import { ringText, type TimeLeft } from '../clock/time-left.ts';
import styles from './deadline-ring.module.css';

const RADIUS = 12;
const ROUND = 2 * Math.PI * RADIUS;

/** Minutes left, and how much of the allowed time that is; bright below a third, inverted when overdue. Never a grade's colour. */
export function DeadlineRing({ left, size = 30 }: { left: TimeLeft | undefined; size?: number }) {
  const { t } = useTranslation();
  if (!left) return <span className={styles.none} style={{ width: size }} />;
  const minutes = Math.abs(left.minutes);
  const label = left.mood === 'overdue' ? t('ring.overdue', { n: minutes }) : t('ring.left', { n: minutes });
  return (
    <svg
      className={styles.ring}
      data-mood={left.mood}
      width={size}
      height={size}
      viewBox="0 0 30 30"
      role="img"
      aria-label={label}
    >
      <circle cx="15" cy="15" r={RADIUS} className={styles.track} />
      {left.mood !== 'overdue' && (
        <circle cx="15" cy="15" r={RADIUS} className={styles.rest} strokeDasharray={`${left.share * ROUND} ${ROUND}`} />
      )}
      <text x="15" y="15.5" className={styles.text}>
        {ringText(left)}
      </text>
    </svg>
  );
}
