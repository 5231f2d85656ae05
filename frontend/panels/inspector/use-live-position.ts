import { rowOf, useFleet } from '../../feed/fleet-store.ts';
import { useLive } from '../../feed/live-store.ts';
import type { ThingView } from '../../feed/model.ts';

export interface LivePosition {
  readonly position: readonly [number, number] | undefined;
  /** Event time, epoch ms. */
  readonly time: number | undefined;
  readonly speedKn: number | undefined;
  readonly courseDeg: number | undefined;
  /** Navigational status, 0–14; absent when not said. */
  readonly status: number | undefined;
  readonly suspect: boolean;
}

const known = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

/** The newest that is known of where a thing is: from the moving picture when it is in view, else from the register. */
export function useLivePosition(id: string, thing: ThingView | undefined): LivePosition {
  const number = useLive((state) => state.numbers.get(id));
  const picture = useFleet((state) => state.picture);
  const row = rowOf(picture, number);
  if (picture === undefined || row < 0)
    return {
      position: thing?.position,
      time: thing?.lastSeenAt === undefined ? undefined : Date.parse(thing.lastSeenAt),
      speedKn: thing?.speedKn,
      courseDeg: thing?.courseDeg,
      status: undefined,
      suspect: false,
    };
  return {
    position: [picture.lonLat[row * 2]!, picture.lonLat[row * 2 + 1]!],
    time: picture.time[row],
    speedKn: known(picture.speedKn[row]),
    courseDeg: known(picture.courseDeg[row]),
    status: picture.status[row]! < 15 ? picture.status[row] : undefined,
    suspect: picture.quality[row]! > 0,
  };
}
