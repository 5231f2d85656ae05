import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { heatKW } from '../../../../scenarios/synthetic/hazards/fire-growth.ts';
import { GasLeak } from '../../../../scenarios/synthetic/hazards/gas-leak.ts';
import { plumeShare, releaseKgS } from '../../../../scenarios/synthetic/hazards/gas-release.ts';
import { createHazards } from '../../../../scenarios/synthetic/hazards/hazards.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const HOUR_MS = 3_600_000;
const city = worksCity();

describe('a gas leak', () => {
  it('loses no gas between break, ground, chambers and air, however long and wherever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 90, noNaN: true }), { maxLength: 8 }),
        fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (distances, kgS, shutMinute) => {
          const chambers = distances.map((distanceM, i) => ({
            id: `c${i}`,
            position: [0, 0] as const,
            at: [0, 0] as const,
            distanceM,
            kg: 0,
          }));
          const leak = new GasLeak(
            {
              id: 'l',
              cause: 'c',
              mainId: 'm',
              position: [0, 0],
              at: [0, 0],
              startMs: 0,
              kgS,
              shutMs: shutMinute * 60_000,
            },
            chambers,
          );
          for (let minute = 1; minute <= 300; minute++) leak.step(minute * 60_000, 60);
          const held = chambers.reduce((sum, { kg }) => sum + kg, 0);
          expect(leak.openAirKg + leak.ventedKg + leak.inGroundKg + held).toBeCloseTo(leak.releasedKg, 6);
          expect(held).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('flows faster from a larger hole or higher pressure, without a step where it becomes sonic', () => {
    expect(releaseKgS(300, 20)).toBeCloseTo(4 * releaseKgS(300, 10), 9);
    let before = releaseKgS(1, 10);
    for (let kPa = 2; kPa < 300; kPa++) {
      const now = releaseKgS(kPa, 10);
      expect(now).toBeGreaterThan(before);
      expect(now / before).toBeLessThan(1.6);
      before = now;
    }
  });

  it('is nowhere upwind and thins downwind', () => {
    expect(plumeShare(-10, 0, 3)).toBe(0);
    expect(plumeShare(50, 0, 3)).toBeGreaterThan(plumeShare(200, 0, 3));
    expect(plumeShare(50, 0, 3)).toBeGreaterThan(plumeShare(50, 30, 3));
  });

  it('is known at exactly the sensors whose air is beyond the limit, and ends some time after the valve is shut', () => {
    const setting = settingOf(city);
    const run = (shutH?: number) => {
      const part = createHazards({ hazards: [{ kind: 'gas_leak', atH: 2, shutAfterH: 6, cause: 'digger' }] }, setting);
      const { outcome } = liveThrough(part, setting, {
        ...(shutH !== undefined && {
          interventions: [
            { at: eventTime(setting.start + shutH * HOUR_MS), kind: 'shut_valve' as const, valve: 'valve' },
          ],
        }),
        each: ({ truth }) => {
          const told = new Set(truth.active.map(({ things: [thing] }) => thing as string));
          const beyond = city.sensors.filter(({ kind, position }) => kind === 'gas' && part.slice.ch4(position) >= 25);
          expect(told).toEqual(new Set(beyond.map(({ id }) => id)));
        },
      });
      return outcome;
    };
    const [left, shut] = [run(), run(3)];
    expect(left.truth.length).toBeGreaterThan(0);
    expect(
      left.truth.every(({ kind, cause, to }) => kind === 'gas_leak' && cause === 'digger' && to < setting.end),
    ).toBe(true);
    const last = (truth: typeof left.truth) => Math.max(...truth.map(({ to }) => to));
    expect(last(shut.truth)).toBeLessThan(last(left.truth) - HOUR_MS);
  });
});

describe('a fire', () => {
  it('burns no more than its fuel and grows with the square of time', () => {
    const curve = { growth: 'fast', peakKW: 5000, fuelMJ: 3000, foughtAfterS: Number.POSITIVE_INFINITY } as const;
    expect(heatKW(curve, 150)).toBeCloseTo(1055, -1);
    let kJ = 0;
    for (let s = 0; s < 7200; s++) kJ += heatKW(curve, s + 0.5);
    expect(kJ / 1000).toBeCloseTo(3000, -1);
    expect(heatKW({ ...curve, foughtAfterS: 300 }, 1500)).toBeLessThan(heatKW(curve, 300) / 5);
  });

  it('is seen, smelt and felt by what is near, and ends', () => {
    const setting = settingOf(city);
    const part = createHazards({ hazards: [{ kind: 'fire', atH: 3, enterprise: 'plant', cause: 'spark' }] }, setting);
    const { outcome } = liveThrough(part, setting, {
      each: ({ truth }) => {
        const smoky = part.slice.obscuration(city.sensors.find(({ id }) => id === 'smoke-1')!.position) >= 5;
        expect(truth.active.some(({ kind }) => kind === 'smoke')).toBe(smoky);
      },
    });
    expect(new Set(outcome.truth.map(({ kind }) => kind))).toEqual(new Set(['fire', 'smoke']));
    expect(outcome.truth.every(({ cause, to }) => cause === 'spark' && to < setting.end)).toBe(true);
    expect(part.slice.fires).toEqual([]);
  });

  it('feeds on a broken main until that is shut', () => {
    const setting = settingOf(city);
    const part = createHazards({ hazards: [{ kind: 'gas_leak', atH: 1, shutAfterH: 4, ignitesAfterH: 0.5 }] }, setting);
    const at = eventTime(setting.start + 2 * HOUR_MS);
    const { outcome } = liveThrough(part, setting, { interventions: [{ at, kind: 'shut_valve', valve: 'valve' }] });
    const fire = outcome.truth.find(({ kind }) => kind === 'fire')!;
    expect(fire.from).toBeLessThan(at);
    expect(fire.to).toBeLessThan(at + HOUR_MS);
  });
});
