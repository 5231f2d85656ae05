import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MPS_PER_KNOT } from '../../../../geodata/model/units.ts';
import { createPassage } from '../../../../scenarios/synthetic/motion/passage.ts';
import { createPath } from '../../../../scenarios/synthetic/motion/path.ts';

const coordinate = fc.integer({ min: -8000, max: 8000 });
const route = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 9 })
  .filter((points) =>
    points.every((p, i) => i === 0 || Math.hypot(p[0] - points[i - 1]![0], p[1] - points[i - 1]![1]) > 300),
  );

describe('a path', () => {
  it('starts and ends at its points, and never moves faster than its own length', () =>
    fc.assert(
      fc.property(route, fc.integer({ min: 50, max: 900 }), (points, radiusM) => {
        const path = createPath(points, radiusM);
        const [first, last] = [path.at(0).at, path.at(path.lengthM).at];
        expect(Math.hypot(first[0] - points[0]![0], first[1] - points[0]![1])).toBeLessThan(0.01);
        expect(Math.hypot(last[0] - points.at(-1)![0], last[1] - points.at(-1)![1])).toBeLessThan(0.01);
        const step = path.lengthM / 400;
        let longest = 0;
        for (let i = 1; i <= 400; i++) {
          const [a, b] = [path.at((i - 1) * step).at, path.at(i * step).at];
          longest = Math.max(longest, Math.hypot(b[0] - a[0], b[1] - a[1]));
        }
        expect(longest).toBeLessThanOrEqual(step * 1.0001 + 0.001);
      }),
    ));

  it('refuses less than two points and legs of no length', () => {
    expect(() => createPath([[0, 0]], 100)).toThrow(RangeError);
    expect(() =>
      createPath(
        [
          [0, 0],
          [0, 0],
        ],
        100,
      ),
    ).toThrow(RangeError);
  });
});

describe('a passage', () => {
  it('goes from rest to rest, never faster than ordered, never harder than it can', () =>
    fc.assert(
      fc.property(
        route,
        fc.array(fc.integer({ min: 2, max: 25 }), { minLength: 1, maxLength: 8 }),
        (points, speedsKn) => {
          const accelerationMps2 = 0.1;
          const passage = createPassage(points, speedsKn, { turnRadiusM: 150, accelerationMps2 });
          const fastest = Math.max(...speedsKn) * MPS_PER_KNOT;
          expect(passage.at(0)).toEqual({ alongM: 0, speedMps: 0 });
          const end = passage.at(passage.durationMs);
          expect(end.alongM).toBeCloseTo(passage.path.lengthM, 1);
          expect(end.speedMps).toBeLessThan(0.01);
          const worst = { speedMps: 0, changeMps: 0, backM: 0 };
          for (let ms = 1000; ms <= passage.durationMs; ms += 1000) {
            const [before, now] = [passage.at(ms - 1000), passage.at(ms)];
            worst.speedMps = Math.max(worst.speedMps, now.speedMps);
            worst.changeMps = Math.max(worst.changeMps, Math.abs(now.speedMps - before.speedMps));
            worst.backM = Math.max(worst.backM, before.alongM - now.alongM);
          }
          expect(worst.speedMps).toBeLessThanOrEqual(fastest + 1e-6);
          expect(worst.changeMps).toBeLessThanOrEqual(accelerationMps2 + 1e-6);
          expect(worst.backM).toBeLessThanOrEqual(1e-6);
        },
      ),
      { numRuns: 40 },
    ));
});
