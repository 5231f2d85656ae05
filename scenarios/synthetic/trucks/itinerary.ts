import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { OnRoute, Route } from './route.ts';

/** One drive; times in seconds behind the beginning of the day, negative ones before it. */
export interface Leg {
  readonly startS: number;
  readonly endS: number;
  readonly route: Route;
  /** Of the route's own speeds. */
  readonly pace: number;
}

/** What a vehicle does all day: legs in order, and it stands in between. */
export class Itinerary {
  readonly legs: readonly Leg[];
  readonly #home: LonLat;

  constructor(home: LonLat, legs: readonly Leg[]) {
    this.#home = home;
    this.legs = legs;
  }

  /** `moving` is false where it stands. */
  at(seconds: number): OnRoute & { readonly moving: boolean } {
    const leg = this.#legAt(seconds);
    if (!leg) return { position: this.#home, speedMps: 0, courseDeg: 0, moving: false };
    const { position, speedMps, courseDeg } = leg.route.at((seconds - leg.startS) * leg.pace);
    const moving = seconds < leg.endS;
    return { position, speedMps: moving ? speedMps * leg.pace : 0, courseDeg, moving };
  }

  isMoving(seconds: number): boolean {
    const leg = this.#legAt(seconds);
    return leg !== undefined && seconds < leg.endS;
  }

  /** The last leg that has begun. */
  #legAt(seconds: number): Leg | undefined {
    let low = -1;
    let high = this.legs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.legs[middle]!.startS <= seconds) low = middle;
      else high = middle - 1;
    }
    return this.legs[low];
  }
}

export const legFrom = (startS: number, route: Route, pace: number): Leg => ({
  startS,
  endS: startS + route.durationS / pace,
  route,
  pace,
});
