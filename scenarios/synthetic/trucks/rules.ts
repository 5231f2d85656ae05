/**
 * What heavy vehicles may do. Ours: every city writes its own; the shape is that of Shenzhen's and Guangzhou's rules for muck trucks (registered vehicle, approved route, approved
 * hours, speed limit), which each vehicle's own permit states in its attributes.
 */
export const PERMITS = {
  /** 泥头车: by day only, at most 60 km/h anywhere. */
  muck: { fromH: 7, toH: 19, speedLimitKmh: 60 },
  /** 危化品车: not in the small hours (State Council Order on road safety of dangerous goods of 2010: no buses and hazardous goods 02–05), at most 80 km/h. */
  hazmat: { fromH: 6, toH: 22, speedLimitKmh: 80 },
} as const;
export type Load = keyof typeof PERMITS;

/** Farther from the approved route than this is off it: two lanes, a verge, and a bad fix. Ours. */
export const OFF_ROUTE_M = 150;
