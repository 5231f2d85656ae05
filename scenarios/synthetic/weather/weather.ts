import type { CitySensor } from '../../../geodata/city/city-model.ts';
import { nameSeed } from '../../../geodata/city/name-seed.ts';
import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import type { Warning } from '../../../ingestion/observation.ts';
import { type Process, type Setting, STEP_MS, type Utterance, type Weather, type World } from '../world/world.ts';
import { GaleWatch } from './gale-watch.ts';
import { type CellNow, cellAt, cellRainAt, cellsOf, type RainCell, type RainSpell, veilOf } from './rain.ts';
import { RainTotals } from './rain-totals.ts';
import { type TyphoonScript, typhoonAt, type Wind } from './typhoon.ts';
import { type BulletinScript, inForce, utterWarning, writeWarnings } from './warning-office.ts';

/** A stretch of wind that is not the typhoon's own. */
interface WindSpell {
  readonly fromH: number;
  readonly toH: number;
  readonly mps: number;
}

export interface WeatherScript {
  /** Lowest, shortly before sunrise, and highest, in the early afternoon. */
  readonly airC: readonly [lowest: number, highest: number];
  readonly windMps: number;
  readonly windFromDeg: number;
  readonly squalls?: readonly WindSpell[];
  readonly rain?: readonly RainSpell[];
  readonly cells?: readonly RainCell[];
  readonly thunder?: readonly { readonly fromH: number; readonly toH: number }[];
  readonly typhoon?: TyphoonScript;
  readonly warnings?: readonly BulletinScript[];
}

const HOUR_MS = 3_600_000;
/** 3-second gust over 10-minute mean: 1.5 over land, 1.38 offshore (Harper, Kepert and Ginger 2010, WMO/TD-No. 1555, table 1.1: 1.66 and 1.23–1.38 for 10 minutes). Between them: ours. */
const GUST_FACTOR = 1.45;
/** Warmest two hours after noon; a cosine is enough for instruments. Ours. */
const WARMEST_HOUR = 14.5;
/** Visibility in clear air and how rain dims it, m: V = 8,000 R^-0.63 after Atlas 1953, bounded by the clear day's. */
const CLEAR_M = 20_000;
/** How exposed an anemometer stands: from among houses to a headland, as a share of the open wind. Ours. */
const EXPOSURE = [0.65, 1.1] as const;

/** Of the wind at sea, what a coastal city feels (Powell et al. 2005, 0.7–0.8 for open and built-up terrain). */
const LAND_SHARE = 0.75;
const overLand = ({ mps, fromDeg }: Wind): Wind => ({ mps: mps * LAND_SHARE, fromDeg });

class CityWeather implements Process<Weather>, Weather {
  readonly id = 'weather';
  readonly slice: Weather = this;
  windMps = 0;
  windFromDeg = 0;
  gustMps = 0;
  airC = 0;
  visibilityM = CLEAR_M;
  thunder = false;
  warnings: readonly Warning[] = [];
  readonly #script: WeatherScript;
  readonly #setting: Setting;
  readonly #cells: readonly RainCell[];
  readonly #bulletins: readonly Warning[];
  readonly #totals: RainTotals;
  readonly #gales: GaleWatch;
  #overhead: readonly CellNow[] = [];
  #veilMmPerH = 0;
  #factor = 1;

