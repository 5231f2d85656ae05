import type { Matter } from './matters.ts';

const DAY_MS = 86_400_000;
/** What was learnt counts half from then on, days: cities change. Ours. */
const LONG_DAYS = 56;

/** Plain data: what was counted of each matter, over how many days. */
export interface LearntRates {
  days: number;
  upTo: number | undefined;
  counts: Record<string, number>;
}

export const NOTHING_LEARNT: LearntRates = { days: 0, upTo: undefined, counts: {} };

export function learnTime(rates: LearntRates, time: number): void {
  if (rates.upTo !== undefined && time > rates.upTo) rates.days += (time - rates.upTo) / DAY_MS;
  if (rates.upTo === undefined || time > rates.upTo) rates.upTo = time;
  if (rates.days <= LONG_DAYS) return;
  rates.days /= 2;
  for (const matter of Object.keys(rates.counts)) rates.counts[matter]! /= 2;
}

export function learnReport(rates: LearntRates, matter: string): void {
  rates.counts[matter] = (rates.counts[matter] ?? 0) + 1;
}

/** Everyday reports of a matter in the whole city, per day: the assumed rate and the counted one, each by its days (the mean of a gamma–Poisson model; Neill 2006). */
export const everydayPerDay = (
  { id, everyday }: Matter,
  { days, counts }: LearntRates,
  people: number,
  learnDays: number,
): number => (((everyday * people) / 1_000_000) * learnDays + (counts[id] ?? 0)) / (learnDays + days);
