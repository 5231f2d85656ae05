import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellFacts } from '../../../backend/risk/cell-facts.ts';
import { riskGrid } from '../../../backend/risk/risk-desk.ts';
import { type CellAlert, type CellHour, QUIET_HOUR, riskOf } from '../../../backend/risk/risk-index.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { START } from '../../builders/finding.ts';

const HOUR = 3_600_000;
const END = eventTime(START + HOUR);
const cell = (over: Partial<CellFacts> = {}): CellFacts => ({
  grid: 'g-1',
  people: 0,
  lowPoints: 0,
  slopes: [],
  works: [],
  levels: [],
  ...over,
});
const alert = (over: Partial<CellAlert> = {}): CellAlert => ({
  kind: 'flooding',
  grade: 2,
  raisedAt: eventTime(START),
  ...over,
});
const index = (hour: Partial<CellHour>, facts: Partial<CellFacts> = {}) =>
  riskOf(cell(facts), { ...QUIET_HOUR, ...hour }, END).index;

describe('the risk index', () => {
  it('is 0 with nothing there, and never above 100', () => {
    expect(riskOf(cell(), QUIET_HOUR, END)).toEqual({ index: 0, parts: [] });
    const worst = Array.from({ length: 50 }, () => alert({ grade: 1 }));
    expect(index({ alerts: worst, rainMm: 200, reports: 99 }, { people: 50_000, lowPoints: 3 })).toBeLessThanOrEqual(
      100,
    );
  });

  it('decomposes into its causes, the largest first', () => {
    const grade = fc.constantFrom(1, 2, 3, 4);
    const anyAlert = fc.record({ kind: fc.constantFrom('flooding', 'fire', 'smoke'), grade }) as fc.Arbitrary<
      Partial<CellAlert>
    >;
    fc.assert(
      fc.property(
        fc.array(anyAlert, { maxLength: 6 }),
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0, max: 120, noNaN: true }),
        fc.integer({ min: 0, max: 60_000 }),
        (alerts, reports, rainMm, people) => {
          const hour = { ...QUIET_HOUR, alerts: alerts.map(alert), reports, rainMm };
          const facts = cell({ people, lowPoints: 1, works: [2], slopes: [{ grade: 1, peopleBelow: 900 }] });
          const risk = riskOf(facts, hour, END);
          expect(risk.parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(risk.index, 0);
          expect(risk.parts.map(({ points }) => points)).toEqual(
            risk.parts.map(({ points }) => points).sort((a, b) => b - a),
          );
          expect(risk.mainCause).toBe(risk.parts[0]?.cause);
          const more = riskOf(facts, { ...hour, alerts: [...hour.alerts, alert()] }, END);
          expect(more.index).toBeGreaterThanOrEqual(risk.index);
        },
      ),
    );
  });

  it('follows grade, age, people and whether the alert still holds', () => {
    const one = (over: Partial<CellAlert>) => index({ alerts: [alert(over)] });
    expect(one({ grade: 1 })).toBeGreaterThan(one({ grade: 2 }));
    expect(one({})).toBeGreaterThan(one({ raisedAt: eventTime(START - 48 * HOUR) }));
    expect(one({})).toBeGreaterThan(one({ clearedAt: eventTime(START + HOUR / 2) }));
    expect(index({ alerts: [alert()] }, { people: 5000 })).toBeGreaterThan(one({}));
  });

  it('counts rain where water gathers or ground may slip, and water by what closes the road', () => {
    expect(index({ rainMm: 60 })).toBe(0);
    expect(index({ rainMm: 60 }, { lowPoints: 1 })).toBeGreaterThan(index({}, { lowPoints: 1 }));
    expect(index({ waterShare: 1 })).toBeGreaterThan(index({ waterShare: 0.5 }));
  });

  it('takes each cell’s own gauges, and no alert about instruments', () => {
    const cells = [
      cell({ grid: 'a', rainGauge: 'rain-1', lowPoints: 1, levels: [{ thing: 'level-1', closedAtM: 0.5 }] }),
      cell({ grid: 'b', rainGauge: 'rain-2' }),
    ];
    const [a, b] = riskGrid(
      cells,
      {
        alerts: [{ ...alert({ kind: 'missing' }), grid: 'b' }],
        rainMm: new Map([['rain-1', 50]]),
        levelM: new Map([['level-1', 0.5]]),
        reports: new Map([['a', 2]]),
      },
      END,
    );
    expect(a!.parts.map(({ cause }) => cause)).toEqual([
      'water_at_low_point',
      'rain_at_low_point',
      'reports',
      'low_point',
    ]);
    expect(b!.index).toBe(0);
  });
});