  constructor(script: WeatherScript, setting: Setting) {
    this.#script = script;
    this.#setting = setting;
    this.#cells = [
      ...(script.cells ?? []),
      ...(script.rain ?? []).flatMap((spell, index) =>
        cellsOf(spell, setting.city.bounds, setting.seed, `rain-${index}`),
      ),
    ];
    this.#bulletins = writeWarnings(script.warnings ?? [], setting);
    this.#totals = new RainTotals(setting.city.sensors);
    this.#gales = new GaleWatch(setting.city, (id) => this.#exposure(id));
  }

  step(world: World): void {
    const hour = (world.now - world.start) / HOUR_MS;
    this.#blow(hour);
    this.#rain(hour, world);
    this.airC = this.#temperature(world.hour) - 0.12 * Math.min(40, this.rainMmPerH(world.city.centre));
    this.thunder = (this.#script.thunder ?? []).some(({ fromH, toH }) => hour >= fromH && hour < toH);
    this.visibilityM = Math.min(CLEAR_M, 8000 * Math.max(0.2, this.rainMmPerH(world.city.centre)) ** -0.63);
    this.warnings = inForce(this.#bulletins, world.now);
    this.#totals.add(this, STEP_MS / HOUR_MS);
    this.#gales.step(world);
  }

  rainMmPerH(at: LonLat): number {
    let sum = this.#veilMmPerH;
    for (const cell of this.#overhead) sum += cellRainAt(cell, at);
    return sum * this.#factor;
  }

  *utter(world: World): Generator<Utterance> {
    for (const warning of this.#bulletins)
      if (warning.time >= world.now - STEP_MS && warning.time < world.now) yield utterWarning(warning, this.#setting);
  }

  probe(sensor: CitySensor, datastream: string): ((world: World) => number) | undefined {
    switch (sensor.kind) {
      case 'rain_gauge':
        return this.#totals.probe(sensor);
      case 'temperature': {
        const warmer = 3 * hashNoise(nameSeed(this.#setting.seed, sensor.id), 1) - 1.5;
        return sensor.watches === undefined ? ({ weather }) => weather.airC + warmer : undefined;
      }
      case 'anemometer': {
        const share = this.#exposure(sensor.id);
        return datastream === 'gust'
          ? ({ weather }) => weather.gustMps * share
          : ({ weather }) => weather.windMps * share;
      }
      default:
        return undefined;
    }
  }

  #exposure(id: string): number {
    return EXPOSURE[0] + (EXPOSURE[1] - EXPOSURE[0]) * hashNoise(nameSeed(this.#setting.seed, id), 2);
  }

  #blow(hour: number): void {
    const { typhoon, windMps, windFromDeg, squalls = [] } = this.#script;
    const storm = typhoon && overLand(typhoonAt(typhoon, hour, this.#setting.city.centre).wind);
    const breathing = 0.85 + 0.3 * hashNoise(this.#setting.seed, Math.round(hour * 6));
    const calm = windMps * breathing;
    const squall = squalls.reduce(
      (most, { fromH, toH, mps }) => (hour >= fromH && hour < toH ? Math.max(most, mps) : most),
      0,
    );
    this.windMps = Math.max(calm, squall, storm ? storm.mps : 0);
    this.windFromDeg = storm && storm.mps > calm ? storm.fromDeg : windFromDeg;
    const turbulence = 0.9 + 0.2 * hashNoise(this.#setting.seed ^ 0x9051, Math.round(hour * 60));
    this.gustMps = this.windMps * GUST_FACTOR * turbulence;
  }

  #rain(hour: number, world: World): void {
    const { rain = [] } = this.#script;
    this.#veilMmPerH = rain.reduce((sum, spell) => sum + veilOf(spell, hour), 0);
    const overhead: CellNow[] = [];
    for (const cell of this.#cells) {
      const now = cellAt(cell, hour);
      if (now) overhead.push(now);
    }
    this.#overhead = overhead;
    let factor = 1;
    for (const each of world.interventions) if (each.kind === 'scale_rain') factor = each.factor;
    this.#factor = factor;
  }

  #temperature(hour: number): number {
    const [lowest, highest] = this.#script.airC;
    return (lowest + highest) / 2 + ((highest - lowest) / 2) * Math.cos(((hour - WARMEST_HOUR) * Math.PI) / 12);
  }
}

/** The sky over the city: wind, rain, heat, and what the weather office says of them. */
export const createWeather = (script: WeatherScript, setting: Setting): Process<Weather> =>
  new CityWeather(script, setting);
