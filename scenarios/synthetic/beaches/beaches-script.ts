/** What is special on the beaches of a day. Times are hours behind the beginning of the day; beaches are named by id. Absent: an ordinary day of its calendar. */
export interface BeachesScript {
  /** How many are there at the busiest hour of a fine day, by beach; absent: by capacity and calendar. */
  readonly busiest?: Readonly<Record<string, number>>;
  /** Beaches to which people come because of the waves: rain and wind keep nobody away. */
  readonly waveWatching?: readonly string[];
  readonly closings?: readonly BeachClosing[];
  /** How many times more tents than on an ordinary day of its calendar; below 1, fewer people after hours too. */
  readonly camping?: number;
  /** Children who wander off into closed water. */
  readonly strays?: readonly {
    readonly beach: string;
    readonly atH: number;
    readonly minutes: number;
    readonly people: number;
  }[];
}

export interface BeachClosing {
  readonly beach: string;
  readonly atH: number;
  /** Loudspeaker calls after the closing, minutes behind it. */
  readonly callsAfterMin?: readonly number[];
  /** When staff walk the beach and lead the last away, minutes behind the closing. */
  readonly sweepAfterMin?: number;
}
