import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { useLive } from '../../feed/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { LOT_KEYS } from './lots.ts';
import styles from './queue.module.css';
import { isInLots, lotsBy, toggleLots, useQueueState } from './queue-store.ts';

/** Why the queue is in groups, by what, and the way back; nothing in ordinary times. */
export function FloodBanner() {
  const { t } = useWording();
  const alarms = useLive((state) => state.alarms);
  const state = useQueueState();
  const inLots = isInLots(state);
  if (!state.flooded && !inLots) return null;
  const how = inLots ? t(`alarms.lots.${state.by}`) : t('alarms.lots.none');
  return (
    <section className={styles.flood} aria-label={t('alarms.flood.label')}>
      <p role="status">
        {alarms?.flood ? t('alarms.flood.now', { n: alarms.inTenMinutes, how }) : t('alarms.flood.none', { how })}
      </p>
      {alarms?.flood && (
        <p className={styles.floodFacts}>
          {alarms.since && t('alarms.flood.since', { time: minuteTime(Date.parse(alarms.since)) })}
          {alarms.officers > 1 &&
            ` · ${t('alarms.flood.each', { officers: alarms.officers, n: Math.round(alarms.perOfficer) })}`}
        </p>
      )}
      <div className={styles.floodTools}>
        {inLots && (
          <fieldset aria-label={t('alarms.lots.label')}>
            {LOT_KEYS.map((by) => (
              <button key={by} type="button" aria-pressed={by === state.by} onClick={() => lotsBy(by)}>
                {t(`alarms.lots.by.${by}`)}
              </button>
            ))}
          </fieldset>
        )}
        <button type="button" className={styles.floodToggle} onClick={toggleLots} aria-keyshortcuts="G">
          {t(inLots ? 'alarms.flood.toRows' : 'alarms.flood.toLots')} <Kbd>G</Kbd>
        </button>
      </div>
    </section>
  );
}

/** A flood that began while the list is in use is said where nothing has to move for it. */
export function FloodWord({ otherwise }: { otherwise: string }) {
  const { t } = useWording();
  const alarms = useLive((state) => state.alarms);
  const flooded = useQueueState((state) => state.flooded);
  if (!alarms?.flood || flooded) return <span className={styles.scope}>{otherwise}</span>;
  return (
    <span className={styles.scope} role="status">
      <b>{t('alarms.flood.begins', { n: alarms.inTenMinutes })}</b>
    </span>
  );
}
