import { describe, expect, it } from 'vitest';
import { eventTime } from '../../../../geodata/model/time.ts';
import { createUnderground, type UndergroundScript } from '../../../../scenarios/synthetic/underground/underground.ts';
import { worksCity } from '../../../builders/works-city.ts';
import { liveThrough, settingOf } from '../../../fakes/plain-world.ts';

const HOUR_MS = 3_600_000;
const city = worksCity();
const karst: UndergroundScript = {
  troubles: [{ kind: 'karst_void', atH: 10, stopsAfterH: 2, lostM3: 120, cause: 'void' }],
};

/** Hourly values of all points over a day. */
function valuesOver(script: UndergroundScript | undefined, date: string) {
  const setting = settingOf(city, { date });
  const part = createUnderground(script, setting);
  const values = new Map<string, number[]>(city.monitoringPoints.map(({ id }) => [id, []]));
  let minute = 0;
  liveThrough(part, setting, {
    each: () => {
      if (minute++ % 60 === 0) for (const [id, list] of values) list.push(part.slice.value(id));
    },
  });
  return values;
}

describe('underground', () => {
  it('stays within its control values on an ordinary day, whatever the date', () => {
    for (const date of ['2026-09-18', '2026-12-31', '2027-03-05', '2025-01-01']) {
      const setting = settingOf(city, { date, hours: 6 });
      expect(liveThrough(createUnderground(undefined, setting), setting).outcome.truth).toEqual([]);
    }
  });

  it('carries on the next day where the last one ended', () => {
    const [first, second] = [valuesOver(undefined, '2026-09-20'), valuesOver(undefined, '2026-09-21')];
    for (const { id } of city.monitoringPoints) {
      const [before, after] = [first.get(id)!.at(-1)!, second.get(id)![0]!];
      const perHour = Math.abs(second.get(id)![1]! - after) + 0.05;
      expect(Math.abs(after - before)).toBeLessThanOrEqual(perHour * 3);
    }
  });

  it('lets the ground only sink while a shield drives', () => {
    for (const [id, values] of valuesOver(karst, '2026-09-22'))
      if (id.startsWith('dbc'))
        for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]! + 1e-9);
  });

  it('knows a point beyond its cumulative control value from the step at which it passes it', () => {
    const setting = settingOf(city, { date: '2026-09-22' });
    const part = createUnderground(karst, setting);
    const passed = new Map<string, number>();
    const { outcome } = liveThrough(part, setting, {
      each: ({ now }) => {
        for (const { id, kind, controlCumulative } of city.monitoringPoints)
          if (kind === 'settlement_point' && Math.abs(part.slice.value(id)) >= controlCumulative && !passed.has(id))
            passed.set(id, now);
      },
    });
    const settled = outcome.truth.filter(({ kind }) => kind === 'settlement');
    expect(settled.length).toBeGreaterThan(0);
    expect(new Map(settled.map(({ things, from }) => [things[0] as string, from as number]))).toEqual(passed);
    for (const condition of outcome.truth) {
      expect(condition.cause).toBe('void');
      expect(condition.visibleFrom).toBeGreaterThanOrEqual(condition.from);
      expect(condition.visibleFrom - condition.from).toBeLessThanOrEqual(HOUR_MS);
    }
    expect(outcome.truth.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['karst', 'groundwater', 'settlement_rate']),
    );
    expect(Math.max(...outcome.exposure.map(({ people }) => people))).toBeGreaterThan(0);
  });

  it('meets no void when the shield is stopped before, and loses less when it is stopped soon after', () => {
    const setting = settingOf(city, { date: '2026-09-22' });
    const stopAt = (hours: number) => {
      const part = createUnderground(karst, setting);
      const at = eventTime(setting.start + hours * HOUR_MS);
      const { outcome } = liveThrough(part, setting, {
        interventions: [{ at, kind: 'stop_shield', shield: 'shield' }],
      });
      const sunk = Math.min(
        ...city.monitoringPoints.map(({ id, kind }) => (kind === 'settlement_point' ? part.slice.value(id) : 0)),
      );
      return { outcome, sunk };
    };
    expect(stopAt(9).outcome.truth).toEqual([]);
    const [soon, late] = [stopAt(10.3), stopAt(20)];
    expect(soon.sunk).toBeGreaterThan(late.sunk);
    expect(soon.outcome.truth.some(({ kind }) => kind === 'karst')).toBe(true);
  });

  it('tells of a leaking wall by its water, its struts and its bend', () => {
    const setting = settingOf(city);
    const part = createUnderground({ troubles: [{ kind: 'wall_leak', atH: 5, cause: 'wall' }] }, setting);
    const { outcome } = liveThrough(part, setting);
    expect(outcome.truth.map(({ things: [thing] }) => thing)).toEqual(expect.arrayContaining(['dsw-2', 'zqt-1']));
    expect(outcome.truth.every(({ cause }) => cause === 'wall')).toBe(true);
  });
});
