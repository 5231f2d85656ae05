import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { View } from './protocol.ts';

/** What a client gets positions of: its view and a margin. Equal keys mean equal bounds, so that clients can share one frame. */
export interface ViewArea {
  readonly key: string;
  readonly bounds: BoundingBox;
}

const HIGHEST_ZOOM = 24;

/**
 * Widens a view by half a cell and on to whole cells, a cell being a quarter of a 512-pixel map tile at that zoom (128 pixels; ours). Views that differ
 * by less share their frames, a small pan shows nothing empty, and a thing that leaves is last seen outside of the screen.
 */
export function viewArea({ bounds: [west, south, east, north], zoom }: View): ViewArea {
  const cell = 360 / 2 ** (Math.min(HIGHEST_ZOOM, Math.max(0, Math.floor(zoom))) + 2);
  const down = (degrees: number) => Math.floor(degrees / cell - 0.5) * cell;
  const up = (degrees: number) => Math.ceil(degrees / cell + 0.5) * cell;
  const width = up(west <= east ? east : east + 360) - down(west);
  const bounds: BoundingBox =
    width >= 360
      ? [-180, down(south), 180, up(north)]
      : [wrap(down(west)), down(south), wrap(down(west) + width), up(north)];
  return { key: bounds.join(), bounds };
}

const wrap = (lon: number): number => (lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon);
