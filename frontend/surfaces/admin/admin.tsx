import { navigate } from '../../app/navigate.ts';
import { useWording } from '../../app/wording.ts';
import { BrandMark } from '../../ui/icon.tsx';
import styles from './admin.module.css';
import { BacktestSection } from './backtest/backtest-section.tsx';
import { QuarantineTable } from './quarantine-table.tsx';
import { SourcesTable } from './sources-table.tsx';

/** For whoever connects the city's sources: how each one is, and what could not be read. */
export function Admin() {
  const { t } = useWording();
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <BrandMark />
        <h1>{t('admin.heading')}</h1>
        <button type="button" onClick={() => navigate('/')}>
          {t('admin.back')}
        </button>
      </header>
      <SourcesTable />
      <QuarantineTable />
      <BacktestSection />
    </main>
  );
}
