import { type Metres, toLonLat } from '../../../geodata/city/harbour/frame.ts';
import { harbourZones } from '../../../geodata/city/harbour/harbour-zones.ts';
import { hashNoise, type Random, seededRandom } from '../../../geodata/city/seeded-random.ts';
import { polygonContains } from '../../../geodata/model/geometry.ts';
import type { Water } from '../motion/clashes.ts';
import { type Activity, createItinerary, createVoyage, type Itinerary } from '../motion/itinerary.ts';
import { createPassage, type Passage } from '../motion/passage.ts';
import { type Berth, Logbook, Timetable } from '../motion/timetable.ts';
import type { Ship } from './fleet.ts';
import { points, type Route } from './places.ts';

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

/** A ship on its way. */
export interface ShipMovement {
  readonly ship: Ship;
  readonly movement: Activity;
}

interface Entry {
  readonly ship: Ship;
  readonly logbook: Logbook;
  readonly silences: Interval[];
}

const SHELTERS = harbourZones.filter(({ kind }) => kind === 'berth' || kind === 'anchorage');
const HARBOURS = harbourZones.filter(({ kind }) => kind === 'harbour');

function waterAt(at: Metres): Water {
  const [lon, lat] = toLonLat(at);
  const isIn = (zones: typeof harbourZones) =>
    zones.some(
      ({ bounds: [west, south, east, north], rings }) =>
        lon >= west && lon <= east && lat >= south && lat <= north && polygonContains(rings, [lon, lat]),
    );
  if (isIn(SHELTERS)) return 'sheltered';
  return isIn(HARBOURS) ? 'harbour' : 'sea';
}

/** The day while it is being planned: who sails when, and what goes wrong. */
export class DayPlan {
  readonly random: Random;
  readonly #timetable = new Timetable(waterAt);
  readonly #entries = new Map<number, Entry>();
  readonly #seed: number;
  readonly #repeats: boolean;
  readonly #patienceMs: number;

  /** @param repeats whether such a day follows itself, every hull ending where it began; otherwise hulls stay where the day leaves them. @param patienceMs how much later than they want skippers leave at most, to keep clear of everybody. */
  constructor(seed: number, repeats = true, patienceMs = 0) {
    this.#patienceMs = patienceMs;
    this.#seed = seed;
    this.#repeats = repeats;
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
      entry = {
        ship,
        logbook: new Logbook(this.#timetable, home, hashNoise(this.#seed, ship.mmsi), this.#patienceMs),
        silences: [],
      };
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
      itinerary: this.#repeats ? createItinerary(logbook.close()) : createVoyage(logbook.closeForGood()),
      silences,
    }));
  }
}

/** No two voyages are steered alike: points in open water move by up to `spreadM` either way. */
export const steered = (plan: DayPlan, route: Route, spreadM: number): Route =>
  route.map(([east, north]) => [
    east + ((plan.random() * 2 - 1) * spreadM) / 1000,
    north + ((plan.random() * 2 - 1) * spreadM) / 1000,
  ]);

/** @param speedsKn one for each leg of `from`–`via`–`to`; the last one given serves the rest. */
export const passageBetween = (ship: Ship, from: Berth, via: Route, to: Berth, speedsKn: readonly number[]): Passage =>
  createPassage(points(from, via, to), speedsKn, ship.handling);
