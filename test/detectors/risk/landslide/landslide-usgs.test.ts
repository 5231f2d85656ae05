import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { landslideDescriptor } from '../../../../detectors/risk/landslide/descriptor.ts';
import { type RainThreshold, SEATTLE } from '../../../../detectors/risk/landslide/rain-thresholds.ts';
import { detect } from '../../../builders/detection.ts';
import { anObservation } from '../../../builders/messages.ts';
import { wetWorld } from '../../../builders/wet-town.ts';

/** Settings and recordings of the USGS programme that tracks landslide thresholds in Seattle and Mukilteo (usgs/landslides-thresholds). */
const FOLDER = resolve('../shared/data/telemetry/usgs-landslides/data');
const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
const MM_PER_INCH = 25.4;
const [recentRule, stormRule] = SEATTLE as [RainThreshold, RainThreshold];

/** Hundredths of an inch that fell up to `time`. */
interface Fall {
  readonly time: number;
  readonly hundredths: number;
}

/** Quarter-hours one after the other: the stations' local clock steps back an hour in November, their loggers do not. */
function readBluff(name: string): Fall[] {
  const rows = readFileSync(resolve(FOLDER, 'RALHS', name), 'utf8')
    .trim()
    .split('\n');
  const [year, month, day, hour, minute] = rows[0]!.split(/\s+/).map(Number);
  const start = Date.UTC(year!, month! - 1, day, hour, minute);
  return rows.map((row, index) => ({
    time: start + index * QUARTER_MS,
    hundredths: Math.round(Number(row.trim().split(/\s+/)[5]) * 100),
  }));
}

/** Hourly: two digits of the station, YYYYMMDDHH with midnight as 24, hundredths of an inch. */
const readAirport = (name: string): Fall[] =>
  readFileSync(resolve(FOLDER, 'test', name), 'utf8')
    .trim()
    .split('\n')
    .map((row) => ({
      time: Date.UTC(
        Number(row.slice(2, 6)),
        Number(row.slice(6, 8)) - 1,
        Number(row.slice(8, 10)),
        Number(row.slice(10, 12)),
      ),
      hundredths: Number(row.slice(12).trim()),
    }))
    .filter(({ time }, index, all) => index === 0 || time > all[index - 1]!.time);

/** Spells in which `ratioOf` is beyond 1: begun above it, ended below it. */
function spells(falls: readonly Fall[], ratioOf: (index: number) => number | undefined): [from: number, to?: number][] {
  const found: [from: number, to?: number][] = [];
  falls.forEach(({ time }, index) => {
    const ratio = ratioOf(index);
    if (ratio === undefined) return;
    const open = found.at(-1);
    const isOpen = open !== undefined && open.length === 1;
    if (!isOpen && ratio > 1 + 1e-9) found.push([time]);
    else if (isOpen && ratio < 1 - 1e-9) open.push(time);
  });
  return found;
}

/** P3 = 3.5 − 0.67 P15, by adding up every reading of the two windows. */
function naiveRecent(falls: readonly Fall[]) {
  const sum = (index: number, fromH: number, toH: number) => {
    const { time } = falls[index]!;
    let hundredths = 0;
    for (let j = index; j >= 0 && falls[j]!.time > time - toH * HOUR_MS; j--)
      if (falls[j]!.time <= time - fromH * HOUR_MS) hundredths += falls[j]!.hundredths;
    return hundredths / 100;
  };
  return spells(falls, (index) => {
    if (falls[index]!.time - falls[0]!.time < (432 - 1) * HOUR_MS) return undefined;
    const limit = 3.5 - 0.67 * sum(index, 72, 432);
    const recent = sum(index, 0, 72);
    return limit > 0 ? recent / limit : recent > 0 ? 3 : 0;
  });
}

