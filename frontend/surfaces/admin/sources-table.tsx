import { useWording } from '../../app/wording.ts';
import { useCityNow } from '../../clock/city-clock.ts';
import { useSources } from '../../feed/queries.ts';
import { explain } from '../../panels/inspector/act.ts';
import { isSilentSource } from '../../panels/top-bar/silent-sources.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import styles from './admin.module.css';

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export function SourcesTable() {
  const { t, ago, language } = useWording();
  const now = useCityNow();
  const { data, error } = useSources();
  const number = new Intl.NumberFormat(language);
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
                  <td>
                    <span className={styles.state} data-state={source.state}>
                      {t(`sourceState.${source.state}`)}
                    </span>
                    {source.detail && <span className={styles.detail}>{source.detail}</span>}
                  </td>
                  <td>
                    {Object.entries(source.read)
                      .filter(([, count]) => count > 0)
                      .map(([what, count]) => `${number.format(count)} ${what}`)
                      .join(' · ')}
                  </td>
                  <td className={styles.number}>{number.format(source.stored)}</td>
                  <td className={styles.number}>{number.format(source.duplicates)}</td>
                  <td className={styles.number}>{number.format(total(source.rejected))}</td>
                  <td>{source.lastMessageAt ? ago(now - Date.parse(source.lastMessageAt)) : t('admin.never')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
