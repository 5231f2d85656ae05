/** What goes wrong below ground. Whatever is not said is chosen by the part, from the city and the seed. */
export type UndergroundTrouble =
  | {
      /** The face meets a cave that nobody knew: ground and water run in, and the face loses its pressure. */
      readonly kind: 'karst_void';
      readonly atH: number;
      readonly shield?: string;
      /** Ground lost in the end when nobody stops the machine, m3. */
      readonly lostM3?: number;
      readonly inflowM3s?: number;
      /** The crew stops by itself after so long. */
      readonly stopsAfterH?: number;
      readonly cause?: string;
    }
  | {
      /** More ground comes out than the rings take up. */
      readonly kind: 'over_excavation';
      readonly atH: number;
      readonly shield?: string;
      readonly lostM3?: number;
      readonly stopsAfterH?: number;
      readonly cause?: string;
    }
  | {
      /** A retaining wall lets water and sand through. */
      readonly kind: 'wall_leak';
      readonly atH: number;
      readonly pit?: string;
      readonly lostM3?: number;
      readonly inflowM3s?: number;
      /** Sealed after so long. */
      readonly sealedAfterH?: number;
      readonly cause?: string;
    };

export interface UndergroundScript {
  readonly troubles: readonly UndergroundTrouble[];
}
