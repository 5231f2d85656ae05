import { describe, expect, it } from 'vitest';
import { bestOutcome, outcomeAt, PROFILES, probationRows, scaledSigmoid } from '../../../bench/harness/nab/score.ts';

const [standard, lowFalsePositives, lowFalseNegatives] = PROFILES as [
  (typeof PROFILES)[number],
  (typeof PROFILES)[number],
  (typeof PROFILES)[number],
];
const ROWS = 4032;
/** As that of the benchmark's `art_daily_jumpsup` and its siblings: 403 rows. */
const WINDOW = [2787, 3189] as const;

const detecting = (...rows: number[]) => {
  const scores = new Float64Array(ROWS);
  for (const row of rows) scores[row] = 1;
  return { windows: [WINDOW], scores };
};

describe('the scoring of the Numenta Anomaly Benchmark', () => {
  it('weighs a place in a window as published', () => {
    expect(scaledSigmoid(-1)).toBeCloseTo(0.98661, 5);
    expect(scaledSigmoid(-0.5)).toBeCloseTo(0.84828, 5);
    expect(scaledSigmoid(0)).toBe(0);
    expect(scaledSigmoid(1)).toBeCloseTo(-0.98661, 5);
    expect(scaledSigmoid(3)).toBe(-1);
  });

  it('leaves out the first 15 %, at most 750 rows', () => {
    expect(probationRows(1127)).toBe(169);
    expect(probationRows(4032)).toBe(604);
    expect(probationRows(22_695)).toBe(750);
  });

  it('gives silence 0 and the first row of every window 100, in every profile', () => {
    for (const profile of PROFILES) {
      expect(bestOutcome([detecting()], profile).normalized).toBe(0);
      expect(bestOutcome([detecting(WINDOW[0])], profile).normalized).toBeCloseTo(100, 10);
    }
  });

  // What the benchmark's repository publishes for single series of the detector ARTime (results/ARTime, 2021).
  it('agrees with published figures of single series', () => {
    const place = WINDOW[1] + 1 - 201;
    expect(outcomeAt([detecting(place)], standard, 1).raw).toBeCloseTo(0.8589086704377245, 12);
    expect(outcomeAt([detecting(place, 700)], standard, 1).raw).toBeCloseTo(0.8589086704377245 - 0.11, 12);
    expect(outcomeAt([detecting(700)], standard, 1).raw).toBeCloseTo(-1.11, 12);
    expect(outcomeAt([detecting(700)], lowFalsePositives, 1).raw).toBeCloseTo(-1.22, 12);
    expect(outcomeAt([detecting(700)], lowFalseNegatives, 1).raw).toBeCloseTo(-2.11, 12);
  });

  it('counts the earliest detection of a window, and none of the probation', () => {
    const early = outcomeAt([detecting(WINDOW[0] + 50)], standard, 1).raw;
    expect(outcomeAt([detecting(WINDOW[0] + 50, WINDOW[0] + 60, WINDOW[1])], standard, 1).raw).toBeCloseTo(early, 12);
    expect(outcomeAt([detecting(WINDOW[0] + 50, 10, 603)], standard, 1).raw).toBeCloseTo(early, 12);
  });

  it('forgives a false detection just behind a window more than one far away', () => {
    const just = outcomeAt([detecting(WINDOW[0], WINDOW[1] + 1)], standard, 1).raw;
    const later = outcomeAt([detecting(WINDOW[0], WINDOW[1] + 200)], standard, 1).raw;
    expect(just).toBeGreaterThan(later);
    expect(later).toBeGreaterThan(1 - 0.11);
    expect(just).toBeCloseTo(1 + 0.11 * scaledSigmoid(1 / 402), 12);
  });

  it('finds the threshold that a slow search over all of them finds', () => {
    let state = 7;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const corpus = [0, 1, 2].map((which) => ({
      windows:
        which === 2
          ? []
          : ([
              [60 + which, 80],
              [120, 139],
            ] as const),
      scores: Array.from({ length: 150 }, () => Math.round(20 * next()) / 20),
    }));
    for (const profile of PROFILES) {
      const all = [2, ...corpus.flatMap(({ scores }) => scores)].map((threshold) =>
        outcomeAt(corpus, profile, threshold),
      );
      const best = Math.max(...all.map(({ raw }) => raw));
      expect(bestOutcome(corpus, profile).raw).toBeCloseTo(best, 12);
    }
  });
});
