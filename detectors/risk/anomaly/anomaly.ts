import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { Context, KeyedDetector } from '../../detector.ts';
import type { EvidenceSample } from '../../finding.ts';
import {
  findingKey,
  type ReadingRule,
  readingClear,
  readingRaise,
  seriesKey,
  seriesName,
  unitOf,
  withUnit,
} from '../../rules/readings/reading-finding.ts';
import { shown } from '../../rules/wording/sentence.ts';
import type { AnomalyParameters, Watched } from './parameters.ts';
import { newSeriesAnomaly, type SeriesAnomaly, surprise, unexplained, usualAt } from './series-anomaly.ts';

interface State {
  series: SeriesAnomaly;
  /** Of the first mean. */
  since: EventTime;
  /** The interval that is being filled: its number, and what came in. */
  interval: number;
  sum: number;
  n: number;
  latest: EventTime;
  /** Intervals in a row without a gap. */
  unbroken: number;
  samples: EvidenceSample[];
  /** While an alert is open: the greatest surprise told, and means in a row that were calm. */
  open: { worst: number; calm: number } | null;
}

/** Means kept for the evidence: five hours of five minutes each. The seam allows 60. */
const SAMPLES = 60;
/** After a gap nothing is judged for so many means: a step over a gap is none. Ours: an hour of five-minute means. */
const SETTLING = 12;
/** An update is worth telling when the surprise has grown by so much, decades. Ours. */
const WORSE = 0.5;
/** Calm is less than this share of the surprise that raises. Ours. */
const CALM_SHARE = 1 / 3;
/** The usual band that is shown: so many mean deviations on either side of the hour's centre, about 95 % of a normal law (2.5 × 0.798 σ). */
const BAND = 2.5;

/** A mean of one interval, judged. */
interface Judged {
  /** Start of the interval, ms. */
  readonly atMs: number;
  readonly value: number;
  readonly surprise: number;
}

/** A series that does what it has never done before; see `series-anomaly.ts` for the method. */
export function anomaly(identity: ReadingRule, parameters: AnomalyParameters): KeyedDetector<Observation, State> {
  const candidates = new Map<string, Watched[]>();
  for (const one of parameters.series) candidates.set(one.datastream, [...(candidates.get(one.datastream) ?? []), one]);
  const intervalMs = parameters.everyMinutes * 60_000;
  return {
    shape: 'keyed',
    key: seriesKey,
    onMessage(reading, context) {
      const some = candidates.get(reading.datastream);
      if (some === undefined || !some.some((one) => fits(one, reading, context))) return;
      const interval = Math.floor(reading.time / intervalMs);
      context.state ??= newState(reading.time, interval);
      const state = context.state;
      const judged = interval > state.interval ? closeInterval(state, interval, intervalMs, reading) : undefined;
      state.sum += reading.value;
      state.n++;
      state.latest = reading.time;
      if (judged !== undefined) tell(identity, parameters, reading, judged, context, state);
    },
  };
}

const fits = ({ things, thingKinds }: Watched, { thing }: Observation, { surroundings }: Context<State>): boolean => {
  if (things !== undefined && !things.includes(thing)) return false;
  if (thingKinds === undefined) return true;
  const kind = surroundings.thing(thing)?.kind;
  return kind !== undefined && thingKinds.includes(kind);
};

const newState = (time: EventTime, interval: number): State => ({
  series: newSeriesAnomaly(),
  since: time,
  interval,
  sum: 0,
  n: 0,
  latest: time,
  unbroken: 0,
  samples: [],
  open: null,
});

function closeInterval(state: State, next: number, intervalMs: number, { thing }: Observation): Judged {
  const value = state.sum / state.n;
  const atMs = state.interval * intervalMs;
  const { surprise: rare } = surprise(state.series, atMs, value);
  state.samples.push({ time: state.latest, value, thing });
  if (state.samples.length > SAMPLES) state.samples.shift();
  state.unbroken++;
  const judged = { atMs, value, surprise: state.unbroken > SETTLING ? rare : 0 };
  if (next !== state.interval + 1) state.unbroken = 0;
  state.interval = next;
  state.sum = 0;
  state.n = 0;
  return judged;
}

function tell(
  identity: ReadingRule,
  parameters: AnomalyParameters,
  reading: Observation,
  judged: Judged,
  context: Context<State>,
  state: State,
): void {
  const { open } = state;
  if (open === null) {
    if (judged.surprise < parameters.surprise || !isKnown(state, parameters)) return;
    const told = describe(parameters, reading, judged, context, state);
    if (told === undefined) return;
    state.open = { worst: judged.surprise, calm: 0 };
    context.emit(
      readingRaise(identity, reading, reading.time, context.surroundings, { grade: parameters.grade, ...told }),
    );
    return;
  }
  open.calm = judged.surprise < CALM_SHARE * parameters.surprise ? open.calm + 1 : 0;
  if (open.calm >= parameters.calm) {
    state.open = null;
    context.emit(readingClear(identity, reading, reading.time, CALM_AGAIN));
  } else if (judged.surprise >= open.worst + WORSE) {
    open.worst = judged.surprise;
    const told = describe(parameters, reading, judged, context, state);
    const key = findingKey(identity, reading);
    context.emit({ kind: 'update', detector: identity.id, key, time: reading.time, ...told });
  }
}

const CALM_AGAIN = {
  zh: '变化已恢复为该测点常见的样子。',
  en: 'The series behaves as it usually does again.',
};

const DAY_MS = 86_400_000;

/** Long enough watched, and a series of the kind that is judged. */
const isKnown = ({ latest, since, series }: State, { historyDays, mostUnexplained }: AnomalyParameters): boolean =>
  latest - since >= historyDays * DAY_MS && unexplained(series) < mostUnexplained;

function describe(
  parameters: AnomalyParameters,
  reading: Observation,
  { atMs, value, surprise: rare }: Judged,
  { surroundings }: Context<State>,
  { series, samples }: State,
) {
  const usual = usualAt(series, atMs);
  if (usual === undefined) return undefined;
  const [low, high] = [usual.centre - BAND * usual.spread, usual.centre + BAND * usual.spread];
  const unit = unitOf(reading, surroundings);
  const name = seriesName(reading, surroundings);
  const [mean, from, to] = [value, low, high].map((figure) => withUnit(shown(figure, 3), unit)) as [
    string,
    string,
    string,
  ];
  const { everyMinutes, historyDays, mostUnexplained, calm } = parameters;
  return {
    measure: { value, limit: value >= usual.centre ? high : low, unit },
    message: {
      zh: `${name.zh} ${everyMinutes} 分钟均值 ${mean}，该时段通常在 ${from} 至 ${to} 之间；其走势为该测点以往所未见。`,
      en: `${name.en} averages ${mean} over ${everyMinutes} min, usually ${from} to ${to} at this hour; this series has not moved like this before.`,
    },
    evidence: {
      parameters: {
        everyMinutes,
        historyDays,
        mostUnexplained,
        calm,
        surprise: parameters.surprise,
        surpriseNow: Math.round(100 * rare) / 100,
      },
      samples: [...samples],
      limits: [
        { label: { zh: '通常下限', en: 'usual low' }, value: low },
        { label: { zh: '通常上限', en: 'usual high' }, value: high },
      ],
    },
  };
}
