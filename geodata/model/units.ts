/** One international knot is exactly 1 852 m per hour (BIPM SI Brochure, 8th ed., table 8). */
export const MPS_PER_KNOT = 1852 / 3600;

/** One international nautical mile, metres. */
export const METERS_PER_NAUTICAL_MILE = 1852;
