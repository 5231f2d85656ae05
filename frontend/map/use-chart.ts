import { type RefObject, useEffect, useState } from 'react';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import { type BoundingBox, boundsOf } from '../../geodata/model/geometry.ts';
import { useAppState } from '../app/app-store.ts';
import { currentLanguage } from '../app/i18n.ts';
import { changeView, select, useView } from '../app/url-state.ts';
import { useFeed } from '../feed/feed.ts';
import { useCameraOrder } from './camera.ts';
import { Chart } from './chart.ts';
import { usePointer } from './pointer-store.ts';

/** What an officer watches: the basin, the terminal, the bathing beach and the anchorages before it. The fairway leads on to sea. */
const HOME = ['lingang-basin', 'lng-terminal', 'baisha-bathing', 'dongchong-anchorage', 'anchorage-2'];

const homeBounds = (): BoundingBox =>
  boundsOf([harbourZones.filter(({ id }) => HOME.includes(id)).flatMap(({ rings }) => rings[0] ?? [])]);

/** What lies over the chart's edges, pixels: graticule labels, the layers panel, scale, controls. */
const homePadding = () => ({ top: 44, right: 64, bottom: 56, left: useAppState.getState().layers ? 236 : 32 });

export type ChartState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly chart: Chart }
  | { readonly kind: 'failed' };

/** Opens the chart in `container` and keeps it with the console: camera to the link, view to the server, orders to the camera. */
export function useChart(container: RefObject<HTMLElement | null>, onMove: () => void): ChartState {
  const feed = useFeed();
  const [state, setState] = useState<ChartState>({ kind: 'opening' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chart is opened once; its language and camera are then changed, not reopened
  useEffect(() => {
    if (!container.current) return;
    let chart: Chart;
    try {
      chart = new Chart({
        container: container.current,
        camera: useView.getState().camera,
        home: homeBounds(),
        homePadding: homePadding(),
        language: currentLanguage(),
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        onCamera: (camera) => changeView({ camera }),
        onView: (view) => feed.client.look(view),
        onMove,
        onPointer: (position) => usePointer.setState({ position }),
        onEmpty: () => {
          if (useView.getState().selection?.kind === 'thing') select(undefined);
        },
        onReady: () => setState({ kind: 'ready', chart }),
      });
    } catch {
      setState({ kind: 'failed' });
      return;
    }
    const unsubscribe = useCameraOrder.subscribe(({ order }) => order && chart.go(order));
    return () => {
      unsubscribe();
      chart.remove();
      feed.useFleet.setState({ fault: undefined });
      setState({ kind: 'opening' });
    };
  }, []);
  return state;
}
