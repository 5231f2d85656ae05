import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { degreeText, graticule, graticuleStep } from '../../../frontend/map/graticule.ts';
import { layoutMarks } from '../../../frontend/map/marks/layout.ts';
import { barsOf } from '../../../frontend/panels/conductor/histogram-bars.ts';
import { tickText, timeScale, valueScale } from '../../../frontend/panels/inspector/chart-scale.ts';
import { positionText } from '../../../frontend/panels/inspector/ship.ts';

describe('the graticule', () => {
  it('has a few lines at every zoom', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 300, noNaN: true }), (span) => {
        const lines = span / graticuleStep(span);
        expect(lines).toBeGreaterThan(3);
        expect(lines).toBeLessThan(20);
      }),
    );
  });

  it('names whole degrees, minutes and seconds as charts do', () => {
    expect(degreeText(114.5, 'EW', 0.5)).toBe('114°30′E');
    expect(degreeText(-22, 'NS', 1)).toBe('22°S');
    expect(degreeText(22 + 10 / 3600, 'NS', 10 / 3600)).toBe('22°00′10″N');
    expect(degreeText(0, 'EW', 1)).toBe('0°');
  });

  it('stays on the globe', () => {
    for (const { geometry } of graticule([-180, -85, 180, 85]).features) {
      const points = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
      for (const [lon, lat] of points) expect(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 85).toBe(true);
    }
  });
});

describe('marks', () => {
  it('stand together when near, apart when not, and the selected one alone', () => {
    const subjects = [
      { id: 'a', x: 100, y: 100 },
      { id: 'b', x: 110, y: 105 },
      { id: 'c', x: 400, y: 100 },
    ];
    expect(layoutMarks(subjects).map(({ ids }) => ids)).toEqual([['a', 'b'], ['c']]);
    expect(layoutMarks(subjects, 'b').map(({ ids }) => ids)).toEqual([['a'], ['b'], ['c']]);
  });

  it('keep off one another where there is room', () => {
    const marks = layoutMarks([
      { id: 'a', x: 100, y: 100 },
      { id: 'b', x: 135, y: 100 },
    ]);
    const [a, b] = marks.map(({ x, y, dx, dy }) => [x + dx, y + dy] as const);
    expect(Math.hypot(a![0] - b![0], a![1] - b![1])).toBeGreaterThan(30);
  });

  it('lose nobody', () => {
    const subject = fc.record({
      id: fc.uuid(),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(subject, { selector: ({ id }) => id }), (subjects) => {
        const ids = layoutMarks(subjects).flatMap((mark) => mark.ids);
        expect(ids.toSorted()).toEqual(subjects.map(({ id }) => id).toSorted());
      }),
    );
  });
});

describe('axes and numbers', () => {
  it('cover all values with round ticks', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const scale = valueScale(values, 100, 0);
        for (const value of values) expect(scale.at(value)).toSatisfy((y: number) => y >= -1e-6 && y <= 100 + 1e-6);
        expect(scale.ticks.length).toBeLessThan(10);
      }),
    );
  });

  it('show no more decimals than the step has', () => {
    expect(tickText(0.2, [0, 0.1])).toBe('0.2');
    expect(tickText(20, [0, 10])).toBe('20');
  });

  it('put time ticks on whole steps', () => {
    const from = Date.parse('2026-09-18T07:03:20Z');
    const { ticks } = timeScale(from, from + 3_600_000, 0, 100, 6);
    expect(ticks.every((tick) => tick % 600_000 === 0)).toBe(true);
  });

  it('write positions in degrees and minutes', () => {
    expect(positionText([114.55, 22.999_999])).toBe('23°00.00′N 114°33.00′E');
    expect(positionText([-0.5, -33.25])).toBe('33°15.00′S 000°30.00′W');
  });

  it('sort counts into bars and draw nothing where nothing was', () => {
    const from = Date.parse('2026-09-18T07:00:00Z');
    const bin = (minute: number, grade: number, count: number) => ({
      time: new Date(from + minute * 60_000).toISOString(),
      family: 'vessel',
      grade,
      count,
    });
    const bars = barsOf([bin(0, 4, 2), bin(1, 1, 1), bin(9, 3, 5)], from, 120_000);
    expect(bars.families.vessel).toEqual([
      { from, total: 3, grades: [1, 0, 0, 2] },
      { from: from + 480_000, total: 5, grades: [0, 0, 5, 0] },
    ]);
    expect([bars.tallest, bars.countSince(from + 60_000), bars.families.city.length]).toEqual([5, 5, 0]);
  });
});
