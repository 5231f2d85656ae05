import { type RefObject, useEffect, useState } from 'react';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { useAppState } from '../app/app-store.ts';
import { currentLanguage } from '../app/i18n.ts';
import { changeView, select, useView } from '../app/url-state.ts';
import { type CityView, cityLayerUrl } from '../feed/city.ts';
import { useFeed } from '../feed/feed.ts';
import { useCameraOrder } from './camera.ts';
import { Chart } from './chart.ts';
import type { Covered } from './label-blockers.ts';
import { useHover, usePointer } from './pointer-store.ts';

/** How much of a large city its map opens on, degrees of latitude around its centre: ours, a bay and the town behind it. */
const HOME_LAT = 0.062;
const HOME_LON = 0.1;

/** A small city is shown whole. */
function homeBounds({ bounds: [west, south, east, north], centre: [lon, lat] }: CityView): BoundingBox {
  return [
    Math.max(west, lon - HOME_LON),
    Math.max(south, lat - HOME_LAT),
    Math.min(east, lon + HOME_LON),
    Math.min(north, lat + HOME_LAT),
  ];
}

/** What lies over the chart's edges, pixels: graticule labels, the layers panel, scale, controls. */
const homePadding = () => ({ top: 44, right: 64, bottom: 56, left: useAppState.getState().layers ? 236 : 32 });

/** What lies over the chart: its siblings and their children that say so. */
function coveredBy(container: HTMLElement | null): readonly Covered[] {
  const frame = container?.getBoundingClientRect();
  if (!frame) return [];
  return [...(container?.parentElement?.querySelectorAll('[data-covers]') ?? [])].map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left - frame.left, y: top - frame.top, width, height };
  });
}

export type ChartState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly chart: Chart }
  | { readonly kind: 'failed' };

/** Opens the chart in `container` and keeps it with the console: camera to the link, view to the server, orders to the camera. */
export function useChart(container: RefObject<HTMLElement | null>, city: CityView, onMove: () => void): ChartState {
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
        home: homeBounds(city),
        layerUrl: cityLayerUrl,
        homePadding: homePadding(),
        baseMaps: city.baseMaps,
        language: currentLanguage(),
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        onCamera: (camera) => changeView({ camera }),
        onView: (view) => feed.client.look(view),
        onMove,
        onPointer: (position) => usePointer.setState({ position }),
        onEmpty: () => {
          if (useView.getState().selection?.kind === 'thing') select(undefined);
        },
        onMark: ({ properties }) => {
          const thing = properties.thing ?? (properties.headingDeg === undefined ? undefined : properties.id);
          if (typeof thing === 'string') select({ kind: 'thing', id: thing });
        },
        onHover: (mark) => useHover.setState({ mark, on: container.current }),
        covered: () => coveredBy(container.current),
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
      useHover.setState({ mark: undefined });
      feed.useFleet.setState({ fault: undefined });
      setState({ kind: 'opening' });
    };
  }, []);
  return state;
}
