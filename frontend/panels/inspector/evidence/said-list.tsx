import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { momentTime } from '../../../clock/city-time.ts';
import type { EvidenceView } from '../../../feed/model.ts';
import { flyTo } from '../../../map/camera.ts';
import styles from './evidence.module.css';

/** What people said that counted, newest first, in their own words. */
export function SaidList({ reports }: { reports: NonNullable<EvidenceView['reports']> }) {
  const { t } = useWording();
  const now = useCityNow(60_000);
  return (
    <section className={styles.part}>
      <header>
        <h3>{t('evidence.reports')}</h3>
        <span>{t('evidence.count', { n: reports.length })}</span>
      </header>
      <ul className={styles.said}>
        {reports.toReversed().map(({ id, time, text, position }) => (
          <li key={id}>
            <time dateTime={time}>{momentTime(Date.parse(time), now)}</time>
            {position ? (
              <button type="button" onClick={() => flyTo(position)}>
                {text}
              </button>
            ) : (
              <span>{text}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
