import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import type { EvidenceSample, Raise } from '../../finding.ts';
import { keepSample } from '../../rules/conditions/samples.ts';
import { declaredIntervalMs } from '../../rules/readings/declared-interval.ts';
import {
  readingClear,
  readingRaise,
  readingSample,
  seriesKey,
  seriesName,
  unitOf,
  withUnit,
} from '../../rules/readings/reading-finding.ts';
import { durationEn, durationZh, shown } from '../../rules/wording/sentence.ts';
import { BAND_COVERAGE, beyondProbability } from '../../runtime/inference/quantiles.ts';
import { type ForecastLimit, type ForecastParameters, RULE } from './parameters.ts';
import { type ForecasterState, HORIZON_STEPS, newForecaster, takeValue } from './plain-forecaster.ts';
import { type SeriesForecast, seriesForecast } from './series-forecast.ts';

/** What is remembered of a series that has a limit; plain data. */
interface State {
  forecaster: ForecasterState;
  at: EventTime;
  likely: number;
  unlikely: number;
  raised: boolean;
  samples: EvidenceSample[];
}

/** After a longer silence the series begins anew, in its intervals. Ours. */
const GAP_INTERVALS = 4;
/** Fewer readings tell no trend. Ours. */
const LEAST_STEPS = 8;

interface Ahead {
  readonly told: SeriesForecast;
  readonly intervalMs: number;
  readonly probability: number;
  /** How long until it is at least even odds; the horizon where it never is. */
  readonly inMs: number;
}

/** Says that a reading will pass its limit; falls silent when it has, for the limit's own alarm speaks then. */
export function forecast(parameters: ForecastParameters): KeyedDetector<Observation, State> {
  const limits = new Map<string, ForecastLimit[]>();
  for (const limit of parameters.limits) limits.set(limit.datastream, [...(limits.get(limit.datastream) ?? []), limit]);
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      const some = limits.get(reading.datastream);
      if (some === undefined) return;
      const thing = context.surroundings.thing(reading.thing);
      const limit = thing && some.find(({ thingKinds }) => thingKinds.includes(thing.kind));
      const intervalMs = declaredIntervalMs(thing, reading.datastream);
      if (limit && intervalMs !== undefined) judge(reading, limit, intervalMs, parameters, context);
    },
  };
}

function judge(
  reading: Observation,
  limit: ForecastLimit,
  intervalMs: number,
  parameters: ForecastParameters,
  context: Context<State>,
): void {
  const state = taken(reading, intervalMs, context);
  if (reading.value >= limit.above) {
    if (state.raised) context.emit(readingClear(RULE, reading, reading.time, passed(reading, limit, context)));
    Object.assign(state, { raised: false, likely: 0, unlikely: 0 });
    return;
  }
  const isNear = state.forecaster.steps >= LEAST_STEPS && reading.value >= parameters.fromShare * limit.above;
  if (!state.raised && !isNear) {
    state.likely = 0;
    return;
  }
  const ahead = look(state.forecaster, limit, intervalMs, parameters);
  state.likely = ahead.probability >= parameters.raiseProbability ? state.likely + 1 : 0;
  state.unlikely = ahead.probability < parameters.clearProbability ? state.unlikely + 1 : 0;
  if (!state.raised && state.likely >= parameters.need) {
    state.raised = true;
    context.emit(
      readingRaise(
        RULE,
        reading,
        reading.time,
        context.surroundings,
        told(reading, limit, ahead, state, parameters, context),
      ),
    );
  } else if (state.raised && state.unlikely >= parameters.clearNeed) {
    state.raised = false;
    context.emit(readingClear(RULE, reading, reading.time, noMore(reading, limit, context)));
  }
}

