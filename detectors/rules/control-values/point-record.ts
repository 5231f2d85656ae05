import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { Observation } from '../../../ingestion/observation.ts';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A day, and what is averaged around its far end. */
const KEPT_HOURS = 27;
/** The level a day ago is the mean of the hours within this of it. Ours: a reading every half hour makes six, which halves the noise and shifts nothing where the series is straight. */
const AROUND_MS = 1.5 * HOUR_MS;
/** Readings kept singly, and those a new one is held against. Ours. */
const RECENT = 8;
const AGAINST = 4;
/** What is older than this is no measure for a jump. Ours: four readings of the slowest point. */
const AGAINST_MS = 4.5 * HOUR_MS;

/**
 * Standard deviation of one reading, in the kind's unit: levelling of second order 0.3 mm, convergence 0.2 mm, wells 1 cm, strut cells half a percent
 * of an ordinary strut's load, inclinometers 0.25 mm (accuracies asked for by GB 50911-2013 §6 and GB 50497-2019 §6, rounded). Not certain per article.
 */
const NOISE: Readonly<Record<MonitoringPoint['kind'], number>> = {
  settlement_point: 0.3,
  convergence: 0.2,
  groundwater: 0.012,
  axial_force: 12,
  pore_pressure: 0.35,
  inclinometer: 0.25,
};
/** Which way ground loss and leaks move it; both ways where both do. */
const WAY: Readonly<Record<MonitoringPoint['kind'], -1 | 0 | 1>> = {
  settlement_point: -1,
  convergence: 0,
  groundwater: -1,
  axial_force: 0,
  pore_pressure: -1,
  inclinometer: 0,
};

export const noiseOf = (kind: MonitoringPoint['kind']): number => NOISE[kind];

/** What is remembered of one monitoring point; plain data. */
export interface PointRecord {
  /** Newest readings, oldest first: time, value. */
  readonly recent: [number, number][];
  /** Medians of past hours, oldest first: begin of the hour, mean time of its readings, median. */
  readonly hours: [number, number, number][];
  /** Of the hour under way. */
  readonly hour: [number, number][];
  /** The last time it moved by more than its noise within a few readings, the way trouble goes; null when it has not or went back. */
  jumpedAt: number | null;
  /** Level before that. */
  jumpedFrom: number;
  /** How far the newest reading is from the few before it. */
  step: number;
}

export const newRecord = (): PointRecord => ({
  recent: [],
  hours: [],
  hour: [],
  jumpedAt: null,
  jumpedFrom: 0,
  step: 0,
});

/** Takes a reading; times must grow. @param jumpSigmas how many standard deviations make a jump. */
export function takeReading(record: PointRecord, { kind }: MonitoringPoint, reading: Observation, jumpSigmas: number) {
  const { time, value } = reading;
  const before = record.recent
    .slice(-AGAINST)
    .filter(([at]) => time - at <= AGAINST_MS)
    .map(([, was]) => was);
  const least = jumpSigmas * NOISE[kind];
  const from = before.length > 0 ? median(before) : value;
  const step = value - from;
  record.step = step;
  const isJump = Math.abs(step) >= least && (WAY[kind] === 0 || Math.sign(step) === WAY[kind]);
  const last = record.recent.at(-1);
  const isBack = record.jumpedAt !== null && Math.abs(value - record.jumpedFrom) < least / 2;
  if (isBack) record.jumpedAt = null;
  else if (isJump) {
    record.jumpedAt = time;
    record.jumpedFrom = from;
  }
  // A spike must not become the level of its hour: a jump counts only once the next reading agrees.
  const alone = Math.abs(step) >= least && (last === undefined || Math.abs(value - last[1]) >= Math.abs(step) / 2);
  closeHour(record, time);
  if (!alone) record.hour.push([time, value]);
  record.recent.push([time, value]);
  if (record.recent.length > RECENT) record.recent.shift();
}

function closeHour(record: PointRecord, time: number): void {
  const [first] = record.hour;
  const begin = Math.floor(time / HOUR_MS) * HOUR_MS;
  if (first === undefined || first[0] >= begin) return;
  const readings = record.hour.splice(0);
  const meanTime = readings.reduce((sum, [at]) => sum + at, 0) / readings.length;
  record.hours.push([
    Math.floor(first[0] / HOUR_MS) * HOUR_MS,
    Math.round(meanTime),
    median(readings.map(([, value]) => value)),
  ]);
  while (record.hours[0]![0] < time - KEPT_HOURS * HOUR_MS) record.hours.shift();
}

/** Change since a day ago, or since the record began where that is later; `undefined` before there is anything to hold the newest reading against. */
export function changeOverDay({ hours, hour, recent }: PointRecord): number | undefined {
  const newest = recent.at(-1);
  if (!newest) return undefined;
  const [time, value] = newest;
  const from = levelAt([...hours, ...openHour(hour)], time - DAY_MS);
  return from === undefined ? undefined : value - from;
}

const openHour = (hour: readonly [number, number][]): [number, number, number][] =>
  hour.length === 0 ? [] : [[hour[0]![0], hour[0]![0], median(hour.map(([, value]) => value))]];

/** Mean of the hours around a time; between its neighbours over a gap; the earliest before all. */
function levelAt(hours: readonly (readonly [number, number, number])[], time: number): number | undefined {
  const [earliest] = hours;
  if (!earliest || earliest[1] >= time) return earliest?.[2];
  const around = hours.filter(([, at]) => Math.abs(at - time) <= AROUND_MS);
  if (around.some(([, at]) => at <= time) && around.some(([, at]) => at >= time))
    return around.reduce((sum, [, , level]) => sum + level, 0) / around.length;
  const after = hours.findIndex(([, at]) => at > time);
  if (after < 0) return hours.at(-1)![2];
  const [a, b] = [hours[after - 1]!, hours[after]!];
  return a[2] + ((b[2] - a[2]) * (time - a[1])) / (b[1] - a[1]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
