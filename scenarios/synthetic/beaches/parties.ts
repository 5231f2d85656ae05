import type { Beach } from '../../../geodata/city/city-model.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { Calendar } from '../world/world.ts';
import { poisson } from './chance.ts';
import { AFTER_HOURS, CAMP_PACKING_MIN, CAMPS, MAKES_FIRE } from './habits.ts';

/** A few who come and go together: campers, people who stay after hours, children who wander off. Minutes behind the beginning of the day. */
export interface Party {
  readonly fromMin: number;
  toMin: number;
  readonly people: number;
  readonly where: 'sand' | 'closedWater';
  readonly tents: number;
  /** Burns from, to. */
  readonly fire?: readonly [number, number];
}

const DAY_MIN = 1440;

/** The parties of two nights: the one that the day begins in and the one that it ends in. @param midnightMin of the local midnight before the day, minutes behind its beginning (0 or negative). */
export function planParties(
  beach: Beach,
  seed: number,
  calendar: Calendar,
  midnightMin: number,
  camping: number,
): Party[] {
  const parties: Party[] = [];
  for (const night of [-1, 0, 1]) {
    const draw = (index: number) => hashNoise(seed + 101, night * 1000 + index);
    const evening = midnightMin + night * DAY_MIN;
    const number = beach.managed ? AFTER_HOURS[calendar] * Math.min(1, camping) : CAMPS[calendar] * camping;
    const count = poisson(number, draw(0));
    for (let index = 0; index < count; index++) {
      const own = (what: number) => draw(10 + index * 10 + what);
      parties.push(beach.managed ? afterHours(evening, own) : camp(evening, own));
    }
  }
  return parties;
}

function camp(evening: number, own: (what: number) => number): Party {
  const fromMin = Math.round(evening + 16.5 * 60 + own(1) * 4 * 60);
  const lit = Math.max(fromMin + 20, evening + 18.5 * 60 + own(2) * 90);
  return {
    fromMin,
    toMin: Math.round(evening + DAY_MIN + 6.5 * 60 + own(3) * 3 * 60),
    people: 2 + Math.floor(own(4) * 3),
    where: 'sand',
    tents: own(5) < 0.75 ? 1 : 2,
    ...(own(6) < MAKES_FIRE && { fire: [Math.round(lit), Math.round(lit + 40 + own(7) * 60)] as const }),
  };
}

function afterHours(evening: number, own: (what: number) => number): Party {
  const fromMin = Math.round(evening + 21 * 60 + own(1) * 90);
  return {
    fromMin,
    toMin: Math.round(Math.max(fromMin, evening + 22 * 60) + 30 + own(2) * 100),
    people: 3 + Math.floor(own(3) * 6),
    where: 'sand',
    tents: 0,
  };
}

/** Most parties pack up, and most that would still come stay away. Asked twice, the same ones stay. */
export function sendHome(parties: readonly Party[], minute: number, seed: number, compliance: number): void {
  parties.forEach((party, index) => {
    if (hashNoise(seed + 103, index) > compliance) return;
    if (party.fromMin > minute) {
      party.toMin = party.fromMin;
      return;
    }
    const packing = party.tents > 0 ? CAMP_PACKING_MIN : CAMP_PACKING_MIN / 3;
    party.toMin = Math.min(party.toMin, minute + Math.round(packing * (0.6 + 0.8 * hashNoise(seed + 104, index))));
  });
}
