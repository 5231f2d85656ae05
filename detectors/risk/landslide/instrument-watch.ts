import type { Observation } from '../../../ingestion/observation.ts';

/** The last readings of one pore pressure cell or inclinometer. Plain data. */
export interface Instrument {
  readonly datastream: string;
  /** Oldest first. */
  readonly readings: { readonly time: number; readonly value: number }[];
  /** Readings in a row beyond its limit. */
  beyond: number;
}

export interface InstrumentLimits {
  readonly porePressureKPa: number;
  readonly creepMmPerH: number;
}

const HOUR_MS = 3_600_000;
/** Over which creep is measured. Ours: four readings of a half-hourly inclinometer, so that its noise counts for little. */
const CREEP_MS = 2 * HOUR_MS;
/** A rate over less than this is noise. Ours. */
const LEAST_MS = HOUR_MS;

export function takeReading(instrument: Instrument, { time, value }: Observation, limits: InstrumentLimits): void {
  const last = instrument.readings.at(-1);
  if (last && time <= last.time) return;
  instrument.readings.push({ time, value });
  while (instrument.readings[0]!.time < time - CREEP_MS) instrument.readings.shift();
  instrument.beyond = shareOf(instrument, limits) >= 1 ? instrument.beyond + 1 : 0;
}

/** Readings that are averaged, so that the cell's noise counts for little. Ours. */
const AVERAGED = 3;

/** Pore pressure now, kPa: the last few readings, each with what the rain since then adds; `undefined` where it is no cell or was not heard since `oldest`. */
export function pressureNow(
  { datastream, readings }: Instrument,
  oldest: number,
  kPaPerMm: number,
  rainSinceMm: (from: number) => number | undefined,
): number | undefined {
  const last = readings.at(-1);
  if (datastream !== 'pressure' || !last || last.time < oldest || readings.length < 2) return undefined;
  const recent = readings.slice(-AVERAGED);
  return recent.reduce((sum, { time, value }) => sum + value + kPaPerMm * (rainSinceMm(time) ?? 0), 0) / recent.length;
}

/** What it says, as a share of its limit. */
export function shareOf(instrument: Instrument, { porePressureKPa, creepMmPerH }: InstrumentLimits): number {
  if (instrument.datastream === 'pressure') return (instrument.readings.at(-1)?.value ?? 0) / porePressureKPa;
  return Math.abs(creepOf(instrument)) / creepMmPerH;
}

/** Displacement rate over the last two hours, mm/h; 0 until there is an hour of it. */
export function creepOf({ readings }: Instrument): number {
  const [first, last] = [readings[0], readings.at(-1)];
  if (!first || !last || last.time - first.time < LEAST_MS) return 0;
  return ((last.value - first.value) * HOUR_MS) / (last.time - first.time);
}
