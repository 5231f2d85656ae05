import type { CitySensor, Enterprise } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { Calendar } from '../world/world.ts';
import { headcountLimit, worksAllNight } from './limits.ts';

/** Day shift, with people coming and going within the hour at its ends. Ours. */
const SHIFT = { fromH: 8, toH: 18, edgeH: 0.75, lunchH: 12, lunchShare: 0.55 } as const;
/** Who works on a day off, as a share. Ours. */
const OFF_DAY_SHARE = 0.25;
/** Largest share of a shift that is present. */
const PRESENT = { least: 0.78, most: 0.98 } as const;
/** How long a headcount stays before somebody goes for a smoke. */
const SPELL_MS = 10 * 60_000;
/** Ordinary process temperatures, °C, by trade and enterprise. */
const PROCESS = { least: 22, most: 48 } as const;

/** One room that one sensor of an enterprise watches. */
export interface Workshop {
  readonly sensor: CitySensor;
  readonly enterprise: Enterprise;
  /** Its own shift. */
  readonly staff: number;
  readonly limit: number;
  readonly allNight: boolean;
  readonly seed: number;
}

/** @param rooms that share the enterprise's staff. */
export function workshopOf(sensor: CitySensor, enterprise: Enterprise, rooms: number): Workshop {
  const staff = Math.max(2, Math.round(enterprise.staff / Math.max(1, rooms) / 2));
  return {
    sensor,
    enterprise,
    staff,
    limit: headcountLimit(staff),
    allNight: worksAllNight(enterprise),
    seed: nameSeed(7, sensor.id),
  };
}

/** The people of a room, as far as their hours go. */
export type Crew = Pick<Workshop, 'staff' | 'allNight' | 'seed'>;

/** The shift of an enterprise in which nobody counts. */
export const crewOf = (enterprise: Enterprise): Crew => ({
  staff: Math.max(2, Math.round(enterprise.staff / 2)),
  allNight: worksAllNight(enterprise),
  seed: nameSeed(7, enterprise.id),
});

/** Nobody should be inside. */
export const isClosed = ({ allNight }: Pick<Workshop, 'allNight'>, hour: number): boolean =>
  !allNight && (hour < SHIFT.fromH - SHIFT.edgeH || hour >= SHIFT.toH + SHIFT.edgeH);

/** Who is inside on an ordinary day. */
export function headcount(workshop: Crew, ms: number, hour: number, calendar: Calendar): number {
  if (isClosed(workshop, hour)) return 0;
  const spell = Math.floor(ms / SPELL_MS);
  const present = PRESENT.least + (PRESENT.most - PRESENT.least) * hashNoise(workshop.seed, spell);
  const share = workshop.allNight && (hour < SHIFT.fromH || hour >= SHIFT.toH) ? 0.6 : shiftShare(hour);
  return Math.round(workshop.staff * present * share * (calendar === 'workday' ? 1 : OFF_DAY_SHARE));
}

function shiftShare(hour: number): number {
  const coming = (hour - (SHIFT.fromH - SHIFT.edgeH)) / SHIFT.edgeH;
  const going = (SHIFT.toH + SHIFT.edgeH - hour) / SHIFT.edgeH;
  const lunch = Math.abs(hour - SHIFT.lunchH - 0.5) < 0.5 ? SHIFT.lunchShare : 1;
  return Math.max(0, Math.min(1, coming, going)) * lunch;
}

/** Of its process on an ordinary day, °C. */
export function processDegC({ seed, allNight }: Workshop, hour: number): number {
  const at = PROCESS.least + (PROCESS.most - PROCESS.least) * hashNoise(seed, -1);
  return at + (allNight ? 1 : 3) * Math.sin(((hour - 9) / 24) * 2 * Math.PI);
}
