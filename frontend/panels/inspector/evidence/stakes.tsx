import { useWording } from '../../../app/wording.ts';
import { useCityNow } from '../../../clock/city-clock.ts';
import { minuteTime } from '../../../clock/city-time.ts';
import type { AlertDetail } from '../../../feed/model.ts';
import { fitTo } from '../../../map/camera.ts';
import { formatValue } from '../chart-scale.ts';
import styles from './evidence.module.css';
import { extentOf } from './extent.ts';

/** The figures that decide how fast somebody has to act: measured against its limit, time until harm, people in harm's way. */
export function Stakes({ alert }: { alert: AlertDetail }) {
  const { t, span } = useWording();
  const now = useCityNow(10_000);
  const { measure, timeToActS, peopleAtRisk } = alert;
  const unit = measure?.unit === '1' ? '' : (measure?.unit ?? '');
  // Harm was so far away when the alert last changed; since then the clock has run.
  const harmAt = timeToActS === undefined ? undefined : Date.parse(alert.lastRaisedAt) + timeToActS * 1000;
  const holds = alert.state === 'active';
  const extent = extentOf(alert);
  return (
    <div className={styles.stakesRow}>
      <dl className={styles.stakes}>
        {measure && (
          <div>
            <dt>{t('evidence.value')}</dt>
            <dd>
              {formatValue(measure.value)} <small>{unit}</small>
              <small>{t('evidence.ofLimit', { limit: formatValue(measure.limit) })}</small>
            </dd>
          </div>
        )}
        {holds && harmAt !== undefined && (
          <div>
            <dt>{t('evidence.timeToAct')}</dt>
            <dd>
              {harmAt > now ? span(harmAt - now) : t('evidence.noTime')}
              <small>{t('evidence.until', { time: minuteTime(harmAt) })}</small>
            </dd>
          </div>
        )}
        {peopleAtRisk !== undefined && peopleAtRisk > 0 && (
          <div>
            <dt>{t('evidence.peopleAtRisk')}</dt>
            <dd>
              {peopleAtRisk} <small>{t('evidence.personUnit')}</small>
            </dd>
          </div>
        )}
      </dl>
      {extent.length > 1 && (
        <button type="button" className={styles.more} onClick={() => fitTo(extent)}>
          {t('evidence.showOnMap')}
        </button>
      )}
    </div>
  );
}
