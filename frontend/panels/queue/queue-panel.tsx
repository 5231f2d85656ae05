import { changeView, select, useView } from '../../app/url-state.ts';
import { useWording } from '../../app/wording.ts';
import { minuteTime } from '../../clock/city-time.ts';
import { useLive } from '../../feed/live-store.ts';
import type { IncidentView } from '../../feed/model.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { Aside } from './aside/aside.tsx';
import { FamilyChips } from './family-chips.tsx';
import { FloodBanner, FloodWord } from './flood-banner.tsx';
import styles from './queue.module.css';
import { QueueList } from './queue-list.tsx';
import { openAside, showWaiting } from './queue-store.ts';
import type { Queue } from './use-queue.ts';

export const FILTER_ID = 'queue-filter';

export function QueuePanel({ queue }: { queue: Queue }) {
  const { t } = useWording();
  const known = useLive((state) => state.known);
  const selection = useView((view) => view.selection);
  return (
    <section className={styles.panel} aria-label={t('queue.heading')} id="queue" tabIndex={-1}>
      <header className={styles.header}>
        <h2>{t('queue.heading')}</h2>
        <FloodWord otherwise={t('queue.scope')} />
        <Kbd>J</Kbd>
        <Kbd>K</Kbd>
      </header>
      <FamilyChips />
      <Filter />
      <FloodBanner />
      {queue.waiting.length > 0 && <WaitingBar waiting={queue.waiting} />}
      {queue.order.length > 0 ? (
        <QueueList
          queue={queue}
          selectedId={selection?.kind === 'incident' ? selection.id : undefined}
          onOpen={openIncident}
        />
      ) : (
        <div className={styles.scroller}>
          {known ? <EmptyQueue open={queue.open} /> : <Skeleton lines={12} label={t('city.unknown')} />}
        </div>
      )}
      <Footer queue={queue} />
      <Aside queue={queue} />
    </section>
  );
}

function openIncident(id: string): void {
  select({ kind: 'incident', id });
  changeView({ pane: 'inspector' });
}

function Filter() {
  const { t } = useWording();
  const text = useView((view) => view.text);
  return (
    <div className={styles.filter}>
      <Icon name="search" size={14} />
      <input
        id={FILTER_ID}
        type="search"
        value={text}
        placeholder={t('queue.filter')}
        aria-label={t('queue.filterLabel')}
        aria-keyshortcuts="/"
        onChange={(event) => changeView({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') changeView({ text: '' });
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <Kbd>/</Kbd>
    </div>
  );
}

function WaitingBar({ waiting }: { waiting: readonly IncidentView[] }) {
  const { t } = useWording();
  const worst = Math.min(...waiting.map(({ grade }) => grade)) as IncidentView['grade'];
  const since = Math.min(...waiting.map(({ detectedAt }) => Date.parse(detectedAt)));
  return (
    <button type="button" className={styles.waiting} onClick={() => showWaiting(waiting.map(({ id }) => id))}>
      <Icon name="up" size={14} />
      <b>{t('queue.new', { n: waiting.length })}</b>
      <span className={styles.waitingFacts}>
        {t('queue.newWorst', { grade: t(`grade.g${worst}`), time: minuteTime(since) })}
      </span>
      <Kbd>N</Kbd>
    </button>
  );
}

function EmptyQueue({ open }: { open: number }) {
  const { t } = useWording();
  const heard = useLive((state) => state.pulse?.dataAt !== undefined);
  if (open > 0)
    return (
      <Notice title={t('queue.noMatch')} hint={t('queue.noMatchHint', { n: open })}>
        <button type="button" className={styles.clear} onClick={() => changeView({ family: undefined, text: '' })}>
          {t('queue.clear')}
        </button>
      </Notice>
    );
  return <Notice title={t('queue.empty')} hint={heard ? t('queue.emptyHint') : t('queue.emptyQuiet')} />;
}

/** What is not in the list and where it is. */
function Footer({ queue: { suppressed, shelved, shown, open } }: { queue: Queue }) {
  const { t } = useWording();
  const returns = shelved.flatMap(({ shelvedUntil }) => (shelvedUntil ? [Date.parse(shelvedUntil)] : []));
  const first = returns.length > 0 ? t('queue.shelvedUntil', { time: minuteTime(Math.min(...returns)) }) : undefined;
  return (
    <footer className={styles.footer}>
      <span>
        {suppressed.length > 0 && (
          <>
            <button type="button" onClick={() => openAside('suppressed')} aria-haspopup="dialog">
              {t('alarms.aside.suppressed', { n: suppressed.length })}
            </button>
            {' · '}
          </>
        )}
        {shelved.length > 0 ? (
          <button type="button" onClick={() => openAside('shelved')} aria-haspopup="dialog" title={first}>
            {t('queue.shelved', { n: shelved.length })}
            {suppressed.length === 0 && first && ` · ${first}`}
          </button>
        ) : (
          t('queue.noShelved')
        )}
      </span>
      <span>{t('queue.shown', { shown, all: open })}</span>
    </footer>
  );
}
