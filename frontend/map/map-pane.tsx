import 'maplibre-gl/dist/maplibre-gl.css';
import { useCallback, useRef, useState } from 'react';
import { useAppState } from '../app/app-store.ts';
import { useWording } from '../app/wording.ts';
import { useFleet } from '../feed/fleet-store.ts';
import { Notice } from '../ui/notice.tsx';
import { ChartContent } from './chart-content.tsx';
import { ChartFoot } from './chart-foot.tsx';
import { LayersPanel } from './layers-panel.tsx';
import styles from './map.module.css';
import { MapControls } from './map-controls.tsx';
import { Marks } from './marks/marks.tsx';
import { useChart } from './use-chart.ts';

/** The chart with everything on it. */
export function MapPane() {
  const { t } = useWording();
  const container = useRef<HTMLDivElement>(null);
  const follow = useRef<() => void>(() => {});
  const [moves, setMoves] = useState(0);
  const onMove = useCallback(() => {
    follow.current();
    setMoves((count) => count + 1);
  }, []);
  const state = useChart(container, onMove);
  const layersOpen = useAppState((app) => app.layers);
  const fault = useFleet((fleet) => fleet.fault);
  const onFollow = useCallback((place: () => void) => {
    follow.current = place;
  }, []);
  return (
    <div className={styles.pane}>
      <div ref={container} className={styles.chart} role="application" aria-label={t('map.label')} />
      {state.kind === 'opening' && <p className={styles.opening}>{t('map.loading')}</p>}
      {state.kind === 'failed' && <Notice tone="alert" title={t('map.failed')} hint={t('map.failedHint')} />}
      {state.kind === 'ready' && (
        <>
          <ChartContent chart={state.chart} />
          <Marks chart={state.chart} onFollow={onFollow} />
          <ChartFoot chart={state.chart} moves={moves} />
          <MapControls />
        </>
      )}
      {layersOpen && <LayersPanel />}
      {fault && (
        <p className={styles.fault} role="alert">
          {t('map.fault', { detail: fault })}
        </p>
      )}
    </div>
  );
}
