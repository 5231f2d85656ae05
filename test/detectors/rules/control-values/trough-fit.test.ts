import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitTrough, troughAt, usualWidthM } from '../../../../detectors/rules/control-values/trough-fit.ts';

const tunnels = fc.record({ depthM: fc.double({ min: 10, max: 35, noNaN: true }), diameterM: fc.constant(6.2) });

it('finds the trough that made the settlements again', () => {
  fc.assert(
    fc.property(
      tunnels,
      fc.double({ min: 0.25, max: 0.8, noNaN: true }),
      fc.double({ min: 2, max: 120, noNaN: true }),
      (tunnel, k, deepestMm) => {
        const trough = { widthM: k * tunnel.depthM, deepestMm };
        const levelled = [-1.5, -0.6, 0.1, 0.8, 1.4].map((widths) => {
          const acrossM = widths * tunnel.depthM * 0.5;
          return { acrossM, settlementMm: troughAt(trough, acrossM) };
        });
        const fit = fitTrough(levelled, tunnel)!;
        expect(fit.widthIsFitted).toBe(true);
        expect(fit.widthM).toBeCloseTo(trough.widthM, 2);
        expect(fit.deepestMm / deepestMm).toBeCloseTo(1, 3);
        expect(fit.residualMm).toBeLessThan(0.01 * deepestMm);
        const lost = Math.sqrt(2 * Math.PI) * trough.widthM * (deepestMm / 1000);
        expect(fit.volumeLoss / (lost / (Math.PI * 3.1 ** 2))).toBeCloseTo(1, 2);
      },
    ),
  );
});

it('takes the usual width where too few points say how wide it is', () => {
  const tunnel = { depthM: 18, diameterM: 6.2 };
  const fit = fitTrough([{ acrossM: 0, settlementMm: 20 }], tunnel)!;
  expect(fit).toMatchObject({ widthIsFitted: false, widthM: usualWidthM(tunnel), deepestMm: 20 });
});

it('makes no trough of heave, of nothing, or of its rim alone', () => {
  const tunnel = { depthM: 18, diameterM: 6.2 };
  expect(fitTrough([], tunnel)).toBeUndefined();
  expect(fitTrough([{ acrossM: 0, settlementMm: -5 }], tunnel)).toBeUndefined();
  expect(fitTrough([{ acrossM: 30, settlementMm: 5 }], tunnel)).toBeUndefined();
});
