import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawdownM, wellFunction } from '../../../../scenarios/synthetic/underground/drawdown.ts';
import {
  acrossShare,
  alongShare,
  bowlM,
  normalCdf,
  troughDepthM,
  troughWidthM,
} from '../../../../scenarios/synthetic/underground/ground-loss.ts';

describe('ground over a tunnel', () => {
  it('has a trough as large as the ground that was lost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 6, max: 40, noNaN: true }),
        fc.double({ min: 0.002, max: 0.03, noNaN: true }),
        (depthM, loss) => {
          const widthM = troughWidthM(depthM);
          const lostM2 = loss * 30;
          const stepM = widthM / 50;
          let volume = 0;
          for (let y = -6 * widthM; y <= 6 * widthM; y += stepM)
            volume += troughDepthM(lostM2, widthM) * acrossShare(y, widthM) * stepM;
          expect(volume).toBeCloseTo(lostM2, 5);
        },
      ),
    );
  });

  it('has a bowl as large as the hole that swallowed it', () => {
    const widthM = 9;
    let volume = 0;
    for (let r = 0.05; r < 8 * widthM; r += 0.1) volume += bowlM(60, r, widthM) * 2 * Math.PI * r * 0.1;
    expect(volume).toBeCloseTo(60, 1);
  });

  it('has settled by half when the face is under it, and wholly when it is far ahead', () => {
    expect(alongShare(-500, 0, 9)).toBeCloseTo(0.5, 6);
    expect(alongShare(-500, 100, 9)).toBeCloseTo(1, 6);
    expect(normalCdf(1.6448536)).toBeCloseTo(0.95, 6);
  });

  it('draws the water down as Theis says, and lets it recover', () => {
    // Ferris et al. (1962), USGS WSP 1536-E, table 2.
    expect(wellFunction(1)).toBeCloseTo(0.2194, 4);
    expect(wellFunction(0.01)).toBeCloseTo(4.0379, 4);
    expect(wellFunction(2)).toBeCloseTo(0.0489, 4);
    const open = drawdownM(0.03, 20, 7200);
    expect(open).toBeGreaterThan(drawdownM(0.03, 80, 7200));
    expect(drawdownM(0.03, 20, 7200 + 86_400, 86_400)).toBeLessThan(open / 4);
  });
});
