/** How a moving thing is drawn: a value of {@link FleetPicture.hull}. */
export const HULL = { underway: 0, still: 1, silent: 2, headless: 3, fixed: 4, vehicle: 5 } as const;

/** What a thing is drawn as: a hull that shows how it moves, a mark that stays, a small box on wheels. */
export type Form = 'hull' | 'mark' | 'vehicle';

/**
 * After this a position is drawn as old: twice the longest reporting interval of a station that moves or lies at anchor, 3 minutes
 * (ITU-R M.1371-5 annex 1 table 1).
 */
export const SILENT_MS = 6 * 60_000;

/** One moment of the fleet in view, ready for the graphics card: columns of equal length, and one row per wake segment. */
export interface FleetPicture {
  readonly count: number;
  readonly number: Uint32Array<ArrayBuffer>;
  /** `lon, lat` pairs, degrees. */
  readonly lonLat: Float64Array<ArrayBuffer>;
  /** Where each will be when its speed vector ends; the position itself for what lies still. */
  readonly vectorEnd: Float64Array<ArrayBuffer>;
  /** Event time of the position, epoch ms. */
  readonly time: Float64Array<ArrayBuffer>;
  readonly speedKn: Float32Array<ArrayBuffer>;
  readonly courseDeg: Float32Array<ArrayBuffer>;
  /** Degrees counter-clockwise from north, as deck.gl turns icons. */
  readonly angle: Float32Array<ArrayBuffer>;
  /** Length of the drawn hull, pixels. */
  readonly size: Float32Array<ArrayBuffer>;
  readonly hull: Uint8Array<ArrayBuffer>;
  /** Navigational status, ITU-R M.1371-5 table 47; 15 is not known. */
  readonly status: Uint8Array<ArrayBuffer>;
  /** 0 good, 1 suspect, 2 bad. */
  readonly quality: Uint8Array<ArrayBuffer>;
  readonly segments: number;
  readonly wakeStart: Float64Array<ArrayBuffer>;
  readonly wakeEnd: Float64Array<ArrayBuffer>;
  /** Red, green, blue, opacity of each segment: one grey that fades with age. */
  readonly wakeColor: Uint8Array<ArrayBuffer>;
}

export function packPicture(count: number, segments: number): FleetPicture {
  return {
    count,
    number: new Uint32Array(count),
    lonLat: new Float64Array(count * 2),
    vectorEnd: new Float64Array(count * 2),
    time: new Float64Array(count),
    speedKn: new Float32Array(count),
    courseDeg: new Float32Array(count),
    angle: new Float32Array(count),
    size: new Float32Array(count),
    hull: new Uint8Array(count),
    status: new Uint8Array(count),
    quality: new Uint8Array(count),
    segments,
    wakeStart: new Float64Array(segments * 2),
    wakeEnd: new Float64Array(segments * 2),
    wakeColor: new Uint8Array(segments * 4),
  };
}

/** The buffers to hand over instead of copying when a picture leaves the worker. */
export const buffersOf = (picture: FleetPicture): ArrayBuffer[] =>
  Object.values(picture).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
