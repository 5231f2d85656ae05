import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Beaches, BeachState, Process, Setting, World } from '../world/world.ts';
import { BeachLife } from './beach-life.ts';
import { BeachWatch } from './beach-watch.ts';
import type { BeachesScript } from './beaches-script.ts';

const MINUTE_MS = 60_000;
const NOBODY: BeachState = { sand: 0, water: 0, closedWater: 0, tents: 0, fires: 0 };

class CityBeaches implements Process<Beaches>, Beaches {
  readonly id = 'beaches';
  readonly slice: Beaches = this;
  readonly #start: EventTime;
  readonly #lives: readonly { readonly life: BeachLife; readonly watch: BeachWatch }[];
  readonly #byId: ReadonlyMap<string, BeachLife>;

  constructor(script: BeachesScript, setting: Setting) {
    this.#start = setting.start;
    this.#lives = setting.city.beaches.map((beach) => ({
      life: new BeachLife(beach, script, setting),
      watch: new BeachWatch(beach, setting.city),
    }));
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

  /** People counters that look at a beach count everybody in sight. */
  probe({ kind, watches }: CitySensor, datastream: string): ((world: World) => number) | undefined {
    const life = watches === undefined ? undefined : this.#byId.get(watches);
    if (!life || kind !== 'crowd' || datastream !== 'people') return undefined;
    return () => life.state.sand + life.state.water + life.state.closedWater;
  }
}

/** The people on the city's beaches. */
export const createBeaches = (script: BeachesScript | undefined, setting: Setting): Process<Beaches> =>
  new CityBeaches(script ?? {}, setting);
