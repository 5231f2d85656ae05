import { datastreamKey, type ThingId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample, Finding } from '../../finding.ts';
import {
  type ReadingRule,
  readingClear,
  readingRaise,
  seriesName,
  unitOf,
  withUnit,
} from '../readings/reading-finding.ts';
import { medianOf, theilSenSlope } from '../readings/theil-sen.ts';
import { shown } from '../wording/sentence.ts';
import { type Departure, departuresOf, type Level } from './departures.ts';
import type { DriftParameters, DriftRule } from './parameters.ts';

interface Past {
  readonly time: EventTime;
  readonly value: number;
}

interface Series {
  readonly thing: ThingId;
  readonly datastream: string;
  /** Which rule it falls under. */
  readonly rule: number;
  readonly lon: number;
  readonly lat: number;
  /** Of the half hour at hand. */
  sum: number;
  n: number;
  lastAt: EventTime;
  /** Its departures, oldest first, up to {@link MOST_KEPT}. */
  past: Past[];
  /** What it departs from, once raised. */
  baseline: number | null;
  /** Half hours in a row back within the tolerance, while raised. */
  back: number;
}

interface Snapshot {
  readonly series: readonly Series[];
}

const HALF_HOUR_MS = 30 * 60_000;
const HALF_HOURS_PER_HOUR = 2;
/** A day of departures. Ours: slower drifts are found by calibration. */
const MOST_KEPT = 48;
/** A series without readings is forgotten after this long, ms. Ours. */
const FORGET_MS = 7 * 24 * 3_600_000;
/** Standard deviation over the median absolute deviation of a normal distribution (Rousseeuw and Croux 1993). */
const SIGMA_PER_MAD = 1.4826;

/**
 * Drift against neighbours. Every half hour each instrument's mean is put beside the median of its nearest like; what remains is the same from hour to hour for a good instrument, wherever it stands.
 * One whose remainder leaves its baseline for hours on end, with a slope (Theil–Sen) the same way, drifts; of several that depart together, the one that departs most, because it pulls the others' medians.
 */
