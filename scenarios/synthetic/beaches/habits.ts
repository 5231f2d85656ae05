import type { Calendar } from '../world/world.ts';

/**
 * What people on beaches do. All numbers are ours unless a source is named: of the size that managers of managed and wild beaches tell, chosen so that a closing
 * looks like the published ones (most leave within a quarter of an hour, a few have to be led away).
 */

/** Share of the busiest hour's people by hour of a fine day. */
export const RHYTHM = [
  0, 0, 0, 0, 0, 0, 0.04, 0.1, 0.2, 0.38, 0.6, 0.68, 0.6, 0.64, 0.82, 0.97, 1, 0.88, 0.58, 0.3, 0.12, 0.02, 0, 0,
] as const;

/** Busiest hour as a share of capacity. */
export const BUSIEST: Readonly<Record<Calendar, { readonly managed: number; readonly wild: number }>> = {
  workday: { managed: 0.06, wild: 0.04 },
  weekend: { managed: 0.3, wild: 0.2 },
  holiday: { managed: 0.8, wild: 0.6 },
};

/** How long a visit lasts on average, and how fast a lack or a surplus of people is made up, minutes. */
export const STAY_MIN = 130;
export const FOLLOWS_MIN = 40;

/** Rain of so much keeps all but a third away, mm/h; wind from here to there empties the sand, m/s. */
export const RAIN_MM_PER_H = 6;
export const WIND_MPS = [9, 17] as const;

/** What a warning does by grade, I to IV: the share of those present who leave for it, and of the usual number who still want to come. */
export const ON_WARNING = { 1: [0.8, 0.02], 2: [0.5, 0.12], 3: [0.1, 0.6], 4: [0.02, 0.95] } as const;
/** Events that bathers heed. */
export const HEEDED: readonly string[] = ['台风', '大风', '雷电', '暴雨', '海浪', '风暴潮'];

/** On a closing so many do as they are told; they pack up within a time of this median and spread (log-normal), minutes, then walk to the nearest exit. */
export const COMPLIANCE = 0.8;
export const PACKING_MIN = { median: 13, sigma: 0.6 } as const;
/** Those who only heed a warning take longer. */
export const HEEDING_MIN = { median: 25, sigma: 0.7 } as const;
/** On soft sand, m/s; level ground would be 1.3 (Weidmann 1993, Transporttechnik der Fußgänger). */
export const WALK_MPS = 0.9;
/** Share of those who stayed that each further call moves, and of those left whom nothing moves each minute. */
export const MOVED_BY_CALL = 0.25;
export const GIVES_UP_PER_MIN = 1 / 180;
/** Of the usual number, those who come although it is closed, until it is swept. */
export const SLIPS_IN = 0.04;
/** The sweep takes so long, minutes; without a word in the script it begins so long after the closing. */
export const SWEEP_MIN = 28;
export const SWEEP_AFTER_MIN = 60;

/** Share of people in the water at 30 °C, in the middle of the day, and below what temperature nobody bathes, °C. */
export const BATHING = 0.3;
export const TOO_COLD_C = 19;
/** Share of the bathers of a managed beach who go where it is closed. */
export const IN_CLOSED_WATER = 0.012;

/** Parties a night on a wild beach that camp, and on a managed one that stay after hours. */
export const CAMPS: Readonly<Record<Calendar, number>> = { workday: 0.4, weekend: 2, holiday: 4 };
export const AFTER_HOURS: Readonly<Record<Calendar, number>> = { workday: 0.1, weekend: 0.5, holiday: 1.2 };
/** Share of camps that make a fire, and that pack up within half an hour or so on a closing. */
export const MAKES_FIRE = 0.4;
export const CAMP_COMPLIANCE = 0.8;
/** The same on a warning of this grade. */
export const CAMPS_HEED: Readonly<Record<1 | 2, number>> = { 1: 0.97, 2: 0.85 };
export const CAMP_PACKING_MIN = 35;
