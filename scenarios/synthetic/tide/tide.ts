import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { astronomicalTideM } from '../../../geodata/city/lanwan/tides.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Process, Sea, Setting, World } from '../world/world.ts';

export interface TideScript {
  /** A storm surge: a bell over the tide, m at its height, and half its length at 60 % of it. */
  readonly surge?: { readonly atH: number; readonly m: number; readonly hours: number };
}

/** Significant height of wind waves on a coast open to them, m: 0.0214 U² fully risen (Pierson and Moskowitz 1964, with U at 10 m), less for a fetch of 100 km or so; swell at the least. Bounded by depth: ours. */
const waveM = (windMps: number): number => Math.min(8, Math.max(0.35, 0.0115 * windMps ** 2));
/** What is left of it in the lee of bays and breakwaters. Ours. */
const LEE_SHARE = 0.4;

class Tide implements Process<Sea>, Sea {
  readonly id = 'tide';
  readonly slice: Sea = this;
  tideM = 0;
  readonly #script: TideScript;
  readonly #setting: Setting;
  #openM = 0;

  constructor(script: TideScript, setting: Setting) {
    this.#script = script;
    this.#setting = setting;
  }

  step(world: World): void {
    const { surge } = this.#script;
    const hour = (world.now - world.start) / 3_600_000;
    const surgeM = surge ? surge.m * Math.exp(-0.5 * ((hour - surge.atH) / surge.hours) ** 2) : 0;
    this.tideM = astronomicalTideM(world.now) + surgeM;
    // Waves follow the wind with a lag of an hour or so (ours).
    const target = waveM(world.weather.windMps);
    this.#openM = this.#openM === 0 ? target : this.#openM + (target - this.#openM) / 60;
  }

  waveHeightM(at: LonLat): number {
    return this.#openM * (at[1] > this.#setting.city.centre[1] ? LEE_SHARE : 1);
  }

  probe(sensor: CitySensor): ((world: World) => number) | undefined {
    if (sensor.kind === 'tide_gauge') return ({ sea }) => sea.tideM;
    if (sensor.kind !== 'wave_buoy') return undefined;
    const rough = 0.9 + 0.2 * hashNoise(this.#setting.seed, Math.round(sensor.position[0] * 1e5));
    return ({ sea }) => sea.waveHeightM(sensor.position) * rough;
  }
}

/** The level of the sea and its waves. */
export const createTide = (script: TideScript | undefined, setting: Setting): Process<Sea> =>
  new Tide(script ?? {}, setting);