export class Drift implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  readonly intervalMs = HALF_HOUR_MS;
  readonly settleMs = HALF_HOUR_MS;
  readonly #identity: ReadingRule;
  readonly #parameters: DriftParameters;
  readonly #series = new Map<string, Series>();
  readonly #watched: ReadonlySet<string>;

  constructor(identity: ReadingRule, parameters: DriftParameters) {
    this.#identity = identity;
    this.#parameters = parameters;
    this.#watched = new Set(parameters.rules.map(({ datastream }) => datastream));
  }

  observe({ thing, datastream, time, value }: Observation, surroundings: Surroundings): void {
    if (!this.#watched.has(datastream)) return;
    const key = datastreamKey(thing, datastream);
    const known = this.#series.get(key) ?? this.#meet(thing, datastream, surroundings);
    if (known === undefined) return;
    this.#series.set(key, known);
    known.sum += value;
    known.n++;
    known.lastAt = time;
  }

  scan(time: EventTime, surroundings: Surroundings, emit: (finding: Finding) => void): void {
    const byRule = this.#parameters.rules.map((): Level[] => []);
    for (const key of [...this.#series.keys()].sort()) {
      const series = this.#series.get(key)!;
      if (series.n > 0)
        byRule[series.rule]!.push({ key, lon: series.lon, lat: series.lat, mean: series.sum / series.n });
      else if (series.baseline === null && series.lastAt < time - FORGET_MS) this.#series.delete(key);
      series.sum = 0;
      series.n = 0;
    }
    byRule.forEach((levels, index) => {
      const rule = this.#parameters.rules[index]!;
      this.#judge(departuresOf(levels, rule, this.#parameters), rule, time, surroundings, emit);
    });
  }

  snapshot(): Snapshot {
    return { series: [...this.#series.values()] };
  }

  restore(snapshot: unknown): void {
    this.#series.clear();
    for (const series of (snapshot as Snapshot).series)
      this.#series.set(datastreamKey(series.thing, series.datastream), series);
  }

  #meet(thing: ThingId, datastream: string, surroundings: Surroundings): Series | undefined {
    const known = surroundings.thing(thing);
    if (known?.lon === undefined || known.lat === undefined) return undefined;
    const { lon, lat, kind, attrs } = known;
    const rule = this.#parameters.rules.findIndex(
      (each) =>
        each.datastream === datastream && each.thingKind === kind && !(each.openAirOnly && attrs.watches !== undefined),
    );
    if (rule === -1) return undefined;
    const nothing = { sum: 0, n: 0, lastAt: eventTime(0), past: [], baseline: null, back: 0 };
    return { thing, datastream, rule, lon, lat, ...nothing };
  }

  #judge(
    departures: readonly Departure[],
    rule: DriftRule,
    time: EventTime,
    surroundings: Surroundings,
    emit: (finding: Finding) => void,
  ): void {
    const offsets = new Map<string, number>();
    for (const { key, value } of departures) {
      const series = this.#series.get(key)!;
      series.past.push({ time, value });
      if (series.past.length > MOST_KEPT) series.past.shift();
      offsets.set(key, value - (series.baseline ?? baselineOf(series, this.#parameters)));
    }
    for (const { key, neighbours } of departures) {
      const series = this.#series.get(key)!;
      const offset = offsets.get(key)!;
      if (series.baseline !== null) this.#whileRaised(series, offset, rule, time, emit);
      else if (
        neighbours.every((other) => Math.abs(offsets.get(other) ?? 0) < Math.abs(offset)) &&
        isAdrift(series, rule, this.#parameters)
      ) {
        series.baseline = baselineOf(series, this.#parameters);
        series.back = 0;
        emit(this.#raise(series, offset, rule, time, surroundings, neighbours.length));
      }
    }
  }

  #whileRaised(
    series: Series,
    offset: number,
    { tolerance }: DriftRule,
    time: EventTime,
    emit: (finding: Finding) => void,
  ): void {
    const { clearShare, need } = this.#parameters;
    series.back = Math.abs(offset) < clearShare * tolerance ? series.back + 1 : 0;
    if (series.back < need) return;
    series.baseline = null;
    series.past = series.past.slice(-need);
    emit(
      readingClear(this.#identity, series, time, {
        zh: '读数已与周边同类仪器一致。',
        en: 'Agrees with its neighbours again.',
      }),
    );
  }

  #raise(
    series: Series,
    offset: number,
    rule: DriftRule,
    time: EventTime,
    surroundings: Surroundings,
    neighbours: number,
  ): Finding {
    const { radiusKm, baselineHours, need, noises, grade } = this.#parameters;
    const { tolerance, source, compare } = rule;
    const unit = compare === 'ratio' ? '%' : unitOf(series, surroundings);
    const name = seriesName(series, surroundings);
    const perHour = slopePerHour(series.past);
    const [off, limit] = [withUnit(shown(offset, 2), unit), withUnit(shown(tolerance, 2), unit)];
    const speed = withUnit(shown(perHour, 2), unit);
    return readingRaise(this.#identity, series, time, surroundings, {
      grade,
      measure: { value: offset, limit: tolerance, unit },
      message: {
        zh: `${name.zh} 与周边 ${neighbours} 台同类仪器的差值偏移 ${off}（每小时约 ${speed}），超过 ${limit}，疑似漂移，请安排校准。`,
        en: `${name.en} has moved by ${off} against its ${neighbours} neighbours of the same kind (about ${speed} an hour), more than ${limit}: it seems to drift and wants calibration.`,
      },
      evidence: {
        parameters: { tolerance, source, compare, radiusKm, baselineHours, need, noises, neighbours, perHour },
        samples: series.past.map((past): EvidenceSample => ({ ...past, thing: series.thing })),
      },
    });
  }
}

const baselineOf = ({ past }: Series, { baselineHours }: DriftParameters): number =>
  medianOf(past.slice(0, Math.max(1, Math.round(baselineHours * HALF_HOURS_PER_HOUR))).map(({ value }) => value));

function isAdrift(series: Series, { tolerance }: DriftRule, parameters: DriftParameters): boolean {
  const { past } = series;
  const { baselineHours, need, noises } = parameters;
  if (past.length < baselineHours * HALF_HOURS_PER_HOUR + need) return false;
  const baseline = baselineOf(series, parameters);
  const offsets = past.slice(-need).map(({ value }) => value - baseline);
  const limit = Math.max(tolerance, noises * noiseOf(past));
  const side = Math.sign(offsets[0]!);
  return offsets.every((offset) => offset * side > limit) && slopePerHour(past) * side > 0;
}

/** Standard deviation of one half hour, from the steps between them: a slow drift hardly moves these. */
function noiseOf(past: readonly Past[]): number {
  const steps = past.slice(1).map(({ value }, index) => Math.abs(value - past[index]!.value));
  return steps.length === 0 ? 0 : (SIGMA_PER_MAD * medianOf(steps)) / Math.SQRT2;
}

function slopePerHour(past: readonly Past[]): number {
  const start = past[0]?.time ?? 0;
  return theilSenSlope(past.map(({ time, value }) => ({ x: (time - start) / 3_600_000, y: value })));
}
