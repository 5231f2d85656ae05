import { useEffect } from 'react';
import { useAppState } from '../../app/app-store.ts';
import { HelpOverlay } from '../../app/help-overlay.tsx';
import { navigate } from '../../app/navigate.ts';
import { Palette } from '../../app/palette/palette.tsx';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { type AlarmKpis, useAlarmKpis } from '../../feed/alarms.ts';
import { explain } from '../../panels/inspector/act.ts';
import { BrandMark } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { BadActors, Nuisance, Stale } from './actors.tsx';
import styles from './alarms.module.css';
import { followAlarmsLink, spanOfPeriod, useAlarmsLink } from './alarms-link.ts';
import { AlertList } from './alert-list.tsx';
import { Course } from './course.tsx';
import { Acknowledged, Priorities, Suppressed } from './distributions.tsx';
import { FigureStrip } from './figure-strip.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { Rules } from './rules/rules.tsx';
import { Stretches } from './stretches.tsx';
import { useAlarmKeys } from './use-alarm-keys.ts';

/** 告警绩效: how the alarm system itself does, by the measures of ISA-18.2 and EEMUA 191, and what people arranged about it. */
export function Alarms() {
  const { t } = useWording();
  const { palette, help } = useAppState();
  const period = useAlarmsLink((link) => link.period);
  // Named periods move with the minute.
  const now = useCityNow(60_000);
  const { from, to } = spanOfPeriod(period, now);
  const { data, error } = useAlarmKpis(from, to);
  useEffect(followAlarmsLink, []);
  useAlarmKeys();
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <BrandMark />
        <h1>{t('alarms.heading')}</h1>
        <PeriodPicker from={from} to={to} officers={data?.officers} />
        <button type="button" className={styles.back} onClick={() => navigate('/')}>
          {t('alarms.back')} <Kbd>Esc</Kbd>
        </button>
      </header>
      {error && (
        <Notice tone="alert" title={t('alarms.failed')} hint={t('alarms.failedHint', { why: explain(error) })} />
      )}
      {!data && !error && <Shape />}
      {data && <Performance kpis={data} />}
      <Rules />
      <AlertList />
      {palette && <Palette />}
      {help && <HelpOverlay />}
    </main>
  );
}

function Performance({ kpis }: { kpis: AlarmKpis }) {
  const { t } = useWording();
  const period = { from: kpis.from, to: kpis.to };
  const source = kpis.targets[0]?.source;
  return (
    <>
      <FigureStrip kpis={kpis} period={period} />
      {kpis.total.alarms === 0 && <Notice title={t('alarms.empty')} hint={t('alarms.emptyHint')} />}
      {kpis.total.alarms > 0 && <Course kpis={kpis} />}
      <div className={styles.halves}>
        <div className={styles.stack}>
          <Priorities kpis={kpis} period={period} />
          <Acknowledged kpis={kpis} period={period} />
        </div>
        <Suppressed kpis={kpis} period={period} />
      </div>
      <div className={styles.actors}>
        <BadActors kpis={kpis} period={period} />
        <div className={styles.stack}>
          <Nuisance kpis={kpis} period={period} />
          <Stale kpis={kpis} />
        </div>
      </div>
      <div className={styles.halves}>
        <Stretches kpis={kpis} by="shift" />
        <Stretches kpis={kpis} by="day" />
      </div>
      {source && <p className={styles.source}>{t('alarms.target.source', { source })}</p>}
    </>
  );
}

/** The page's own shape while it is counted. */
function Shape() {
  const { t } = useWording();
  return (
    <div role="status" aria-label={t('alarms.loading')} className={styles.shape}>
      <span />
      <span />
      <span />
    </div>
  );
}
