import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../geodata/model/geometry.ts';
import { eventTime } from '../../../../geodata/model/time.ts';
import { createWater, type WaterScript } from '../../../../scenarios/synthetic/water/water.ts';
import { Ledger } from '../../../../scenarios/synthetic/world/truth-ledger.ts';
import { type Setting, STEP_MS, type World } from '../../../../scenarios/synthetic/world/world.ts';
import { MIDNIGHT } from '../../../builders/played-day.ts';
import { smallTown } from '../../../builders/small-town.ts';

const HOUR_MS = 3_600_000;
const start = eventTime(MIDNIGHT);
const city = smallTown();
const setting: Setting = {
  city,
  seed: 1,
  start,
  end: eventTime(start + 24 * HOUR_MS),
  calendar: 'workday',
  offsetMs: 8 * HOUR_MS,
};

/** Water under a rain that the test makes, mm/h by hour and place. */
function rained(rain: (hour: number, at: LonLat) => number, script: WaterScript = {}, hours = 12) {
  const water = createWater(script, setting);
  const ledger = new Ledger(setting.end);
  const depths: number[] = [];
  for (let now = start + STEP_MS; now <= start + hours * HOUR_MS; now += STEP_MS) {
    const hour = (now - start) / HOUR_MS;
    const world = {
      ...setting,
      now: eventTime(now),
      weather: { rainMmPerH: (at: LonLat) => rain(hour, at), warnings: [] },
      sea: { tideM: 0 },
      interventions: [],
      truth: ledger,
    } as unknown as World;
    water.step(world);
    depths.push(water.slice.depthM('low-1'));
  }
  return { water, depths, truth: ledger.outcome().truth };
}

describe('rain that runs off', () => {
  it('is all accounted for', () => {
    const { water } = rained((hour, at) => (hour < 3 ? 40 + 300 * (at[0] - 114.5) : 0));
    const { inM3, outM3, storedM3 } = water.balance;
    expect(inM3).toBeGreaterThan(10_000);
    expect(outM3 + storedM3).toBeCloseTo(inM3, 6);
  });

  it('is as much as the rational method says', () => {
    const { water } = rained((hour) => (hour <= 1 ? 30 : 0));
    const runOff = city.catchments.reduce((sum, { areaM2, runoff }) => sum + areaM2 * runoff * 0.03, 0);
    expect(water.balance.inM3).toBeCloseTo(runOff, 6);
  });

  it('stands where the drains cannot take it, and drains away after', () => {
    const { depths, truth } = rained((hour) => (hour < 2 ? 60 : 0));
    expect(Math.max(...depths)).toBeGreaterThan(0.5);
    expect(depths.at(-1)).toBe(0);
    const [flood] = truth.filter(({ place, kind }) => place === 'low-1' && kind === 'flooding');
    expect(flood).toMatchObject({ things: ['level-1'], family: 'city', cause: 'rainstorm' });
    expect(flood!.to).toBeLessThan(start + 12 * HOUR_MS);
    expect(rained((hour) => (hour < 2 ? 15 : 0)).truth).toEqual([]);
  });

  it('stands deeper where a pump has failed', () => {
    const storm = (hour: number) => (hour < 2 ? 45 : 0);
    const failed = rained(storm, { failures: [{ fromH: 0, toH: 6, lowPoint: 'low-1', share: 0, cause: 'pump' }] });
    expect(Math.max(...failed.depths)).toBeGreaterThan(Math.max(...rained(storm).depths));
    expect(failed.truth.find(({ place }) => place === 'low-1')?.cause).toBe('pump');
  });
});

describe('slopes', () => {
  it('remember the day before', () => {
    const soaked = rained((hour) => (hour < 6 ? 12 : 0), { antecedentMm: 150 });
    expect(soaked.truth.map(({ kind }) => kind)).toContain('landslide');
    const dry = rained((hour) => (hour < 6 ? 12 : 0));
    expect(dry.truth.map(({ kind }) => kind)).not.toContain('landslide');
    expect(dry.water.slice.antecedentMm('slope-1')).toBeCloseTo(72, 0);
  });

  it('are in danger in a cloudburst of an hour', () => {
    const { truth } = rained((hour) => (hour < 1.5 ? 90 : 0));
    expect(truth.find(({ kind }) => kind === 'landslide')).toMatchObject({ place: 'slope-1', grade: 2 });
  });
});
