import { describe, expect, it } from 'vitest';
import {
  newSeriesAnomaly,
  type SeriesAnomaly,
  scoreOf,
  surprise,
} from '../../../../detectors/risk/anomaly/series-anomaly.ts';
import { rhythm } from '../../../builders/occasions/unlike-any-before.ts';

const STEP_MS = 300_000;
const DAY = 288;

function surprises(values: readonly number[], state: SeriesAnomaly = newSeriesAnomaly(), from = 0): number[] {
  return values.map((value, step) => surprise(state, (from + step) * STEP_MS, value).surprise);
}

const greatest = (values: readonly number[]): number => Math.max(...values);

describe('the surprise of a value', () => {
  it('is great for a spike, a lost rhythm, a silence and a step, and small for the usual', () => {
    const usual = rhythm(12);
    const at = 10 * DAY;
    const calm = greatest(surprises(usual).slice(7 * DAY));
    const changed = (change: (value: number, step: number) => number, length: number) =>
      greatest(
        surprises(usual.map((value, step) => (step >= at && step < at + length ? change(value, step) : value))).slice(
          at,
          at + length,
        ),
      );
    expect(calm).toBeLessThan(2.5);
    expect(changed((value) => value + 30, 1)).toBeGreaterThan(calm + 0.5);
    expect(changed((_, step) => usual[step - DAY / 2]!, DAY / 2)).toBeGreaterThan(calm);
    expect(changed(() => 6, DAY / 2)).toBeGreaterThan(calm);
    expect(changed((value) => value + 8, DAY)).toBeGreaterThan(calm);
  });

  it('does not depend on the unit or the zero of the series', () => {
    const values = rhythm(6).map((value, step) => (step === 5 * DAY ? 60 : value));
    const plain = surprises(values);
    for (const [factor, offset] of [
      [1, 400],
      [0.001, 0],
      [1000, -7],
    ] as const) {
      const other = surprises(values.map((value) => factor * value + offset));
      const differences = other.map((value, step) => Math.abs(value - plain[step]!));
      // Rounding may carry a value over the edge of a bin: once in a while, and not far.
      expect(greatest(differences)).toBeLessThan(0.2);
      expect(differences.filter((difference) => difference > 1e-6).length).toBeLessThan(values.length / 50);
    }
  });

  it('goes on as if nothing had happened wherever its state went through JSON', () => {
    const values = rhythm(5).map((value, step) => (step % 431 === 0 ? 3 * value : value));
    const unbroken = surprises(values);
    for (const cut of [0, 1, 19, 100, 101, 250, 251, 700]) {
      const state = newSeriesAnomaly();
      const before = surprises(values.slice(0, cut), state);
      const restored = JSON.parse(JSON.stringify(state)) as SeriesAnomaly;
      expect([...before, ...surprises(values.slice(cut), restored, cut)]).toEqual(unbroken);
    }
  });

  it('keeps a state of bounded size', () => {
    const state = newSeriesAnomaly();
    surprises(rhythm(30), state);
    const month = JSON.stringify(state).length;
    surprises(rhythm(30, 11), state, 30 * DAY);
    expect(JSON.stringify(state).length).toBeLessThan(1.2 * month);
    expect(month).toBeLessThan(60_000);
  });

  it('is a number for whatever comes in', () => {
    const huge = [1e308, -1e308, Number.MAX_VALUE, 1e-320, 0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e15, 5];
    const series: readonly (readonly number[])[] = [
      new Array<number>(1000).fill(0),
      new Array<number>(1000).fill(-17.25),
      Array.from({ length: 1000 }, (_, step) => huge[step % huge.length]!),
      Array.from({ length: 1000 }, (_, step) => (step === 500 ? 1e300 : 20)),
      [...new Array<number>(400).fill(3), ...rhythm(1), ...new Array<number>(400).fill(3)],
      Array.from({ length: 1000 }, (_, step) => step * 1e-9),
    ];
    for (const values of series) {
      const state = newSeriesAnomaly();
      for (const [step, value] of values.entries()) {
        const told = surprise(state, step * STEP_MS, value);
        expect(told.surprise).toBeGreaterThanOrEqual(0);
        expect(told.surprise).toBeLessThanOrEqual(12);
        expect(told.fresh).toBeLessThanOrEqual(told.surprise);
        expect(scoreOf(told)).toBeGreaterThanOrEqual(0);
        expect(scoreOf(told)).toBeLessThanOrEqual(1);
      }
      expect(JSON.parse(JSON.stringify(state))).toEqual(JSON.parse(JSON.stringify(structuredClone(state))));
      expect(JSON.stringify(state)).not.toContain('null');
    }
  });

  it('finds nothing in a constant', () => {
    expect(greatest(surprises(new Array<number>(2000).fill(4.2)))).toBeLessThan(0.1);
  });

  it('tells one event once, and the like of it less loudly', () => {
    const state = newSeriesAnomaly();
    const usual = rhythm(14).map((value, step) => (step > 5 * DAY && step % 700 < 3 ? 25 : value));
    const fresh = usual.map((value, step) => surprise(state, step * STEP_MS, value).fresh);
    const strong = fresh.flatMap((value, step) => (value > 2 ? [step] : []));
    expect(strong.length).toBeGreaterThan(0);
    expect(greatest(fresh.slice(12 * DAY))).toBeLessThan(greatest(fresh.slice(5 * DAY, 8 * DAY)));
  });
});
