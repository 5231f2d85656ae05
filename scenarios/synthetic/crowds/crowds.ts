import type { CitySensor, GatheringPlace } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import { type ThingId, thingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import { firstReading } from '../instruments/reading-times.ts';
import { rhythm } from '../world/rhythm.ts';
import type { Calendar, Crowds, Process, Setting, World } from '../world/world.ts';

export interface CrowdsScript {
  /** A rush to a place: its headcount rises to `share` of capacity and falls again. */
  readonly rushes?: readonly {
    readonly place: string;
    readonly fromH: number;
    readonly toH: number;
    readonly share: number;
    readonly cause: string;
  }[];
}

type Kind = GatheringPlace['kind'];

/** Share of capacity by hour on a usual day, and by how much weekends and holidays differ. Ours, after the shapes that station and mall counters show. */
const RHYTHMS: Readonly<
  Record<Kind, { readonly hourly: readonly number[]; readonly weekend: number; readonly holiday: number }>
> = {
  station: {
    hourly: [
      0.03, 0.02, 0.01, 0.01, 0.02, 0.08, 0.25, 0.55, 0.62, 0.42, 0.33, 0.3, 0.32, 0.33, 0.33, 0.36, 0.42, 0.58, 0.64,
      0.5, 0.36, 0.28, 0.18, 0.08,
    ],
    weekend: 0.85,
    holiday: 1.15,
  },
  scenic: {
    hourly: [
      0.01, 0.01, 0.01, 0.01, 0.01, 0.03, 0.06, 0.1, 0.16, 0.25, 0.32, 0.33, 0.3, 0.3, 0.34, 0.38, 0.38, 0.32, 0.25,
      0.2, 0.15, 0.1, 0.05, 0.02,
    ],
    weekend: 1.7,
    holiday: 2.4,
  },
  square: {
    hourly: [
      0.02, 0.01, 0.01, 0.01, 0.02, 0.06, 0.12, 0.14, 0.14, 0.14, 0.15, 0.17, 0.2, 0.18, 0.17, 0.18, 0.22, 0.3, 0.4,
      0.48, 0.46, 0.32, 0.15, 0.06,
    ],
    weekend: 1.3,
    holiday: 1.6,
  },
  market: {
    hourly: [
      0.02, 0.02, 0.02, 0.03, 0.1, 0.22, 0.4, 0.5, 0.48, 0.42, 0.38, 0.36, 0.3, 0.25, 0.26, 0.32, 0.42, 0.5, 0.42, 0.3,
      0.2, 0.12, 0.06, 0.03,
    ],
    weekend: 1.15,
    holiday: 1.2,
  },
  car_park: {
    hourly: [
      0.35, 0.34, 0.34, 0.34, 0.34, 0.35, 0.38, 0.48, 0.62, 0.7, 0.74, 0.75, 0.74, 0.74, 0.75, 0.76, 0.74, 0.68, 0.6,
      0.56, 0.52, 0.46, 0.4, 0.37,
    ],
    weekend: 0.95,
    holiday: 1.1,
  },
  school: {
    hourly: [
      0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.1, 0.6, 0.8, 0.8, 0.8, 0.75, 0.6, 0.65, 0.8, 0.8, 0.7, 0.4, 0.15, 0.12, 0.1,
      0.06, 0.03, 0.02,
    ],
    weekend: 0.08,
    holiday: 0.03,
  },
  stadium: {
    hourly: [
      0, 0, 0, 0, 0, 0.01, 0.02, 0.03, 0.03, 0.04, 0.04, 0.04, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.14, 0.12,
      0.06, 0.02, 0,
    ],
    weekend: 1.5,
    holiday: 1.5,
  },
};
const OUTDOORS: ReadonlySet<Kind> = new Set(['scenic', 'square', 'stadium']);
/** Rushes build up and drain away within so long, hours. Ours. */
const RUSH_H = 0.4;
/** Full is 100 % of what the managers allow; 20 and 40 % more are worse. Ours, as crowd plans grade by share of carrying capacity. */
const FULL = 1;
const OVER = 0.92;

interface Place {
  readonly place: GatheringPlace;
  readonly seed: number;
  readonly counters: readonly CitySensor[];
  readonly things: readonly [ThingId, ...ThingId[]];
  people: number;
  crowded: boolean;
  episode: number;
}

class CityCrowds implements Process<Crowds>, Crowds {
  readonly id = 'crowds';
  readonly slice: Crowds = this;
  readonly #script: CrowdsScript;
  readonly #places: readonly Place[];
  readonly #byId: ReadonlyMap<string, Place>;

  constructor(script: CrowdsScript, { city, seed }: Setting) {
    this.#script = script;
    this.#places = city.gatheringPlaces.map((place) => {
      const counters = city.sensors.filter(({ watches }) => watches === place.id);
      const [first = thingId(place.id), ...rest] = counters.map(({ id }) => thingId(id));
      const things: Place['things'] = [first, ...rest];
      return { place, seed: nameSeed(seed, place.id), counters, things, people: 0, crowded: false, episode: 0 };
    });
    this.#byId = new Map(this.#places.map((each) => [each.place.id, each]));
  }

  people(placeId: string): number {
    return this.#byId.get(placeId)?.people ?? 0;
  }

  step(world: World): void {
    const hour = (world.now - world.start) / 3_600_000;
    const rain = world.weather.rainMmPerH(world.city.centre);
    const alarmed = world.weather.warnings.some(({ event, grade = 4 }) => event === '台风' && grade <= 2);
    for (const each of this.#places) {
      const { kind, capacity } = each.place;
      const outdoors = OUTDOORS.has(kind);
      const kept = (outdoors ? Math.exp(-rain / 12) : 1) * (alarmed ? (outdoors ? 0.25 : 0.6) : 1);
      const own = 0.75 + 0.4 * hashNoise(each.seed, 0);
      const breath = 0.96 + 0.08 * hashNoise(each.seed, Math.floor(world.now / 60_000));
      const usual = usualShare(kind, world.calendar, world.hour) * kept * own;
      each.people = Math.round(capacity * Math.max(usual, this.#rush(each.place.id, hour)) * breath);
      this.#judge(each, world, hour);
    }
  }

  probe(sensor: CitySensor, datastream: string): ((world: World) => number) | undefined {
    const { kind, watches } = sensor;
    const place = watches === undefined ? undefined : this.#byId.get(watches);
    if (!place) return undefined;
    if (kind === 'crowd') return () => place.people;
    if (kind !== 'car_park') return undefined;
    return datastream === 'capacity' ? () => place.place.capacity : () => Math.min(place.place.capacity, place.people);
  }

  #rush(placeId: string, hour: number): number {
    let share = 0;
    for (const { place, fromH, toH, share: most } of this.#script.rushes ?? [])
      if (place === placeId)
        share = Math.max(share, most * Math.max(0, Math.min(1, (hour - fromH) / RUSH_H, (toH - hour) / RUSH_H)));
    return share;
  }

  #judge(each: Place, world: World, hour: number): void {
    const { place, things } = each;
    if (place.kind === 'car_park') return;
    const share = each.people / place.capacity;
    const id = `crowding-${place.id}-${each.episode}`;
    if (share < FULL) {
      if (each.crowded && share < OVER) {
        each.crowded = false;
        each.episode++;
        world.truth.close(id, world.now);
      }
      if (!each.crowded) return;
    }
    each.crowded = true;
    const rush = this.#script.rushes?.find(
      ({ place: at, fromH, toH }) => at === place.id && hour >= fromH && hour < toH,
    );
    world.truth.open(
      {
        id,
        family: 'city',
        kind: 'crowding',
        grade: gradeOf(share),
        things,
        position: place.label,
        place: place.id,
        from: world.now,
        // Whoever is not there knows by the counters, and they count every few minutes.
        visibleFrom: firstOf(world, each.counters),
        cause: rush?.cause ?? `crowd-${place.id}`,
        description: { zh: `${place.name.zh}人员拥挤`, en: `${place.name.en} is overcrowded` },
      },
      0.5,
    );
    world.truth.expose(Math.max(0, each.people - place.capacity), 'city');
  }
}

const firstOf = (world: World, counters: readonly CitySensor[]): EventTime =>
  counters.length === 0 ? world.now : eventTime(Math.min(...counters.map((counter) => firstReading(world, counter))));

const gradeOf = (share: number): Grade => (share >= 1.4 ? 2 : share >= 1.2 ? 3 : 4);

function usualShare(kind: Kind, calendar: Calendar, hour: number): number {
  const { hourly, weekend, holiday } = RHYTHMS[kind];
  return rhythm(hourly, hour) * (calendar === 'workday' ? 1 : calendar === 'weekend' ? weekend : holiday);
}

/** How many people are where they gather. */
export const createCrowds = (script: CrowdsScript | undefined, setting: Setting): Process<Crowds> =>
  new CityCrowds(script ?? {}, setting);
