import { lazy, Suspense } from 'react';
import { useAppState } from '../../app/app-store.ts';
import { ConnectionBanner } from '../../app/connection-banner.tsx';
import { HelpOverlay } from '../../app/help-overlay.tsx';
import { useConsoleKeys } from '../../app/keyboard.ts';
import { Palette } from '../../app/palette/palette.tsx';
import { changeView, useView } from '../../app/url-state.ts';
import { PANES } from '../../app/view-link.ts';
import { useWording } from '../../app/wording.ts';
import { Conductor } from '../../panels/conductor/conductor.tsx';
import { Inspector } from '../../panels/inspector/inspector.tsx';
import { QueuePanel } from '../../panels/queue/queue-panel.tsx';
import { useQueue } from '../../panels/queue/use-queue.ts';
import { TopBar } from '../../panels/top-bar/top-bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './console.module.css';

const MapPane = lazy(() => import('../../map/map-pane.tsx').then(({ MapPane }) => ({ default: MapPane })));

/** 值班台: what waits for the officer, where it is, what it rests on, and when it happened. */
export function Console() {
  const { t } = useWording();
  const { palette, help, openPalette } = useAppState();
  const pane = useView((view) => view.pane);
  return (
    <div className={styles.console} data-pane={pane}>
      <a className={styles.skip} href="#queue">
        {t('top.skip')}
      </a>
      <div className={styles.top}>
        <TopBar onSearch={openPalette} />
      </div>
      <div className={styles.queue}>
        <Desk />
      </div>
      <main className={styles.map}>
        <Suspense fallback={<p className={styles.opening}>{t('map.loading')}</p>}>
          <MapPane />
        </Suspense>
      </main>
      <div className={styles.inspector}>
        <Inspector />
      </div>
      <div className={styles.conductor}>
        <Conductor />
      </div>
      <PaneTabs />
      <ConnectionBanner />
      {palette && <Palette />}
      {help && <HelpOverlay />}
    </div>
  );
}

/** The queue and the keys that walk it: what follows every change, so that the rest of the console need not. */
function Desk() {
  const queue = useQueue();
  useConsoleKeys(queue);
  return <QueuePanel queue={queue} />;
}

const ICONS = { queue: 'list', map: 'map', inspector: 'detail' } as const;

/** On a phone one part fills the screen; these switch between them. */
function PaneTabs() {
  const { t } = useWording();
  const chosen = useView((view) => view.pane);
  return (
    <nav className={styles.panes}>
      {PANES.map((pane) => (
        <button key={pane} type="button" aria-current={pane === chosen} onClick={() => changeView({ pane })}>
          <Icon name={ICONS[pane]} size={20} />
          {t(`mobile.${pane}`)}
        </button>
      ))}
    </nav>
  );
}
