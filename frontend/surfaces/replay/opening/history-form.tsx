import { useState } from 'react';
import { useWording } from '../../../app/wording.ts';
import { cityNow } from '../../../clock/city-clock.ts';
import { explain } from '../../../panels/inspector/act.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import form from '../../../ui/form.module.css';
import { TimeField } from '../../../ui/time-field.tsx';
import { useCreateReplay } from './create.ts';
import styles from './opening.module.css';

const HOURS = [1, 3, 6, 12, 24] as const;
const HOUR_MS = 3_600_000;
/** Ours: what one session can hold in memory comfortably, and longer than any shift. */
const LONGEST_H = 72;

/** A stretch of what the system itself has lived through. */
export function HistoryForm() {
  const { t } = useWording();
  const [from, setFrom] = useState(() => cityNow() - 3 * HOUR_MS);
  const [to, setTo] = useState(cityNow);
  const create = useCreateReplay();
  const fault =
    from >= to
      ? t('replay.historyOrder')
      : to - from > LONGEST_H * HOUR_MS
        ? t('replay.historyLong', { n: LONGEST_H })
        : undefined;
  const choose = (hours: number) => {
    setFrom(cityNow() - hours * HOUR_MS);
    setTo(cityNow());
  };
  return (
    <section className={styles.section} aria-labelledby="replay-history">
      <h2 id="replay-history">{t('replay.history')}</h2>
      <p className={styles.hint}>{t('replay.historyHint')}</p>
      <div className={styles.hours}>
        {HOURS.map((hours) => (
          <button key={hours} type="button" onClick={() => choose(hours)}>
            {t('conductor.hours', { n: hours })}
          </button>
        ))}
      </div>
      <div className={styles.stretch}>
        <TimeField label={t('replay.from')} value={from} onChange={setFrom} />
        <TimeField label={t('replay.to')} value={to} onChange={setTo} />
        <ActionButton
          busy={create.isPending}
          refusal={fault}
          onPress={() =>
            create.mutate({
              kind: 'history',
              from: new Date(from).toISOString(),
              to: new Date(to).toISOString(),
            })
          }
        >
          {t(create.isPending ? 'replay.opening' : 'replay.open')}
        </ActionButton>
      </div>
      {(fault || create.error) && (
        <p className={form.error} role="alert">
          {fault ?? explain(create.error)}
        </p>
      )}
    </section>
  );
}
