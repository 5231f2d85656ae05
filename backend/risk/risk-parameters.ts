import type { Grade } from '../../geodata/model/grade.ts';

/**
 * What the index is made of. Each weight is the chance, [0, 1), that this one thing alone would give a cell reason for somebody to look: the index of a cell with nothing else.
 * Ours throughout unless said: no standard gives a city's hourly index, so they are ordered by what an officer would go to first and can be changed in one place.
 */
export const RISK = {
  /** An alert that holds, by grade. */
  alert: { 1: 0.8, 2: 0.55, 3: 0.3, 4: 0.15 } satisfies Readonly<Record<Grade, number>>,
  /** Where nobody is an alert weighs so much of that, growing to all of it where so many live or work. */
  exposure: { leastShare: 0.7, fullPeople: 5000 },
  /** A standing alert says less each day: it halves in so long, to no less than a share. */
  standing: { halvesInH: 24, leastShare: 0.25 },
  /** It was cleared within the hour: the trouble was here, and is over. */
  clearedShare: 0.5,
  /** Rain of the hour, millimetres, at the nearest gauge: from 20 mm/h on it is short-duration heavy rain (China Meteorological Administration); 80 mm/h is among the heaviest hours of the coast. */
  rain: { fromMm: 10, fullMm: 80, atLowPoint: 0.55, atSlope: 0.5, furthestGaugeM: 8000 },
  /** Water at a low point, as a share of the depth at which it is closed to traffic. */
  water: { fromShare: 0.2, atFull: 0.6 },
  /** Each report of the hour, and what they come to at most. */
  report: { each: 0.03, most: 0.3 },
  /** What is there whatever happens. */
  slope: { 1: 0.06, 2: 0.045, 3: 0.03, 4: 0.02 } satisfies Readonly<Record<Grade, number>>,
  /** People below a slope make it weigh up to twice as much, from so many on. */
  slopePeople: 500,
  lowPoint: 0.03,
  /** Works below ground under way, by the grade of their risk source. */
  works: { 1: 0.08, 2: 0.06, 3: 0.04, 4: 0.02 } satisfies Readonly<Record<Grade, number>>,
  people: { most: 0.05, fullPeople: 30_000 },
} as const;

/** Kinds that speak of instruments, not of the city. */
export const OF_INSTRUMENTS: readonly string[] = ['missing', 'stale', 'stuck', 'drift'];
