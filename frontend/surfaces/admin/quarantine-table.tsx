import { useState } from 'react';
import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { momentTime } from '../../clock/city-time.ts';
import { useQuarantine } from '../../feed/queries.ts';
import { explain } from '../../panels/inspector/act.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import styles from './admin.module.css';

/** What was refused, with its reason, newest first; one chip per reason filters. */
export function QuarantineTable() {
  const { t } = useWording();
  const now = useCityNow(60_000);
  const { data, error } = useQuarantine();
  const [reason, setReason] = useState<string>();
  const reasons = countReasons(data ?? []);
  const rows = (data ?? []).filter((one) => reason === undefined || one.reason === reason);
  return (
    <section className={styles.section}>
      <h2>{t('admin.quarantine')}</h2>
      {error && (
        <Notice tone="alert" title={t('admin.failed', { what: t('admin.quarantine') })} hint={explain(error)} />
      )}
      {!data && !error && <Skeleton lines={5} label={t('admin.quarantine')} />}
      {data?.length === 0 && <Notice title={t('admin.clean')} hint={t('admin.cleanHint')} />}
      {data && data.length > 0 && (
        <>
          <fieldset className={styles.chips} aria-label={t('admin.reasons')}>
            <button type="button" aria-pressed={reason === undefined} onClick={() => setReason(undefined)}>
              {t('admin.all')} {data.length}
            </button>
            {reasons.map(([name, count]) => (
              <button key={name} type="button" aria-pressed={reason === name} onClick={() => setReason(name)}>
                {name} {count}
              </button>
            ))}
          </fieldset>
          <div className={styles.scroll}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('admin.received')}</th>
                  <th scope="col">{t('admin.source')}</th>
                  <th scope="col">{t('admin.reason')}</th>
                  <th scope="col">{t('admin.detail')}</th>
                  <th scope="col">{t('admin.excerpt')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.receivedAt + one.source + (one.position ?? '') + one.excerpt}>
                    <td data-label={t('admin.received')}>{momentTime(Date.parse(one.receivedAt), now, true)}</td>
                    <td data-label={t('admin.source')}>{one.source}</td>
                    <td data-label={t('admin.reason')}>{one.reason}</td>
                    <td className={styles.words} data-label={t('admin.detail')}>
                      {one.detail}
                    </td>
                    <td className={styles.excerpt} data-label={t('admin.excerpt')}>
                      <code>{one.excerpt}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

/** Most frequent first. */
function countReasons(rejections: readonly { readonly reason: string }[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { reason } of rejections) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
