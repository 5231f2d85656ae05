/** What the sea is like on a day. Times are hours behind the beginning of the day. Absent: an ordinary day. */
export type SeaScript =
  /** Traffic, and nobody does anything wrong on purpose. */
  | { readonly kind: 'quiet' }
  /** Traffic, and the little that goes wrong on any day. */
  | { readonly kind: 'ordinary' }
  /** Something of every kind goes wrong in every few hours. */
  | { readonly kind: 'eventful' }
  /** Everybody who owns a boat is out with it. */
  | { readonly kind: 'holiday'; readonly yachts: number; readonly speedboats: number }
  | NightScript
  | StormScript;

/** Leisure boats sail through the night, some without a transponder, some too fast, one where gas carriers lie. */
export interface NightScript {
  readonly kind: 'night_boats';
  readonly yachts: number;
  /** When the first leaves and the last one, hours. */
  readonly fromH: number;
  readonly toH: number;
}

export interface StormScript {
  readonly kind: 'storm';
  /** Ships leave the outer roads and fishing boats their grounds for shelter; ferries stop. */
  readonly shelterAtH: number;
  /** No more movements in the fairway. */
  readonly portClosesAtH: number;
  /** Anchors begin to drag. */
  readonly galeAtH: number;
  /** When the worst is over. */
  readonly easesAtH: number;
  /** Where it blows to then, degrees. */
  readonly downwindDeg: number;
  /** What conditions of the storm are tied by, as the weather names it. */
  readonly cause: string;
}
