import type { FleetPicture, Form } from './fleet-picture.ts';
import type { FleetStore } from './fleet-store.ts';
import type { NumberedThing } from './live-store.ts';

export type FleetOrder =
  | {
      readonly kind: 'roster';
      readonly things: readonly { number: number; lengthM: number | undefined; form: Form }[];
    }
  | { readonly kind: 'frame'; readonly frame: ArrayBuffer }
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'trail'; readonly number: number; readonly points: Float64Array<ArrayBuffer> }
  | { readonly kind: 'reset' };

export type FleetReport =
  | { readonly kind: 'picture'; readonly picture: FleetPicture }
  | { readonly kind: 'fault'; readonly detail: string };

/** The main thread's side of the worker that keeps the fleet. */
export interface FleetPort {
  /** Takes the buffer over. */
  frame(frame: ArrayBuffer): void;
  roster(things: readonly NumberedThing[]): void;
  /** The city's time moved on: wakes fade, silent ones grey. */
  tick(now: number): void;
  /** Where a thing was before it came into view: `lon, lat, time` triples, oldest first. Takes the buffer over. */
  trail(number: number, points: Float64Array<ArrayBuffer>): void;
  /** Numbers mean other things from now on. */
  reset(): void;
  stop(): void;
}

const FORMS: Readonly<Record<string, Form>> = {
  base_station: 'mark',
  aid_to_navigation: 'mark',
  truck: 'vehicle',
  bus: 'vehicle',
  patrol_car: 'vehicle',
};

export function startFleet(useFleet: FleetStore): FleetPort {
  const worker = new Worker(new URL('./fleet.worker.ts', import.meta.url), { type: 'module' });
  const order = (message: FleetOrder, transfer: Transferable[] = []) => worker.postMessage(message, { transfer });
  worker.onmessage = ({ data }: MessageEvent<FleetReport>) => {
    if (data.kind === 'picture') useFleet.setState({ picture: data.picture, fault: undefined });
    else useFleet.setState({ fault: data.detail });
  };
  return {
    frame: (frame) => order({ kind: 'frame', frame }, [frame]),
    roster: (things) =>
      order({
        kind: 'roster',
        things: things.map(({ number, kind, attrs }) => ({
          number,
          lengthM: typeof attrs.lengthM === 'number' ? attrs.lengthM : undefined,
          form: FORMS[kind] ?? 'hull',
        })),
      }),
    tick: (now) => order({ kind: 'tick', now }),
    trail: (number, points) => order({ kind: 'trail', number, points }, [points.buffer]),
    reset: () => order({ kind: 'reset' }),
    stop: () => {
      worker.terminate();
      useFleet.setState({ picture: undefined, fault: undefined });
    },
  };
}
