import { type FormEvent, useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { cityNow } from '../../clock/city-clock.ts';
import { fieldTime } from '../../clock/city-time.ts';
import button from '../../ui/action-button.module.css';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/modal.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import styles from './alarms.module.css';
import { changeAlarms, PERIODS, type Period, spanOfPeriod, useAlarmsLink } from './alarms-link.ts';

/** What the numbers are of; part of the link. */
export function PeriodPicker({ from, to, officers }: { from: number; to: number; officers: number | undefined }) {
  const { t } = useWording();
  const period = useAlarmsLink((link) => link.period);
  const [custom, setCustom] = useState(false);
  const isCustom = typeof period !== 'string';
  return (
    <div className={styles.period}>
      <fieldset aria-label={t('alarms.period.label')}>
        {PERIODS.map((name, index) => (
          <button
            key={name}
            type="button"
            aria-pressed={period === name}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => changeAlarms({ period: name })}
          >
            {t(`alarms.period.${name}`)}
          </button>
        ))}
        <button type="button" aria-pressed={isCustom} aria-haspopup="dialog" onClick={() => setCustom(true)}>
          {t('alarms.period.custom')}
        </button>
      </fieldset>
      <p>
        {fieldTime(from).slice(0, 16)} – {fieldTime(to).slice(0, 16)}
        {officers !== undefined && ` · ${t('alarms.period.officers', { n: officers })}`}
      </p>
      {custom && <CustomPeriod period={period} onClose={() => setCustom(false)} />}
    </div>
  );
}

function CustomPeriod({ period, onClose }: { period: Period; onClose: () => void }) {
  const { t } = useWording();
  const [span, setSpan] = useState(() => spanOfPeriod(period, cityNow()));
  const isWrong = span.from >= span.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) return;
    changeAlarms({ period: span });
    onClose();
  };
  return (
    <Sheet title={t('alarms.period.custom')} onClose={onClose}>
      <form className={form.form} onSubmit={submit}>
        <TimeField label={t('alarms.period.from')} value={span.from} onChange={(from) => setSpan({ ...span, from })} />
        <TimeField label={t('alarms.period.to')} value={span.to} onChange={(to) => setSpan({ ...span, to })} />
        {isWrong && <p className={form.error}>{t('alarms.period.wrong')}</p>}
        <div className={form.buttons}>
          <button type="button" className={button.button} onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className={button.button} data-primary disabled={isWrong}>
            {t('alarms.period.show')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
