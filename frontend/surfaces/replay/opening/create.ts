import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createReplay, keepReplay, type ReplaySource } from '../../../feed/replays.ts';
import { changeReplay } from '../replay-link.ts';

/** Makes a session of a source and opens it. */
export function useCreateReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: ReplaySource) => createReplay(source),
    onSuccess: (replay) => {
      keepReplay(client, replay);
      changeReplay(
        { a: replay.id, b: undefined, time: undefined, window: undefined, series: undefined, picked: undefined },
        true,
      );
    },
  });
}

/** Opens a session that is there. */
export const openReplay = (id: string): void =>
  changeReplay({ a: id, b: undefined, time: undefined, window: undefined, series: undefined, picked: undefined }, true);
