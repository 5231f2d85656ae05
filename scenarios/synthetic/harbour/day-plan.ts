import { hashNoise, type Random, seededRandom } from '../../../geodata/city/seeded-random.ts';
import type { TruthEvent } from '../../scenario.ts';
import { createItinerary, type Itinerary } from '../motion/itinerary.ts';
import { createPassage, type Passage } from '../motion/passage.ts';
import { type Berth, Logbook, Timetable } from '../motion/timetable.ts';
import type { Ship } from './fleet.ts';
import { type PointKm, points } from './places.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const at = (hour: number, minute = 0): number => hour * HOUR_MS + minute * MINUTE_MS;

/** From one moment to another, milliseconds since midnight. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PlannedShip {
  readonly ship: Ship;
  readonly itinerary: Itinerary;
  /** When its transponder is off. */
  readonly silences: readonly Interval[];
}

interface Entry {
  readonly ship: Ship;
  readonly logbook: Logbook;
  readonly silences: Interval[];
}

/** The day while it is being planned: who sails when, and what goes wrong. */
export class DayPlan {
  readonly random: Random;
  readonly truth: TruthEvent[] = [];
  readonly #timetable = new Timetable();
  readonly #entries = new Map<number, Entry>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.random = seededRandom(seed);
  }

  /** Up to `minutes` to either side. */
  jitterMs(minutes: number): number {
    return Math.round((this.random() * 2 - 1) * minutes) * MINUTE_MS;
  }

  /** The ship's logbook, opened at `home` on first use. */
  logbook(ship: Ship, home: Berth): Logbook {
    let entry = this.#entries.get(ship.mmsi);
    if (!entry) {
      entry = { ship, logbook: new Logbook(this.#timetable, home, hashNoise(this.#seed, ship.mmsi)), silences: [] };
      this.#entries.set(ship.mmsi, entry);
    }
    return entry.logbook;
  }

  silence(ship: Ship, interval: Interval): void {
    this.#entries.get(ship.mmsi)?.silences.push(interval);
  }

  close(): readonly PlannedShip[] {
    return [...this.#entries.values()].map(({ ship, logbook, silences }) => ({
      ship,
      itinerary: createItinerary(logbook.close()),
      silences,
    }));
  }
}

/** @param speedsKn one for each leg of `from`–`via`–`to`; the last one given serves the rest. */
export const passageBetween = (
  ship: Ship,
  from: Berth,
  via: readonly PointKm[],
  to: Berth,
  speedsKn: readonly number[],
): Passage => createPassage(points(from, via, to), speedsKn, ship.handling);
