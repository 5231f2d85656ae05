import { create } from 'zustand';
import { type BoundingBox, boundsOf, type LonLat } from '../../geodata/model/geometry.ts';

/** Where the map is asked to go. The map, once it is loaded, takes the newest order; each order is a new object. */
export type CameraOrder =
  | { readonly kind: 'fly'; readonly position: LonLat; readonly zoom?: number }
  | { readonly kind: 'fit'; readonly bounds: BoundingBox }
  | { readonly kind: 'zoom'; readonly by: number }
  | { readonly kind: 'north' };

export const useCameraOrder = create<{ readonly order: CameraOrder | undefined }>(() => ({ order: undefined }));

export const orderCamera = (order: CameraOrder): void => useCameraOrder.setState({ order });
export const flyTo = (position: LonLat): void => orderCamera({ kind: 'fly', position });
export const fitTo = (positions: readonly LonLat[]): void => {
  if (positions.length > 0) orderCamera({ kind: 'fit', bounds: boundsOf([positions]) });
};
