import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poisson } from '../../../../scenarios/synthetic/beaches/chance.ts';
import { Visitors } from '../../../../scenarios/synthetic/beaches/visitors.ts';

describe('visitors of a beach', () => {
  it('are as many as came and have not left, whatever is ordered', () => {
    const orders = fc.array(fc.constantFrom('none', 'close', 'warn', 'call', 'sweep'), { maxLength: 120 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), orders, (seed, said) => {
        const visitors = new Visitors(seed, 300);
        said.forEach((order, index) => {
          const minute = index + 1;
          if (order === 'close') visitors.close(minute);
          if (order === 'warn') visitors.warn(minute, 0.5);
          if (order === 'call') visitors.call(minute);
          if (order === 'sweep') visitors.sweep(minute, 28);
          visitors.pass(minute, 6, 1, false);
          expect(visitors.people).toBe(visitors.arrived - visitors.left);
          expect(visitors.people).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('mostly leave within twenty minutes of a closing; some stay until they are led off', () => {
    const visitors = new Visitors(11, 250);
    for (let minute = 1; minute <= 60; minute++) visitors.pass(minute, 20, 0.5, false);
    const before = visitors.people;
    visitors.close(61);
    for (let minute = 61; minute <= 90; minute++) visitors.pass(minute, 0, 1, true);
    expect(visitors.people).toBeLessThan(before * 0.5);
    expect(visitors.people).toBeGreaterThan(before * 0.1);
    visitors.sweep(91, 28);
    for (let minute = 91; minute <= 160; minute++) visitors.pass(minute, 0, 1, true);
    expect(visitors.people).toBe(0);
  });
});

describe('a drawn count', () => {
  it('has the mean that was asked for', () => {
    for (const mean of [0.4, 3, 25, 90]) {
      let sum = 0;
      for (let draw = 0; draw < 2000; draw++) sum += poisson(mean, (draw + 0.5) / 2000);
      expect(Math.abs(sum / 2000 - mean)).toBeLessThan(0.03 * mean + 0.02);
    }
  });
});
