import {
  HORIZON_STEPS,
  newForecaster,
  plainBands,
  takeValue,
  WINDOW,
} from '../../detectors/risk/forecast/plain-forecaster.ts';
import { FORECAST_FEATURES, forecastFeatures } from '../../detectors/risk/forecast/series-forecast.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { nameSeed } from '../../geodata/city/name-seed.ts';
import { hashNoise } from '../../geodata/city/seeded-random.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { Example, LearningTask } from './example-set.ts';

/** A series of many is enough, and so is a moment of several. */
const SENSOR_SHARE = 0.06;
const EVERY = 5;
/** The bands need so many steps to settle. */
const SETTLED = 36;
/** A series that stands still is forecast by anybody, and teaches nothing: its scale is nothing but its last digit. */
const MOVES = 2e-4;
/** No farther away than so many scales: one series that wakes up must not outweigh all others in a mean. */
const CUT = 50;

export const FORECAST_TASK: LearningTask = {
  id: 'forecast',
  task: 'Any evenly read series over its coming 12 readings, in sizes of its own one-step error; horizons are steps of its interval',
  plainMethod: 'damped trend with adaptive conformal bands',
  features: FORECAST_FEATURES,
  horizonsS: HORIZON_STEPS,
  unit: 1,
};

/** Rows are in scales and relative to the newest reading, as the model's outputs are. */
export function examplesOfSeries(values: readonly number[], every = EVERY): Example[] {
  if (values.length === 0) return [];
  const state = newForecaster(values[0]!);
  const examples: Example[] = [];
  values.forEach((value, index) => {
    if (index > 0) takeValue(state, value);
    const last = index + HORIZON_STEPS.at(-1)!;
    const { scale } = state;
    const isStill = scale <= MOVES * Math.max(1, Math.abs(value));
    if (index < Math.max(SETTLED, WINDOW) || last >= values.length || index % every !== 0 || isStill) return;
    const plain = plainBands(state);
    const relative = (what: number): number => (what - value) / scale;
    examples.push({
      features: forecastFeatures(state, plain),
      plain: plain.map(({ low, median, high }) => ({
        low: relative(low),
        median: relative(median),
        high: relative(high),
      })),
      actual: HORIZON_STEPS.map((steps) => Math.max(-CUT, Math.min(CUT, relative(values[index + steps]!)))),
    });
  });
  return examples;
}

/** A few of the city's sensors. */
export const sampledCity = (city: CityModel): CityModel => ({
  ...city,
  cameras: [],
  sensors: city.sensors.filter(
    ({ id, kind }) =>
      kind !== 'rain_gauge' && hashNoise(nameSeed(2, id), 0) < SENSOR_SHARE * (kind === 'gas' ? 0.5 : 1),
  ),
  monitoringPoints: city.monitoringPoints.filter(({ id }) => hashNoise(nameSeed(2, id), 0) < SENSOR_SHARE / 3),
});

export function forecastExamples(scenario: Scenario, city: CityModel, seed: number, start: EventTime): Example[] {
  const series = new Map<string, { last: number; values: number[] }>();
  for (const { messages } of scenario.begin({ city, seed, start }).play(start))
    for (const message of messages) {
      if (message.kind !== 'observation') continue;
      const key = `${message.thing}/${message.datastream}`;
      const own = series.get(key) ?? { last: Number.NEGATIVE_INFINITY, values: [] };
      series.set(key, own);
      if (message.time <= own.last) continue;
      own.last = message.time;
      own.values.push(message.value);
    }
  return [...series.values()].flatMap(({ values }) => examplesOfSeries(values));
}