function taken(reading: Observation, intervalMs: number, context: Context<State>): State {
  const state = context.state;
  if (state && reading.time - state.at <= GAP_INTERVALS * intervalMs) {
    takeValue(state.forecaster, reading.value);
    state.at = reading.time;
    keepSample(state.samples, readingSample(reading));
    return state;
  }
  const fresh: State = {
    forecaster: newForecaster(reading.value),
    at: reading.time,
    likely: 0,
    unlikely: 0,
    raised: state?.raised ?? false,
    samples: [readingSample(reading)],
  };
  context.state = fresh;
  return fresh;
}

function look(
  forecaster: ForecasterState,
  { above }: ForecastLimit,
  intervalMs: number,
  { horizonS }: ForecastParameters,
): Ahead {
  const told = seriesForecast(forecaster);
  let [probability, inMs] = [0, horizonS * 1000];
  told.bands.forEach((band, index) => {
    const aheadMs = HORIZON_STEPS[index]! * intervalMs;
    if (aheadMs > horizonS * 1000) return;
    const here = beyondProbability(band, above);
    if (here >= 0.5) inMs = Math.min(inMs, aheadMs);
    probability = Math.max(probability, here);
  });
  return { told, intervalMs, probability, inMs };
}

function told(
  reading: Observation,
  { above, source }: ForecastLimit,
  { told: { bands, method, model }, intervalMs, probability, inMs }: Ahead,
  { samples }: State,
  parameters: ForecastParameters,
  { surroundings }: Context<State>,
): Pick<Raise, 'grade' | 'measure' | 'message' | 'evidence' | 'timeToActS'> {
  const unit = unitOf(reading, surroundings);
  const name = seriesName(reading, surroundings);
  const [value, bound] = [withUnit(shown(reading.value, 2), unit), withUnit(shown(above, 2), unit)];
  const inS = Math.round(inMs / 1000);
  const percent = shown(100 * probability, 0);
  const { limits: _, ...figures } = parameters;
  const digits = (number: number): number => Number(number.toPrecision(5));
  return {
    // It is not there yet: the limit's own alarm has the grade of the limit.
    grade: 4,
    measure: { value: reading.value, limit: above, unit },
    timeToActS: inS,
    message: {
      zh: `${name.zh} 现为 ${value}，预计 ${durationZh(inS)}内越过限值 ${bound}，可能性 ${percent}%。`,
      en: `${name.en} reads ${value} and is expected to pass the limit of ${bound} within ${durationEn(inS)}, with ${percent} % probability.`,
    },
    evidence: {
      parameters: { ...figures, above, source },
      samples: [...samples],
      limits: [{ label: { zh: '限值', en: 'Limit' }, value: above }],
      forecast: {
        method,
        coverage: BAND_COVERAGE,
        points: bands.map(({ low, median, high }, index) => ({
          time: eventTime(reading.time + HORIZON_STEPS[index]! * intervalMs),
          median: digits(median),
          low: digits(low),
          high: digits(high),
        })),
        crossesAt: eventTime(reading.time + inMs),
        probability: Math.round(1000 * probability) / 1000,
      },
      ...(model && { model }),
    },
  };
}

function passed(reading: Observation, { above }: ForecastLimit, { surroundings }: Context<State>) {
  const unit = unitOf(reading, surroundings);
  const [value, bound] = [withUnit(shown(reading.value, 2), unit), withUnit(shown(above, 2), unit)];
  return {
    zh: `读数 ${value}，已越过限值 ${bound}，预报应验。`,
    en: `Reads ${value}: the limit of ${bound} was passed as expected.`,
  };
}

function noMore(reading: Observation, { above }: ForecastLimit, { surroundings }: Context<State>) {
  const unit = unitOf(reading, surroundings);
  const [value, bound] = [withUnit(shown(reading.value, 2), unit), withUnit(shown(above, 2), unit)];
  return {
    zh: `读数 ${value}，不再预计越过限值 ${bound}。`,
    en: `Reads ${value}: no longer expected to pass the limit of ${bound}.`,
  };
}
