import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Growth } from './fire-growth.ts';

/** What burns or leaks. Whatever is not said is chosen by the part, from the city and the seed. */
export type Hazard =
  | {
      /** An excavator, or rust, opens a gas main. */
      readonly kind: 'gas_leak';
      readonly atH: number;
      readonly main?: string;
      readonly holeMm?: number;
      /** The gas company shuts it by itself after so long. */
      readonly shutAfterH?: number;
      /** The cloud finds a spark so long after the break, and burns until the main is shut. */
      readonly ignitesAfterH?: number;
      readonly cause?: string;
    }
  | {
      readonly kind: 'fire';
      readonly atH: number;
      /** Where; else at `enterprise`, else at one that the seed picks. */
      readonly at?: LonLat;
      readonly enterprise?: string;
      readonly growth?: Growth;
      readonly peakMW?: number;
      readonly fuelGJ?: number;
      /** Smoulders so long before flames show. */
      readonly smouldersH?: number;
      /** Water is on it so long after the first flames. */
      readonly foughtAfterH?: number;
      readonly cause?: string;
    };

export interface HazardsScript {
  readonly hazards: readonly Hazard[];
}
