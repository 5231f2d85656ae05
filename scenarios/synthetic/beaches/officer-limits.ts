import type { Grade } from '../../../geodata/model/grade.ts';

/** From where on a good officer would want to know about a beach. Written without a look at what watches: truth must not depend on the detectors that are measured against it. Ours unless a source is named. */

/** People on the sand as a share of capacity for grades I to IV. Control starts at 80 % and entry stops at 100 % (LB/T 034-2014 景区最大承载量核定导则, from article 45 of the tourism law); above that ours. */
export const CROWDING = [1.4, 1.2, 1, 0.8] as const;
/** A crowd is over once it is clearly below the mildest of them, as a share of capacity. */
export const STILL_CROWDED = 0.76;

/** Local hours in which a managed beach is empty, and how many people there are worth a word. */
export const NIGHT_HOURS = [22, 5] as const;
export const AFTER_HOURS_PEOPLE = 3;

export const MANY_TENTS = 5;
export const MANY_FIRES = 3;
/** From fresh breeze (8 m/s, Beaufort 5) sparks fly. */
export const FIRE_WIND_MPS = 8;

export const MANY_IN_CLOSED_WATER = 10;
/** Significant wave height from which bathing without a lifeguard endangers life, m. Ours: from a moderate sea on (1.25 m, WMO code 3700) breakers throw people down. */
export const ROUGH_M = 1.25;

/** The least grade of a warning under which nobody should be on a beach, by event. */
export const CLEARS_BEACH: Readonly<Record<string, Grade>> = { 台风: 2, 大风: 2, 雷电: 2, 暴雨: 2, 海浪: 2, 风暴潮: 2 };
/** Whoever can be expected to leave has left by then, ms. */
export const TIME_TO_LEAVE_MS = 20 * 60_000;
/** Fewer are a family packing up. */
export const STRANDED_PEOPLE = 5;
/** Each of these numbers reached makes it one grade worse than two below the warning's own. */
export const STRANDED_MANY = [20, 100, 300] as const;

/** How long each must hold to be one, and how long a pause does not end it, ms. */
export const LASTS_MS = {
  crowding: 5 * 60_000,
  closed_water: 2 * 60_000,
  night_presence: 5 * 60_000,
  stranding: 0,
  tent: 5 * 60_000,
  fire: 2 * 60_000,
} as const;
export const GAP_MS = 8 * 60_000;
