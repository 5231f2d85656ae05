import { useWording } from '../../../app/wording.ts';
import { Sheet } from '../../../ui/modal.tsx';
import { openAside, useQueueState } from '../queue-store.ts';
import type { Queue } from '../use-queue.ts';
import styles from './aside.module.css';
import { ShelvedList } from './shelved-list.tsx';
import { SuppressedList } from './suppressed-list.tsx';

/** What holds and is not in the queue: who decided so, why, until when, and the way back. */
export function Aside({ queue: { suppressed, shelved } }: { queue: Queue }) {
  const { t } = useWording();
  const tab = useQueueState((state) => state.aside);
  if (tab === undefined) return null;
  return (
    <Sheet title={t('alarms.aside.title')} onClose={() => openAside(undefined)} wide>
      <div className={styles.tabs} role="tablist">
        <button type="button" role="tab" aria-selected={tab === 'suppressed'} onClick={() => openAside('suppressed')}>
          {t('alarms.aside.suppressed', { n: suppressed.length })}
        </button>
        <button type="button" role="tab" aria-selected={tab === 'shelved'} onClick={() => openAside('shelved')}>
          {t('queue.shelved', { n: shelved.length })}
        </button>
      </div>
      {tab === 'suppressed' ? <SuppressedList alerts={suppressed} /> : <ShelvedList incidents={shelved} />}
    </Sheet>
  );
}
