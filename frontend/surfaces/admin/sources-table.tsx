import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { useSources } from '../../feed/queries.ts';
import { explain } from '../../panels/inspector/act.ts';
import { isSilentSource } from '../../panels/top-bar/silent-sources.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import styles from './admin.module.css';

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What sources count; one that is not known here keeps the name its source gave it. */
const COUNTED = ['bytes', 'lines', 'sentences', 'messages', 'inputs', 'late', 'dropped', 'clients'] as const;
const isCounted = (name: string): name is (typeof COUNTED)[number] => COUNTED.some((one) => one === name);

export function SourcesTable() {
  const { t, ago, language } = useWording();
  const now = useCityNow();
  const { data, error } = useSources();
  const number = new Intl.NumberFormat(language);
  const said = (what: string, n: string) => (isCounted(what) ? t(`readCount.${what}`, { n }) : `${n} ${what}`);
  return (
    <section className={styles.section}>
      <h2>{t('admin.sources')}</h2>
      {error && <Notice tone="alert" title={t('admin.failed', { what: t('admin.sources') })} hint={explain(error)} />}
      {!data && !error && <Skeleton lines={3} label={t('admin.sources')} />}
      {data?.length === 0 && <Notice title={t('admin.noSources')} hint={t('admin.noSourcesHint')} />}
      {data && data.length > 0 && (
        <div className={styles.scroll}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('admin.source')}</th>
                <th scope="col">{t('admin.stateLabel')}</th>
                <th scope="col">{t('admin.read')}</th>
                <th scope="col" className={styles.number}>
                  {t('admin.stored')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('admin.duplicates')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('admin.rejected')}
                </th>
                <th scope="col">{t('admin.last')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((source) => (
                <tr key={source.id} data-silent={isSilentSource(source, now) || undefined}>
                  <th scope="row">{source.id}</th>
                  <td data-label={t('admin.stateLabel')}>
                    <span className={styles.state} data-state={source.state}>
                      {t(`sourceState.${source.state}`)}
                    </span>
                    {source.detail && <span className={styles.detail}>{source.detail}</span>}
                  </td>
                  <td className={styles.words} data-label={t('admin.read')}>
                    {Object.entries(source.read)
                      .filter(([, count]) => count > 0)
                      .map(([what, count]) => said(what, number.format(count)))
                      .join(' · ') || '–'}
                  </td>
                  <td className={styles.number} data-label={t('admin.stored')}>
                    {number.format(source.stored)}
                  </td>
                  <td className={styles.number} data-label={t('admin.duplicates')}>
                    {number.format(source.duplicates)}
                  </td>
                  <td className={styles.number} data-label={t('admin.rejected')}>
                    {number.format(total(source.rejected))}
                  </td>
                  <td data-label={t('admin.last')}>
                    {source.lastMessageAt ? ago(now - Date.parse(source.lastMessageAt)) : t('admin.never')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
