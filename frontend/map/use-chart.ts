import { type RefObject, useEffect, useState } from 'react';
import { harbourZones } from '../../geodata/city/harbour/harbour-zones.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { currentLanguage } from '../app/i18n.ts';
import { changeView, select, useView } from '../app/url-state.ts';
import { useFleet } from '../feed/fleet-store.ts';
import { liveClient } from '../feed/live-client.ts';
import { useCameraOrder } from './camera.ts';
import { Chart } from './chart.ts';
import { usePointer } from './pointer-store.ts';

/** The waters of the harbour, a little tighter than its limits: where the traffic is. */
function homeBounds(): BoundingBox {
  const limits = harbourZones.find(({ kind }) => kind === 'harbour')?.bounds ?? ([-180, -60, 180, 60] as const);
  const [west, south, east, north] = limits;
  return [west + (east - west) * 0.06, south + (north - south) * 0.3, east - (east - west) * 0.25, north];
}

export type ChartState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly chart: Chart }
  | { readonly kind: 'failed' };

/** Opens the chart in `container` and keeps it with the console: camera to the link, view to the server, orders to the camera. */
export function useChart(container: RefObject<HTMLElement | null>, onMove: () => void): ChartState {
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
        language: currentLanguage(),
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        onCamera: (camera) => changeView({ camera }),
        onView: (view) => liveClient.look(view),
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
      useFleet.setState({ fault: undefined });
      setState({ kind: 'opening' });
    };
  }, []);
  return state;
}
