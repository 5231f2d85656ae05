import 'maplibre-gl/dist/maplibre-gl.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAppState } from '../app/app-store.ts';
import { useWording } from '../app/wording.ts';
import { type CityView, useCity } from '../feed/city.ts';
import { useFeed } from '../feed/feed.ts';
import { Notice } from '../ui/notice.tsx';
import type { Chart } from './chart.ts';
import { ChartContent } from './chart-content.tsx';
import { ChartFoot } from './chart-foot.tsx';
import { HoverTip } from './hover-tip.tsx';
import { LayersPanel } from './layers-panel.tsx';
import styles from './map.module.css';
import { MapControls } from './map-controls.tsx';
import { Marks } from './marks/marks.tsx';
import { Reports } from './reports/reports.tsx';
import { useChart } from './use-chart.ts';
import { WeatherBox } from './weather/weather-box.tsx';

interface MapPaneProps {
  /** Told of the chart once it is open, by surfaces that lead several charts; returns what undoes it. */
  readonly onChart?: (chart: Chart) => () => void;
  /** Without the layers panel, the controls and the foot: beside another chart that has them. */
  readonly plain?: boolean;
}

/** The chart with everything on it, of the feed around. */
export function MapPane(props: MapPaneProps) {
  const { t } = useWording();
  const { data: city, isError } = useCity();
  if (city) return <OpenPane city={city} {...props} />;
  return (
    <div className={styles.pane}>
      {isError ? (
        <Notice tone="alert" title={t('map.noCity')} hint={t('map.noCityHint')} />
      ) : (
        <p className={styles.opening}>{t('map.loading')}</p>
      )}
    </div>
  );
}

function OpenPane({ city, onChart, plain = false }: MapPaneProps & { readonly city: CityView }) {
  const { t } = useWording();
  const { useFleet } = useFeed();
  const container = useRef<HTMLDivElement>(null);
  const follow = useRef<() => void>(() => {});
  const [moves, setMoves] = useState(0);
  const onMove = useCallback(() => {
    follow.current();
    setMoves((count) => count + 1);
  }, []);
  const state = useChart(container, city, onMove);
  const chart = state.kind === 'ready' ? state.chart : undefined;
  useEffect(() => (chart && onChart ? onChart(chart) : undefined), [chart, onChart]);
  const layersOpen = useAppState((app) => app.layers);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel covers other parts of the chart once it opens or closes
  useEffect(() => chart?.clearLabels(), [chart, layersOpen]);
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
          <Reports chart={state.chart} />
          <Marks chart={state.chart} onFollow={onFollow} />
          <HoverTip chart={state.chart} />
          {!plain && <WeatherBox chart={state.chart} moves={moves} />}
          {!plain && <ChartFoot chart={state.chart} moves={moves} city={city} />}
          {!plain && <MapControls />}
        </>
      )}
      {layersOpen && !plain && <LayersPanel />}
      {fault && (
        <p className={styles.fault} role="alert">
          {t('map.fault', { detail: fault })}
        </p>
      )}
    </div>
  );
}
