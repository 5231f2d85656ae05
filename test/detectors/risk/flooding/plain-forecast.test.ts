import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagS, plainForecast, pondVolumeM3, reachesInS } from '../../../../detectors/risk/flooding/plain-forecast.ts';

const basin = { areaM2: 500_000, runoff: 0.85, pondM2: 10_000, drainM3s: 6 };
const bins = (mm: number, count = 24) => Array.from({ length: count }, () => mm);

describe('the plain flood forecast', () => {
  it('lets a dry pond stay dry and a full one drain', () => {
    expect(plainForecast(basin, { rainMm: bins(0), binS: 300, depthM: 0 }).every(({ high }) => high === 0)).toBe(true);
    const draining = plainForecast(basin, { rainMm: bins(0), binS: 300, depthM: 0.8 });
    expect(draining[0]!.median).toBeCloseTo(Math.sqrt((2 * (pondVolumeM3(0.8, 10_000) - 6 * 300)) / 10_000), 6);
  });

  it('never makes water: what stands is at most what stood, was on its way and may still fall', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (mm, depthM) => {
          const points = plainForecast(basin, { rainMm: bins(mm), binS: 300, depthM });
          const mostMm = mm * 24 + mm * 12;
          const most = pondVolumeM3(depthM, basin.pondM2) + 1.5 * (mostMm / 1000) * basin.runoff * basin.areaM2;
          return points.every(
            ({ median, low, high }) =>
              low <= median && median <= high && pondVolumeM3(high, basin.pondM2) <= most + 1e-6,
          );
        },
      ),
    );
  });

  it('sees from the last rise that pumps have failed', () => {
    const rising = { rainMm: bins(3), binS: 300, depthM: 0.3, before: { depthM: 0.1, secondsAgo: 60 } };
    const working = plainForecast(basin, { rainMm: bins(3), binS: 300, depthM: 0.3 });
    expect(plainForecast(basin, rising)[0]!.median).toBeGreaterThan(working[0]!.median);
  });

  it('says when a depth is reached', () => {
    const points = plainForecast(basin, { rainMm: bins(8), binS: 300, depthM: 0.1 });
    const inS = reachesInS(points, 0.1, 0.27)!;
    expect(inS).toBeGreaterThan(0);
    expect(inS).toBeLessThan(points[0]!.inS + 1);
    expect(reachesInS(points, 0.3, 0.27)).toBe(0);
    expect(reachesInS(points, 0.1, 99)).toBeUndefined();
  });

  it('holds half an hour for a square kilometre and never less than five minutes', () => {
    expect(lagS(1e6)).toBe(1800);
    expect(lagS(100)).toBe(300);
  });
});
