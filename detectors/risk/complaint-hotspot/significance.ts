import { type EverydayDays, everydayDays } from './everyday-days.ts';
import type { PeopleField } from './people-field.ts';
import { logLikelihoodRatio } from './scan-statistic.ts';

/** Rates are rounded up to the next of these steps, so that simulated days serve for many matters and hours. Ours: it errs on the side of chance. */
const STEP = 1.25;
/** More reports than this in one cylinder are beyond any doubt. */
const MOST = 1000;

/** Remembers the simulated days of each rate: they are derived, so no snapshot needs them. */
export class Significance {
  readonly #least: number;
  readonly #replicates: number;
  readonly #known = new WeakMap<PeopleField, Map<number, EverydayDays>>();

  constructor(least: number, replicates: number) {
    this.#least = least;
    this.#replicates = replicates;
  }

  pValue(ratio: number, perDay: number, field: PeopleField): number {
    return this.#daysOf(perDay, field).pValue(ratio);
  }

  /** How many reports it takes in a cylinder to be significant, at least `least`. */
  critical(expected: number, perDay: number, field: PeopleField, significance: number): number {
    const days = this.#daysOf(perDay, field);
    let count = this.#least;
    while (count < MOST && days.pValue(logLikelihoodRatio(count, expected)) > significance) count++;
    return count;
  }

  #daysOf(perDay: number, field: PeopleField): EverydayDays {
    let byStep = this.#known.get(field);
    if (byStep === undefined) {
      byStep = new Map();
      this.#known.set(field, byStep);
    }
    const step = stepOf(perDay);
    let days = byStep.get(step);
    if (days === undefined) {
      days = everydayDays(STEP ** step, field, this.#least, this.#replicates);
      byStep.set(step, days);
    }
    return days;
  }
}

const stepOf = (perDay: number): number => Math.ceil(Math.log(Math.max(perDay, 1e-3)) / Math.log(STEP));
export const roundedUp = (perDay: number): number => STEP ** stepOf(perDay);
