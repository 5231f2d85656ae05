import type { Grade } from '../../../geodata/model/grade.ts';
import type { EventTime } from '../../../geodata/model/time.ts';
import type { Observation } from '../../../ingestion/observation.ts';
import type { ScanningDetector, Surroundings } from '../../detector.ts';
import type { EvidenceSample, Finding } from '../../finding.ts';
import { keepSample } from '../../rules/conditions/samples.ts';
import { weighted } from '../rain/gauges-near.ts';
import { RainRecord, type SavedRain } from '../rain/rain-record.ts';
import { basinsOf, type WatchedBasin } from './basins.ts';
import { floodForecast } from './flood-forecast.ts';
import { type GaugeState, newGauge, type RainSeen, take } from './gauge-watch.ts';
import { type FloodingParameters, RULE } from './parameters.ts';
import { type FloodHistory, reachesInS } from './plain-forecast.ts';
import { describeFlood, drained, type Flood, gradeOf, keyOf } from './tell.ts';

/** What is remembered of a low point. */
interface Pond {
  raised: boolean;
  grade: Grade;
  readonly samples: EvidenceSample[];
}

interface Snapshot {
  readonly rain: readonly (readonly [string, SavedRain])[];
  readonly gauges: readonly (readonly [string, GaugeState])[];
  readonly ponds: readonly (readonly [string, Pond])[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Ground and drains remember rain for so long. Ours: four times the longest lag of a catchment. */
const KEEP_MS = 2 * HOUR_MS;
const BIN_MS = 5 * MINUTE_MS;
/** Hardest rain is looked for in spans of so long. Ours: two readings of a gauge. */
const SPAN_MS = 10 * MINUTE_MS;
/** Two gauges of one low point speak together while neither is older than this. Ours: twice the ordinary interval. */
const FRESH_MS = 10 * MINUTE_MS;
/** A rise that is more than waves, m. Ours. */
const RISING_M = 0.01;
/** How much more than the nearest gauges the catchment may get. Ours: between gauges a few km apart. */
const UNSEEN_SHARE = 3;

/** Looks at what is new at each low point every ten seconds of event time. */
export class Flooding implements ScanningDetector<Observation> {
  readonly shape = 'scanning';
  /** Ours: a sixth of what a median alarm may be late. */
  readonly intervalMs = 10_000;
  readonly settleMs = 0;
  readonly #parameters: FloodingParameters;
  readonly #rain = new Map<string, RainRecord>();
  readonly #gauges = new Map<string, GaugeState>();
  readonly #ponds = new Map<string, Pond>();
  /** Low points with believed news since the last scan. */
  readonly #fresh = new Set<WatchedBasin>();

  constructor(parameters: FloodingParameters) {
    this.#parameters = parameters;
  }

  observe(reading: Observation, { city }: Surroundings): void {
    if (reading.datastream === 'rain') {
      this.#rainOf(reading.thing).observe(reading);
      return;
    }
    const basin = basinsOf(city).byGauge.get(reading.thing);
    if (!basin) return;
    const gauge = this.#gauges.get(reading.thing) ?? newGauge();
    this.#gauges.set(reading.thing, gauge);
    const at = { at: reading.time, depthM: reading.value };
    if (!take(gauge, at, basin, this.#rainSeen(basin, reading.time), this.#parameters.need)) return;
    this.#fresh.add(basin);
    const pond = this.#ponds.get(basin.low.id);
    const sample = { time: reading.time, value: reading.value, thing: reading.thing };
    if (pond) keepSample(pond.samples, sample);
    else this.#ponds.set(basin.low.id, { raised: false, grade: 4, samples: [sample] });
  }

  scan(time: EventTime, { city }: Surroundings, emit: (finding: Finding) => void): void {
    const fresh = [...this.#fresh].sort((a, b) => (a.low.id < b.low.id ? -1 : 1));
    this.#fresh.clear();
    for (const basin of fresh) {
      const pond = this.#ponds.get(basin.low.id)!;
      const level = this.#levelOf(basin, time);
      if (!level) continue;
      if (!pond.raised && level.depthM < this.#parameters.aheadFromM) continue;
      if (pond.raised && level.depthM < this.#parameters.clearM) {
        Object.assign(pond, { raised: false, grade: 4 });
        emit({ kind: 'clear', detector: RULE.id, key: keyOf(basin), time, message: drained(basin, level.depthM) });
        continue;
      }
      const flood = this.#floodOf(basin, level, pond, time);
      if (!pond.raised && !this.#isReason(flood)) continue;
      const grade = gradeOf(level.depthM, basin, this.#parameters);
      if (pond.raised && grade >= pond.grade) continue;
      const told = describeFlood(flood, grade, city, this.#parameters);
      if (!pond.raised) emit({ ...told, kind: 'raise' });
      else {
        const { detector, key, measure, message, evidence } = told;
        emit({ kind: 'update', detector, key, time, grade, message, evidence, ...(measure && { measure }) });
      }
      Object.assign(pond, { raised: true, grade });
    }
  }

  snapshot(): Snapshot {
    return {
      rain: [...this.#rain].map(([id, record]) => [id, record.save()]),
      gauges: [...this.#gauges],
      ponds: [...this.#ponds],
    };
  }

  restore(snapshot: unknown): void {
    const { rain, gauges, ponds } = snapshot as Snapshot;
    for (const [id, saved] of rain) this.#rainOf(id).restore(saved);
    for (const [id, gauge] of gauges) this.#gauges.set(id, gauge);
    for (const [id, pond] of ponds) this.#ponds.set(id, pond);
  }

  #rainOf(id: string): RainRecord {
    const record = this.#rain.get(id) ?? new RainRecord(KEEP_MS, 1);
    this.#rain.set(id, record);
    return record;
  }

  /** It stands, or rises and soon will. */
  #isReason({ depthM, rising, forecast }: Flood): boolean {
    const { standingM, aheadS } = this.#parameters;
    if (depthM >= standingM) return true;
    const inS = reachesInS(forecast, depthM, standingM);
    return rising && inS !== undefined && inS <= aheadS;
  }

  #levelOf({ things }: WatchedBasin, time: EventTime) {
    let level: { depthM: number; at: number; before: GaugeState['before'] } | undefined;
    for (const thing of things) {
      const gauge = this.#gauges.get(thing);
      if (gauge?.at == null || gauge.at < time - FRESH_MS) continue;
      if (!level || gauge.depthM > level.depthM) level = { depthM: gauge.depthM, at: gauge.at, before: gauge.before };
    }
    return level;
  }

  #floodOf(
    basin: WatchedBasin,
    level: { depthM: number; at: number; before: GaugeState['before'] },
    pond: Pond,
    time: EventTime,
  ): Flood {
    const { depthM, before } = level;
    const history = this.#historyOf(basin, level, pond, time);
    const { points: forecast, method, model } = floodForecast(basin, history);
    const { rainMm } = history;
    return {
      basin,
      time,
      depthM,
      rising: before !== null && depthM > before.depthM + RISING_M,
      rainMmPerH: ((rainMm.at(-1) ?? 0) * HOUR_MS) / BIN_MS,
      rainOfHourMm: rainMm.slice(-HOUR_MS / BIN_MS).reduce((sum, mm) => sum + mm, 0),
      forecast,
      method,
      ...(model && { model }),
      samples: pond.samples,
    };
  }

  /** What a forecast of a low point rests on; `undefined` while no gauge of it is believed. */
  historyOf(basin: WatchedBasin, time: EventTime): FloodHistory | undefined {
    const level = this.#levelOf(basin, time);
    const pond = this.#ponds.get(basin.low.id);
    return level && pond && this.#historyOf(basin, level, pond, time);
  }

  #historyOf(
    basin: WatchedBasin,
    { depthM, at, before }: { depthM: number; at: number; before: GaugeState['before'] },
    pond: Pond,
    time: EventTime,
  ): FloodHistory {
    return {
      rainMm: this.#rainBins(basin, time),
      binS: BIN_MS / 1000,
      depthM,
      ...(before && { before: { depthM: before.depthM, secondsAgo: (at - before.at) / 1000 } }),
      earlier: pond.samples.map((sample) => ({ depthM: sample.value, secondsAgo: (time - sample.time) / 1000 })),
    };
  }

  /** Over the catchment, in bins up to now, newest last, mm. */
  #rainBins({ rain }: WatchedBasin, time: EventTime): number[] {
    const bins: number[] = [];
    for (let end = time - KEEP_MS + BIN_MS; end <= time; end += BIN_MS)
      bins.push(weighted(rain, (id) => this.#rain.get(id)?.between(end - BIN_MS, end)) ?? 0);
    return bins;
  }

  #rainSeen({ rain }: WatchedBasin, time: EventTime): RainSeen {
    const { wetMm, leastRainMmPerH } = this.#parameters;
    let [wet, hardest] = [false, 0];
    for (const { id } of rain) {
      const record = this.#rain.get(id);
      if (!record || record.between(time - KEEP_MS, time) < wetMm) continue;
      wet = true;
      for (let end: number = time; end > time - HOUR_MS; end -= SPAN_MS)
        hardest = Math.max(hardest, record.between(end - SPAN_MS, end) * (HOUR_MS / SPAN_MS));
    }
    return { wet, mostMmPerH: Math.max(leastRainMmPerH, UNSEEN_SHARE * hardest) };
  }
}
