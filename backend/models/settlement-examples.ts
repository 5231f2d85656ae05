import { GroundMemory } from '../../detectors/rules/control-values/ground-memory.ts';
import { changeOverDay, type PointRecord } from '../../detectors/rules/control-values/point-record.ts';
import {
  plainSettlement,
  SETTLEMENT_FEATURES,
  SETTLEMENT_HOURS,
  SETTLEMENT_UNIT_MM,
  settlementFeatures,
} from '../../detectors/rules/control-values/settlement-forecast.ts';
import { sitesOf } from '../../detectors/rules/control-values/sites.ts';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { nameSeed } from '../../geodata/city/name-seed.ts';
import { hashNoise } from '../../geodata/city/seeded-random.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import { groundWeek } from '../../scenarios/training/ground-week.ts';
import { bareCity } from './bare-city.ts';
import type { Example, LearningTask } from './example-set.ts';
import { type Series, valueAt } from './series-of.ts';

const HOUR_MS = 3_600_000;
/** The slowest points read once an hour; one reading may be lost. */
const GAP_MS = 2.5 * HOUR_MS;
const JUMP_SIGMAS = 6;
/** Forecasts are wanted of points that move: those that changed so much within a day, mm, all; of the others this share. */
const MOVES_MM = 1.5;
const STILL_SHARE = 0.01;
/** Of the readings of a point that moves. */
const MOVING_SHARE = 0.12;
/** Right after a jump every reading counts: that is when an officer asks. */
const AFTER_JUMP_MS = 4 * HOUR_MS;

export const SETTLEMENT_TASK: LearningTask = {
  id: 'settlement',
  task: 'Settlement at a monitoring point over the coming three days, mm',
  plainMethod: 'trend of the last day, damped',
  features: SETTLEMENT_FEATURES,
  horizonsS: SETTLEMENT_HOURS.map((hours) => 3600 * hours),
  unit: SETTLEMENT_UNIT_MM,
};

/** What settlement needs of a city. */
export const groundCity = (city: CityModel): CityModel =>
  bareCity(city, {
    monitoringPoints: city.monitoringPoints.filter(({ kind }) => kind === 'settlement_point'),
    shieldDrives: city.shieldDrives,
    pits: city.pits,
    karstCaves: city.karstCaves,
    workAreas: city.workAreas,
    riskSources: city.riskSources,
  });

export function settlementExamples(city: CityModel, seed: number, start: EventTime): Example[] {
  const sites = sitesOf(city);
  const ground = new GroundMemory(JUMP_SIGMAS);
  const series = new Map<string, { times: number[]; values: number[] }>();
  const moments: { time: number; series: Series; features: number[]; plain: Example['plain'] }[] = [];
  for (const { messages } of groundWeek.begin({ city, seed, start }).play(start))
    for (const message of messages) {
      const one = message.kind === 'observation' ? sites.points.get(message.thing) : undefined;
      if (message.kind !== 'observation' || !one) continue;
      const { time, value } = message;
      const own = series.get(message.thing) ?? { times: [], values: [] };
      series.set(message.thing, own);
      if (time <= (own.times.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
      own.times.push(time);
      own.values.push(value);
      ground.take(one, message, sites);
      const record = ground.recordOf(message.thing)!;
      if (time < start + 20 * HOUR_MS || time > start + 72 * HOUR_MS || !isWanted(record, message.thing, time))
        continue;
      const plain = plainSettlement(record);
      moments.push({
        time,
        series: own,
        features: settlementFeatures(one, record, plain, sites, ground.recordOf, time),
        plain,
      });
    }
  return moments.flatMap(({ time, series: own, features, plain }) => {
    const actual = SETTLEMENT_HOURS.map((hours) => valueAt(own, time + hours * HOUR_MS, GAP_MS));
    return actual.every((value) => value !== undefined) ? [{ features, plain, actual: actual as number[] }] : [];
  });
}

function isWanted(record: PointRecord, thing: string, time: number): boolean {
  if (record.jumpedAt !== null && time - record.jumpedAt <= AFTER_JUMP_MS) return true;
  const moves = Math.abs(changeOverDay(record) ?? 0) >= MOVES_MM;
  return hashNoise(nameSeed(1, thing), Math.round(time / 60_000)) < (moves ? MOVING_SHARE : STILL_SHARE);
}
