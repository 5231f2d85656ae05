import type { CityModel } from '../../geodata/city/city-model.ts';
import { type Random, seededRandom } from '../../geodata/city/seeded-random.ts';
import { offsetOf } from '../../geodata/model/local-time.ts';
import type { Bilingual } from '../../geodata/model/text.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Day, DaySettings, Heard, Intervention, Outcome, Scenario } from '../scenario.ts';
import { createBeaches } from './beaches/beaches.ts';
import type { BeachesScript } from './beaches/beaches-script.ts';
import { type CitizensScript, createCitizens } from './citizens/citizens.ts';
import { type CrowdsScript, createCrowds } from './crowds/crowds.ts';
import { createEnterprises, type EnterprisesScript } from './enterprises/enterprises.ts';
import { createEyes } from './eyes/eyes.ts';
import { createHazards, type HazardsScript } from './hazards/hazards.ts';
import { createInstruments, type FaultScript } from './instruments/instruments.ts';
import { createSea } from './sea/sea.ts';
import type { SeaScript } from './sea/sea-script.ts';
import { createTide, type TideScript } from './tide/tide.ts';
import { createTraffic, type TrafficScript } from './traffic/traffic.ts';
import { createTrucks, type TrucksScript } from './trucks/trucks.ts';
import { createUnderground, type UndergroundScript } from './underground/underground.ts';
import { createWater, type WaterScript } from './water/water.ts';
import { createWeather, type WeatherScript } from './weather/weather.ts';
import { Course, type Parts } from './world/engine.ts';
import type { Calendar, Setting } from './world/world.ts';

/** What is special about a day. What is absent is ordinary. Times in the parts' scripts are hours behind the beginning of the day. */
interface DayScript {
  readonly calendar: Calendar;
  readonly weather: WeatherScript;
  readonly tide?: TideScript;
  readonly water?: WaterScript;
  readonly traffic?: TrafficScript;
  readonly crowds?: CrowdsScript;
  readonly sea?: SeaScript;
  readonly beaches?: BeachesScript;
  readonly underground?: UndergroundScript;
  readonly hazards?: HazardsScript;
  readonly enterprises?: EnterprisesScript;
  readonly trucks?: TrucksScript;
  readonly citizens?: CitizensScript;
  readonly faults?: FaultScript;
}

export interface DayDefinition {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly seed: number;
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly opensAtMs: number;
  /** Writes the day's script: what the seed leaves open is drawn from `random`, where it happens is looked up in the city. */
  readonly script: (random: Random, city: CityModel) => DayScript;
}

/** A day of the synthetic world. */
export function defineDay({ script, ...scenario }: DayDefinition): Scenario {
  return {
    ...scenario,
    begin: (settings) =>
      new SyntheticDay(script(seededRandom(settings.seed), settings.city), scenario.durationMs, settings),
  };
}

class SyntheticDay implements Day {
  readonly #script: DayScript;
  readonly #setting: Setting;
  readonly #interventions: readonly Intervention[];
  readonly #thin: number;
  #outcome: Outcome | undefined;

  constructor(script: DayScript, durationMs: number, { city, seed, start, interventions = [], thin = 1 }: DaySettings) {
    this.#script = script;
    this.#interventions = interventions;
    this.#thin = thin;
    this.#setting = {
      city,
      seed,
      start,
      end: eventTime(start + durationMs),
      calendar: script.calendar,
      offsetMs: offsetOf(city.timeZone, start),
    };
  }

  play(from: EventTime): Iterable<Heard> {
    return { [Symbol.iterator]: () => this.#course().play(from) };
  }

  outcome(): Outcome {
    this.#outcome ??= this.#course().outcome();
    return this.#outcome;
  }

  /** Parts are made anew for each run, so that runs know nothing of each other. */
  #course(): Course {
    return new Course(this.#setting, makeParts(this.#script, this.#setting, this.#thin), this.#interventions);
  }
}

function makeParts(script: DayScript, setting: Setting, thin: number): Parts {
  const seen = {
    weather: createWeather(script.weather, setting),
    sea: createTide(script.tide, setting),
    water: createWater(script.water, setting),
    traffic: createTraffic(script.traffic, setting),
    crowds: createCrowds(script.crowds, setting),
    beaches: createBeaches(script.beaches, setting),
    underground: createUnderground(script.underground, setting),
    hazards: createHazards(script.hazards, setting),
    vessels: createSea(script.sea, setting),
  };
  const enterprises = createEnterprises(script.enterprises, setting);
  const others = [
    enterprises,
    createTrucks(script.trucks, setting, { thin }),
    createCitizens(script.citizens, setting),
    createEyes(script.faults, setting, { thin, enterprises: enterprises.slice }),
  ];
  const instruments = createInstruments(script.faults, setting, { parts: [...others, ...Object.values(seen)], thin });
  return { ...seen, others: [...others, instruments] };
}
