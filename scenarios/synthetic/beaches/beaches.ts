import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import {
  type Beaches,
  type BeachState,
  type Process,
  type Setting,
  STEP_MS,
  type Utterance,
  type World,
} from '../world/world.ts';
import { BeachLife } from './beach-life.ts';
import { BeachWatch } from './beach-watch.ts';
import type { BeachesScript } from './beaches-script.ts';
import { utterClosing } from './closing-notice.ts';

const MINUTE_MS = 60_000;
/** Ours: families come by car, the young by bus. */
const PEOPLE_PER_CAR = 4;
const NOBODY: BeachState = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };

class CityBeaches implements Process<Beaches>, Beaches {
  readonly id = 'beaches';
  readonly slice: Beaches = this;
  readonly #start: EventTime;
  readonly #lives: readonly { readonly life: BeachLife; readonly watch: BeachWatch }[];
  readonly #shares: ReadonlyMap<string, number>;
  readonly #byId: ReadonlyMap<string, BeachLife>;

  constructor(script: BeachesScript, setting: Setting) {
    this.#start = setting.start;
    this.#lives = setting.city.beaches.map((beach) => ({
      life: new BeachLife(beach, script, setting),
      watch: new BeachWatch(beach, setting),
    }));
    this.#shares = new Map(setting.city.beaches.flatMap(({ id }) => sharesOf(id, setting)));
    this.#byId = new Map(this.#lives.map(({ life }) => [life.beach.id, life]));
  }

  state(beachId: string): BeachState {
    return this.#byId.get(beachId)?.state ?? NOBODY;
  }

  step(world: World): void {
    const minute = Math.round((world.now - this.#start) / MINUTE_MS);
    for (const { life, watch } of this.#lives) {
      life.step(world, minute);
      const { closedAtMin } = life;
      watch.look(
        world,
        life.state,
        closedAtMin === undefined ? undefined : eventTime(this.#start + closedAtMin * MINUTE_MS),
      );
    }
  }

  /** Who closes a beach says so, from the very minute on: loudspeakers are not heard in the operations centre. */
  *utter({ now }: World): Generator<Utterance> {
    const begin = now - STEP_MS;
    for (const { life } of this.#lives)
      if (life.closedAtMin !== undefined && this.#start + life.closedAtMin * MINUTE_MS === begin)
        yield utterClosing(life.beach, eventTime(begin));
  }

  /** The counters of a beach divide it among them: together they count everybody. Its car park fills with it. */
  probe({ id, kind, watches }: CitySensor, datastream: string): ((world: World) => number) | undefined {
    const life = watches === undefined ? undefined : this.#byId.get(watches);
    if (!life) return undefined;
    const people = () => life.state.sand + life.state.water + life.state.closedWater;
    const { capacity } = life.beach;
    if (kind === 'crowd') {
      const share = this.#shares.get(id) ?? 1;
      return () => people() * share;
    }
    if (kind !== 'car_park') return undefined;
    const lots = Math.max(20, Math.round(capacity / PEOPLE_PER_CAR / 10) * 10);
    return datastream === 'capacity' ? () => lots : () => Math.min(lots, people() / PEOPLE_PER_CAR);
  }
}

/** How the people of a beach divide among its counters, which stand at its exits: unevenly. */
function sharesOf(beachId: string, { city, seed }: Setting): [sensor: string, share: number][] {
  const counters = city.sensors.filter(({ kind, watches }) => kind === 'crowd' && watches === beachId);
  const weights = counters.map(({ id }) => 0.5 + hashNoise(nameSeed(seed, id), 1));
  const all = weights.reduce((sum, each) => sum + each, 0);
  return counters.map(({ id }, index) => [id, weights[index]! / all]);
}

/** The people on the city's beaches. */
export const createBeaches = (script: BeachesScript | undefined, setting: Setting): Process<Beaches> =>
  new CityBeaches(script ?? {}, setting);
