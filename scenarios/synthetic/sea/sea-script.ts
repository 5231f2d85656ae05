/** What the sea is like on a day. Times are hours behind the beginning of the day. Absent: an ordinary day. */
export type SeaScript =
  | { readonly kind: 'ordinary' }
  /** Everybody keeps to the rules: nothing happens that an officer would want to know. */
  | { readonly kind: 'quiet' }
  /** Everybody who owns a boat is out with it. */
  | { readonly kind: 'holiday'; readonly yachts: number; readonly speedboats: number }
  /** Leisure boats sail through the night, some without a transponder, some too fast, one where gas carriers lie. */
  | { readonly kind: 'night_boats'; readonly yachts: number; readonly speedboats: number }
  | StormScript;

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
  /** What conditions of the storm are tied by, as the weather names it. */
  readonly cause: string;
}
