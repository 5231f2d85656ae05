import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { FleetPicture } from './fleet-picture.ts';

export interface FleetState {
  readonly picture: FleetPicture | undefined;
  /** Why the last frame could not be drawn. */
  readonly fault: string | undefined;
}

export type FleetStore = UseBoundStore<StoreApi<FleetState>>;
export const createFleetStore = (): FleetStore => create<FleetState>(() => ({ picture: undefined, fault: undefined }));

/** The city's own moving things. */
export const useFleet = createFleetStore();

/** The row of a numbered thing in the picture, or -1 when it is not in view. */
export const rowOf = (picture: FleetPicture | undefined, number: number | undefined): number =>
  picture === undefined || number === undefined ? -1 : picture.number.indexOf(number);
