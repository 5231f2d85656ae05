import { groundOf } from '../../detectors/ground.ts';
import { basinsOf } from '../../detectors/risk/flooding/basins.ts';
import { FLOOD_FEATURES, FLOOD_UNIT_M, floodFeatures } from '../../detectors/risk/flooding/flood-forecast.ts';
import { Flooding } from '../../detectors/risk/flooding/flooding.ts';
import { floodingParameters } from '../../detectors/risk/flooding/parameters.ts';
import { plainForecast } from '../../detectors/risk/flooding/plain-forecast.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { bareCity } from './bare-city.ts';
import type { Example, LearningTask } from './example-set.ts';
import { type Series, valueAt } from './series-of.ts';

const MINUTE_MS = 60_000;
/** Gauges read every five minutes; one reading may be lost. */
const GAP_MS = 11 * MINUTE_MS;
const HORIZONS_S = Array.from({ length: 12 }, (_, index) => 300 * (index + 1));
/** Shallower water is nobody's concern: the detector asks for no forecast of it. */
const FROM_M = 0.06;

export const FLOOD_TASK: LearningTask = {
  id: 'flooding',
  task: 'Depth of water at a low point over the coming hour, m',
  plainMethod: 'rational method through a linear reservoir, rain fading by persistence',
  features: FLOOD_FEATURES,
  horizonsS: HORIZONS_S,
  unit: FLOOD_UNIT_M,
};

/** The part of a city that rain and standing water need: a day of it plays in a second. */
export const floodCity = (city: CityModel): CityModel => {
  const { all, byGauge } = basinsOf(city);
  const rain = new Set<string>(all.flatMap((basin) => basin.rain.map(({ id }) => id)));
  const sensors = city.sensors.filter(({ id }) => rain.has(id) || byGauge.has(id));
  return bareCity(city, { sensors, catchments: city.catchments, lowPoints: city.lowPoints });
};

/** What a low point's gauge showed on one day, moment by moment, as the detector knew it. `rainFactor`: how much harder it rains. */
export function floodExamples(
  scenario: Scenario,
  city: CityModel,
  seed: number,
  start: EventTime,
  rainFactor = 1,
): Example[] {
  const day = scenario.begin({
    city,
    seed,
    start,
    ...(rainFactor !== 1 && { interventions: [{ kind: 'scale_rain', at: start, factor: rainFactor }] }),
  });
  const basins = basinsOf(city);
  const surroundings = { ...groundOf(city), thing: () => undefined };
  const flooding = new Flooding(floodingParameters.parse({}));
  const series = new Map<string, { times: number[]; values: number[] }>();
  const moments: { time: EventTime; series: Series; features: number[]; plain: Example['plain'] }[] = [];
  for (const { messages } of day.play(start))
    for (const message of messages) {
      if (message.kind !== 'observation') continue;
      flooding.observe(message, surroundings);
      const basin = message.datastream === 'level' ? basins.byGauge.get(message.thing) : undefined;
      if (!basin) continue;
      const { time, value } = message;
      const own = series.get(message.thing) ?? { times: [], values: [] };
      series.set(message.thing, own);
      if (time <= (own.times.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
      own.times.push(time);
      own.values.push(value);
      const history = value >= FROM_M ? flooding.historyOf(basin, time) : undefined;
      if (!history) continue;
      const plain = plainForecast(basin, history);
      moments.push({ time, series: own, features: floodFeatures(basin, history, plain), plain });
    }
  return moments.flatMap(({ time, series: own, features, plain }) => {
    const actual = HORIZONS_S.map((inS) => valueAt(own, time + inS * 1000, GAP_MS));
    return actual.every((value) => value !== undefined) ? [{ features, plain, actual: actual as number[] }] : [];
  });
}