/** I = 3.257 D^−1.13: the mean since the storm began, against its duration up to its last rain; three dry hours part storms. */
function naiveStorms(falls: readonly Fall[]) {
  return spells(falls, (index) => {
    let [last, first] = [-1, -1];
    for (let j = index; j > 0; j--) {
      if (falls[j]!.hundredths === 0) {
        if (first > 0 && falls[first - 1]!.time - falls[j]!.time >= 3 * HOUR_MS) break;
        continue;
      }
      if (first > 0 && falls[first - 1]!.time - falls[j]!.time >= 3 * HOUR_MS) break;
      if (last < 0) last = j;
      first = j;
    }
    if (last < 0) return undefined;
    const begun = falls[first - 1]!.time;
    const durationH = (falls[last]!.time - begun) / HOUR_MS;
    if (durationH > 60) return undefined;
    const inches = falls.slice(first, last + 1).reduce((total, { hundredths }) => total + hundredths, 0) / 100;
    return inches / ((falls[index]!.time - begun) / HOUR_MS) / (3.257 * durationH ** -1.13);
  });
}

/** What the detector makes of the same rain, told of one threshold alone. */
function detected(falls: readonly Fall[], threshold: RainThreshold) {
  const rain = falls.map(({ time, hundredths }) =>
    anObservation('rain-1', 'rain', time, (hundredths / 100) * MM_PER_INCH),
  );
  const findings = detect(landslideDescriptor, rain, {
    ...wetWorld,
    parameters: { thresholds: [threshold], clearShare: 1 },
  });
  const found: [from: number, to?: number][] = [];
  for (const { kind, time } of findings) {
    if (kind === 'raise') found.push([time]);
    if (kind === 'clear') found.at(-1)!.push(time);
  }
  return found;
}

const settings = (): ReadonlyMap<string, readonly number[]> =>
  new Map(
    readFileSync(resolve(FOLDER, 'RALHS/thresh_in.txt'), 'utf8')
      .split('\n')
      .map((row) => row.trim().split(','))
      .map(([name, ...values]) => [name!, values.map(Number)]),
  );

const STATIONS: readonly (readonly [string, () => Fall[]])[] = [
  ['waMLP', () => readBluff('waMLP_rain.txt')],
  ['waMVD116', () => readBluff('waMVD116_rain.txt')],
  ['waMWWD', () => readBluff('waMWWD_rain.txt')],
  ['waWatertonA', () => readBluff('waWatertonA_rain.txt')],
  ['KPAE', () => readAirport('KPAE_t.txt')],
  ['KSEA', () => readAirport('KSEA_t.txt')],
];

if (!existsSync(FOLDER)) it.skip(`no recordings at ${FOLDER}`);
else
  describe('the landslide detector over the USGS recordings', () => {
    it('has the thresholds of the agency’s own settings', () => {
      const of = settings();
      expect(recentRule).toMatchObject({
        recentH: of.get('Recent_Hours')![0],
        antecedentH: of.get('Antecedent_Hours')![0],
        interceptMm: of.get('Intercept_3_day_15_day_Threshold')![0]! * MM_PER_INCH,
        slope: of.get('Slope_3_day_15_day_Threshold')![0],
      });
      expect(stormRule).toMatchObject({
        coefficientMmPerH: of.get('Coeff_Int_Dur_Threshold')![0]! * MM_PER_INCH,
        exponent: of.get('Exponent_Int_Dur_Threshold')![0],
      });
      expect(landslideDescriptor.parameters.parse({}).stormGapH).toBe(of.get('Hours_Between_Storms')![0]);
    });

    it('has the same curve as the points between which the agency interpolates', () => {
      const points = readFileSync(resolve(FOLDER, 'RALHS/interpolatingPoints.txt'), 'utf8').trim().split('\n');
      for (const point of points) {
        const [hours, inches] = point.split(',').map(Number);
        expect(3.257 * hours! ** -1.13).toBeCloseTo(inches!, 2);
      }
    });

    it.each(STATIONS)('%s: raises and clears when 3 days against 15 say so', (_, read) => {
      const falls = read();
      expect(detected(falls, recentRule)).toEqual(naiveRecent(falls));
    });

    it.each(STATIONS)('%s: raises and clears when intensity and duration say so', (_, read) => {
      const falls = read();
      expect(detected(falls, stormRule)).toEqual(naiveStorms(falls));
    });

    it('has something to find', () => {
      const airport = readAirport('KSEA_t.txt');
      expect(naiveRecent(airport).length).toBeGreaterThan(5);
      expect(naiveStorms(airport).length).toBeGreaterThan(1);
    });
  });
