import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { WaveKind } from './trouble-phrases.ts';

/** Many people who complain of one cause that none of them names. */
export interface ComplaintWave {
  readonly kind: WaveKind;
  readonly atH: number;
  readonly toH: number;
  /** The source: a place, or an asset of the city by id (enterprise, utility node); else where the seed finds people. */
  readonly at?: LonLat;
  readonly asset?: string;
  /** How far it is smelt or seen, metres. Default 450. */
  readonly radiusM?: number;
  /** How many complain in all. Default 40. */
  readonly reports?: number;
  readonly cause?: string;
}

export interface CitizensScript {
  /** Everyday reports in 24 h. Default 600. */
  readonly perDay?: number;
  readonly waves?: readonly ComplaintWave[];
}
