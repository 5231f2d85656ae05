import { hashNoise } from '../../../geodata/city/seeded-random.ts';
import type { PeopleField } from './people-field.ts';
import { LONGEST_MS, type Placed, strongestCluster } from './scan-statistic.ts';

const DAY_MS = 86_400_000;
const EULER = 0.577_215_664_901_532_9;
/** Days are simulated until so many have a cluster: enough for a Gumbel distribution's two numbers; with fewer the plain rank stands. Ours. */
const ENOUGH_TO_FIT = 60;
/** Busier days than this are simulated as this busy: it takes long, and no city has as many of one matter. */
const MOST_PER_DAY = 3000;

/** How strong the strongest cluster of an everyday day is, by chance alone. */
export interface EverydayDays {
  /** Share of everyday days with a cluster at least so strong, (0, 1]. */
  pValue(ratio: number): number;
  /** Simulated days: fewer than asked for where most of them have a cluster. */
  readonly replicates: number;
}

/**
 * Monte Carlo distribution of the largest likelihood ratio of a whole day under the everyday rate (Kulldorff 2001: a prospective scan is compared with the largest of all scans of its period).
 * Beyond what ranks resolve, the tail is that of a Gumbel distribution fitted by moments to the days that have a cluster at all (Abrams, Kulldorff & Kleinman 2010). The same
 * arguments give the same days.
 */
export function everydayDays(perDay: number, field: PeopleField, least: number, replicates: number): EverydayDays {
  const clustered: number[] = [];
  let days = 0;
  while (days < replicates && clustered.length < ENOUGH_TO_FIT) {
    const largest = largestOfDay(perDay, field, least, days++);
    if (largest > 0) clustered.push(largest);
  }
  const gumbel = clustered.length >= ENOUGH_TO_FIT ? fitGumbel(clustered) : undefined;
  return {
    replicates: days,
    pValue(ratio) {
      const asStrong = clustered.filter((other) => other >= ratio).length;
      const rank = (asStrong + 1) / (days + 1);
      if (gumbel === undefined || asStrong > 0) return rank;
      const tail = -Math.expm1(-Math.exp(-(ratio - gumbel.mode) / gumbel.scale));
      return Math.min(rank, (clustered.length / days) * tail);
    },
  };
}

function fitGumbel(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const scale = (Math.sqrt(variance) * Math.sqrt(6)) / Math.PI;
  return { scale, mode: mean - EULER * scale };
}

function largestOfDay(perDay: number, field: PeopleField, least: number, day: number): number {
  let drawn = 0;
  const noise = () => hashNoise(day + 1, drawn++);
  const rate = Math.min(perDay, MOST_PER_DAY);
  const recent: Placed[] = [];
  let largest = 0;
  // Waiting times of a Poisson process are exponential.
  for (let time = wait(rate, noise()); time < DAY_MS; time += wait(rate, noise())) {
    while (recent.length > 0 && recent[0]!.time < time - LONGEST_MS) recent.shift();
    recent.push({ time, at: field.draw([noise(), noise(), noise()]) });
    const cluster = strongestCluster(recent, rate / 24, field, least);
    if (cluster && cluster.ratio > largest) largest = cluster.ratio;
  }
  return largest;
}

const wait = (perDay: number, share: number): number => (-Math.log(1 - share) / perDay) * DAY_MS;
