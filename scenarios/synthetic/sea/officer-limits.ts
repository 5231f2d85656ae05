import { METERS_PER_NAUTICAL_MILE } from '../../../geodata/model/units.ts';

/**
 * From where on a good officer would want to know. Written from the sources that any watch keeps by, without a look at what watches: truth must not depend on the
 * detectors that are measured against it.
 */

/** Tolerance of a speed limit, knots. Ours: what a GNSS speed may be off. */
export const SPEED_TOLERANCE_KN = 0.5;
/** A boat that is too fast for less is not worth a word, ms. Ours: about what a look at the screen takes. */
export const OVERSPEED_LASTS_MS = 30_000;
/** Speed as a multiple of the limit from which it is grade I, II, III; else IV. Ours. */
export const OVERSPEED_GRADES = [3, 2, 1.5] as const;

/** A no-go zone is entered when somebody is inside for this long, ms. Ours: cutting a corner is no visit. */
export const INTRUSION_LASTS_MS = 20_000;

/** Faster than this over ground is under way, knots. Ours. */
export const UNDER_WAY_KN = 1;
/** Night is while the sun's centre is lower: the end of civil twilight (Explanatory Supplement to the Astronomical Almanac), degrees. */
export const NIGHT_SUN_DEG = -6;
export const NIGHT_SAILING_LASTS_MS = 60_000;

/** A transponder under way that says nothing for so long is off, ms. Ours: the longest interval of ITU-R M.1371-5 annex 1 is three minutes, three times and a bit. */
export const SILENCE_MS = 600_000;

/** Loitering: within a box of half this diagonal, m, for so long, ms, at a mean speed between these, knots. Ours. */
export const LOITERING_RADIUS_M = 500;
export const LOITERING_MINUTES = 30;
export const LOITERING_KN = [0.3, 4] as const;
/** One that goes this far from the middle of its stay has left, m. Ours. */
export const LOITERING_LEFT_M = 750;

/** A ship outside the circle of this chain plus her length, m, moving faster than this, knots, drags her anchor. Ours: six to eight times 25–30 m of water, and 50 m for the unknown. */
export const CHAIN_M = 250;
export const DRAGGING_KN = 0.3;
export const DRAGGING_LASTS_MS = 60_000;

/** Closest distance, m, and how far ahead, s, from which on two ships are too close: at sea and within the harbour limits. Ours: 0.3 and 0.1 nautical miles, as bridge standing orders have it. */
export const ENCOUNTER_AT_SEA = { dcpaM: 0.3 * METERS_PER_NAUTICAL_MILE, tcpaS: 600 } as const;
export const ENCOUNTER_IN_HARBOUR = { dcpaM: 0.1 * METERS_PER_NAUTICAL_MILE, tcpaS: 300 } as const;
/** A danger that holds for less is a turn in passing, ms. Ours. */
export const ENCOUNTER_LASTS_MS = 20_000;
/** Slower than this a hull lies still; two that are both slower than the second have room and time; velocities closer than the third are company, knots. Ours. */
export const STILL_KN = 0.5;
export const SLOW_KN = 2;
export const COMPANY_KN = 1;
/** A tug or patrol boat works with whom it nears no faster than this, knots. Ours. */
export const ESCORT_KN = 8;
/** Share of the closest distance, and seconds to it, for grades I, II and III; else IV. Ours. */
export const ENCOUNTER_GRADES = [
  [1 / 3, 120],
  [1 / 2, 300],
  [1, 300],
] as const;
