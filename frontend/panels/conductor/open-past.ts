import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useView } from '../../app/url-state.ts';
import { parseView } from '../../app/view-link.ts';
import { cityNow } from '../../clock/city-clock.ts';
import { createReplay, keepReplay } from '../../feed/replays.ts';
import { toast } from '../../ui/toasts.tsx';
import { explain } from '../inspector/act.ts';

const MINUTE = 60_000;
/** Ours: how it came to the moment, and how it went on; a short stretch opens soon. */
const BEFORE_MS = 20 * MINUTE;
const AFTER_MS = 60 * MINUTE;

/** Opens a moment of the city's own past as a replay, so that the past is never shown as if it were now. */
export function useOpenPast() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (time: number) =>
      createReplay({
        kind: 'history',
        from: new Date(time - BEFORE_MS).toISOString(),
        to: new Date(Math.min(cityNow(), time + AFTER_MS)).toISOString(),
      }),
    onSuccess: (replay, time) => {
      keepReplay(client, replay);
      const { camera } = useView.getState();
      const language = new URLSearchParams(location.search).get('lang');
      const query = new URLSearchParams({ a: replay.id, t: new Date(time).toISOString() });
      if (language) query.set('lang', language);
      if (camera) query.set('at', [camera.lat.toFixed(5), camera.lon.toFixed(5), camera.zoom.toFixed(2)].join());
      history.pushState(null, '', `/replay?${query}`);
      useView.setState(parseView(location.pathname, location.search));
    },
    onError: (error) => toast('failed', explain(error)),
  });
}
