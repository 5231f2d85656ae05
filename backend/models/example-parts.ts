import type { CityModel } from '../../geodata/city/city-model.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { playedDayStart } from '../replays/played-day.ts';
import type { Example, ExamplePart, LearningTask } from './example-set.ts';
import { FLOOD_TASK, floodCity, floodExamples } from './flood-examples.ts';
import { FORECAST_TASK, forecastExamples, sampledCity } from './forecast-examples.ts';
import { groundCity, SETTLEMENT_TASK, settlementExamples } from './settlement-examples.ts';

/** Seeds that nobody plays: the days that people, tests and benchmarks look at are new to the models. The first of each part; as many as asked for follow. */
const FIRST_SEED = { train: 3001, calibrate: 3501, 'held-out': 3601 } as const;
type Role = keyof typeof FIRST_SEED;

export interface ExampleSource {
  readonly task: LearningTask;
  part(role: Role, seeds: number): ExamplePart;
}

const DAY_MS = 86_400_000;
/** Storms rain so many times as hard in turn, while a model learns: no storm is like the last. */
const RAIN_FACTORS = [1, 1.25, 0.8];
const STORMS = ['flood-night', 'typhoon-day'];
/** Weeks begin on different dates, so that the shields stand at different places. */
const FIRST_WEEK = Date.UTC(2026, 8, 10, 16);
const WEEKS = 12;
const DAYS = ['quiet-day', 'typhoon-day', 'gas-leak', 'golden-week', 'flood-night'];

export function exampleSource(id: string, city: CityModel, scenarios: readonly Scenario[]): ExampleSource | undefined {
  if (id === FLOOD_TASK.id) return floodSource(city, scenarios);
  if (id === FORECAST_TASK.id) return forecastSource(city, scenarios);
  return id === SETTLEMENT_TASK.id ? settlementSource(city) : undefined;
}

function floodSource(whole: CityModel, scenarios: readonly Scenario[]): ExampleSource {
  const city = floodCity(whole);
  const storms = scenarios.filter(({ id }) => STORMS.includes(id));
  return {
    task: FLOOD_TASK,
    part: (role, count) =>
      partOf(role, count, `simulated days of ${STORMS.join(' and ')}`, (seed, index) =>
        storms.flatMap((scenario) => {
          const factor = role === 'train' ? RAIN_FACTORS[index % RAIN_FACTORS.length] : 1;
          return floodExamples(scenario, city, seed, playedDayStart(scenario, city.timeZone), factor);
        }),
      ),
  };
}

function settlementSource(whole: CityModel): ExampleSource {
  const city = groundCity(whole);
  const start = (seed: number): EventTime => eventTime(FIRST_WEEK + (seed % WEEKS) * DAY_MS);
  return {
    task: SETTLEMENT_TASK,
    part: (role, count) =>
      partOf(role, count, 'simulated weeks below ground', (seed) => settlementExamples(city, seed, start(seed))),
  };
}

function forecastSource(whole: CityModel, scenarios: readonly Scenario[]): ExampleSource {
  const city = sampledCity(whole);
  const days = scenarios.filter(({ id }) => DAYS.includes(id));
  return {
    task: FORECAST_TASK,
    part: (role, count) =>
      partOf(role, count, `sensors on simulated days, in turn ${DAYS.join(', ')}`, (seed, index) => {
        const scenario = days[index % days.length]!;
        return forecastExamples(scenario, city, seed, playedDayStart(scenario, city.timeZone));
      }),
  };
}

function partOf(
  role: Role,
  count: number,
  days: string,
  examplesOf: (seed: number, index: number) => readonly Example[],
): ExamplePart {
  const first = FIRST_SEED[role];
  const examples = Array.from({ length: count }, (_, index) => examplesOf(first + index, index)).flat();
  return { role, data: `${days}, seeds ${first}–${first + count - 1}`, examples };
}
