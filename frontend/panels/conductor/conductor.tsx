import { useMemo } from 'react';
import { changeView, useView } from '../../app/url-state.ts';
import { RANGES_H } from '../../app/view-link.ts';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { useHighTide } from '../../clock/high-tide.ts';
import { useLive } from '../../feed/live-store.ts';
import { useHistogram, useWarningHistory } from '../../feed/queries.ts';
import { explain } from '../inspector/act.ts';
import styles from './conductor.module.css';
import { Histogram } from './histogram.tsx';
import { type Bars, barsOf } from './histogram-bars.ts';
import { useOpenPast } from './open-past.ts';
import { warningRows } from './warning-bars.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Bars across the range: ours, so that a bar is wide enough to point at on the smallest desk screen. */
const BARS = 96;
/** Room to the right of now, as a share of the range: warnings run on, and the next high water comes. */
const AHEAD = 0.18;

/** One clock over everything: what was raised when, per family, and where now is. */
export function Conductor() {
  const { t, span } = useWording();
  const now = useCityNow(5000);
  const rangeH = useView((view) => view.rangeH);
  const live = useLive((state) => state.phase === 'live');
  const bucketMs = Math.max(MINUTE, Math.round((rangeH * HOUR) / BARS / (MINUTE / 2)) * (MINUTE / 2));
  // Asked anew once per bucket, and ending at the end of the current one.
  const to = Math.ceil(now / bucketMs) * bucketMs;
  const from = to - rangeH * HOUR;
  const { data, error } = useHistogram(from, to, bucketMs, live);
  const inForce = useLive((state) => state.warnings);
  const { data: warnings } = useWarningHistory(from, to, inForce, live);
  const rows = useMemo(() => warningRows(warnings ?? []), [warnings]);
  const past = useOpenPast();
  const highTide = useHighTide(now);
  const bars: Bars = useMemo(() => barsOf(data ?? [], from, bucketMs), [data, from, bucketMs]);
  return (
    <section className={styles.conductor} aria-label={t('conductor.label')}>
      <div className={styles.side}>
        <fieldset className={styles.ranges} aria-label={t('conductor.range')}>
          {RANGES_H.map((hours) => (
            <button
              key={hours}
              type="button"
              aria-pressed={hours === rangeH}
              onClick={() => changeView({ rangeH: hours })}
            >
              {t('conductor.hours', { n: hours })}
            </button>
          ))}
        </fieldset>
        <p>{past.isPending ? t('conductor.opening') : t('conductor.caption', { bucket: span(bucketMs) })}</p>
        {error ? (
          <p role="alert">
            {t('conductor.failed')} · {explain(error)}
          </p>
        ) : (
          data && <p>{t('conductor.summary', { alerts: bars.countSince(now - HOUR) })}</p>
        )}
      </div>
      <Histogram
        bars={bars}
        from={from}
        to={to + rangeH * HOUR * AHEAD}
        now={now}
        bucketMs={bucketMs}
        warnings={rows}
        highTide={highTide}
        onPast={(time) => !past.isPending && past.mutate(time)}
      />
    </section>
  );
}
