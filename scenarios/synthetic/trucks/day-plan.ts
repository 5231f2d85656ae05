import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { Vehicle } from './fleet.ts';
import { Itinerary, type Leg, legFrom } from './itinerary.ts';
import { PERMITS } from './rules.ts';
import type { WayFinder } from './way-finder.ts';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/** Hours of the day, and the longest halt at each stop, by what drives. Ours. */
const HABITS = {
  muck: { ...PERMITS.muck, capKmh: 60, haltS: [480, 1500], startSpreadS: 2700 },
  hazmat: { ...PERMITS.hazmat, capKmh: 70, haltS: [1800, 5400], startSpreadS: 7200 },
  bus: { fromH: 6, toH: 23, capKmh: 50, haltS: [240, 900], startSpreadS: 2400 },
  patrol_car: { fromH: 0, toH: 24, capKmh: 50, haltS: [300, 2400], startSpreadS: 3600 },
} as const;
/** Traffic lights and queues: the pace that a driver keeps of a road's free speed. Ours. */
const PACE = { least: 0.62, most: 0.88 } as const;

export const habitsOf = ({ load, kind }: Vehicle) => HABITS[load ?? (kind === 'bus' ? 'bus' : 'patrol_car')];

/** Span of a day, seconds behind its beginning; `midnightS` is the local midnight not after it. */
export interface DaySpan {
  readonly midnightS: number;
  readonly endS: number;
  /** Draws what differs between days. */
  readonly seed: number;
}

/** An extra drive that replaces whatever a vehicle would do meanwhile. */
export interface Detour {
  readonly startS: number;
  readonly endS: number;
  readonly legs: readonly Leg[];
}

/** Round after round of a vehicle's stops within its hours, day by local day, around its detours. */
export function planItinerary(vehicle: Vehicle, ways: WayFinder, span: DaySpan, detours: readonly Detour[]): Itinerary {
  const legs: Leg[] = [];
  const { fromH, toH, startSpreadS } = habitsOf(vehicle);
  let draw = 0;
  const noise = () => hashNoise(vehicle.seed ^ span.seed, draw++);
  for (let midnightS = span.midnightS; midnightS < span.endS; midnightS += DAY_S) {
    let atS = midnightS + fromH * HOUR_S + noise() * startSpreadS;
    for (
      let round = roundTrip(vehicle, ways, atS, noise);
      round.length > 0;
      round = roundTrip(vehicle, ways, atS, noise)
    ) {
      const endS = round.at(-1)!.endS;
      if (endS > midnightS + toH * HOUR_S || endS > span.endS + HOUR_S) break;
      const busy = detours.find((detour) => detour.startS < endS + HOUR_S / 4 && atS < detour.endS);
      if (busy) {
        atS = busy.endS + HOUR_S / 4;
        continue;
      }
      legs.push(...round);
      atS = endS + haltS(vehicle, noise);
    }
  }
  const all = [...legs, ...detours.flatMap((detour) => detour.legs)].sort((a, b) => a.startS - b.startS);
  return new Itinerary(ways.position(vehicle.stops[0]!), all);
}

/** From its first stop through the others and back. */
function roundTrip(vehicle: Vehicle, ways: WayFinder, startS: number, noise: () => number): Leg[] {
  const { stops } = vehicle;
  const legs: Leg[] = [];
  let atS = startS;
  stops.forEach((stop, i) => {
    const next = stops[(i + 1) % stops.length]!;
    const route = ways.route(stop, next, hubEnd(vehicle, i), habitsOf(vehicle).capKmh);
    if (!route) return;
    const leg = legFrom(atS, route, PACE.least + (PACE.most - PACE.least) * noise());
    legs.push(leg);
    atS = leg.endS + haltS(vehicle, noise);
  });
  return legs;
}

const haltS = (vehicle: Vehicle, noise: () => number): number => {
  const [least, most] = habitsOf(vehicle).haltS;
  return least + (most - least) * noise();
};

/** Which end of the way from the `i`th stop many others share: a dump, a hub. */
function hubEnd({ load, stops }: Vehicle, i: number): 'from' | 'to' {
  if (load === 'muck') return i === 0 ? 'to' : 'from';
  return i === 0 || i < stops.length - 1 ? 'from' : 'to';
}
