import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTime } from '../../geodata/model/time.ts';
import type { TruthCondition } from '../../scenarios/scenario.ts';
import { type ScoredAlert, scoreRuns } from '../../scenarios/scoring.ts';

const NOON = Date.UTC(2026, 8, 18, 4);
const minute = (n: number) => eventTime(NOON + n * 60_000);

const flooded = (change: Partial<TruthCondition> = {}): TruthCondition => ({
  id: 'flood-1',
  family: 'city',
  kind: 'flooding',
  grade: 2,
  things: ['wl-1' as never],
  position: [114.5, 22.5],
  from: minute(0),
  visibleFrom: minute(1),
  to: minute(60),
  cause: 'rain',
  description: { zh: '积水', en: 'Flooded' },
  ...change,
});
const alert = (change: Partial<ScoredAlert> = {}): ScoredAlert => ({
  id: 'a1',
  detector: 'city.flooding',
  family: 'city',
  kind: 'flooding',
  things: ['wl-1'],
  raisedAt: [minute(3)],
  incidentId: 'INC-1',
  ...change,
});
const score = (truth: TruthCondition[], alerts: ScoredAlert[]) => scoreRuns([{ truth, alerts, hours: 2 }]);

describe('scoring', () => {
  test('an alert about a condition detects it, so many seconds after it could first be seen', () => {
    expect(score([flooded()], [alert()]).total).toEqual({
      truth: 1,
      detected: 1,
      truePositives: 1,
      falsePositives: 0,
      precision: 1,
      recall: 1,
      recallGrade12: 1,
      medianLeadSeconds: 120,
      falseAlarmsPerHour: 0,
    });
  });

  test('another ship in the same water is another ship', () => {
    const fast = flooded({ family: 'vessel', kind: 'overspeed', things: ['mmsi-1' as never], place: 'basin' });
    const told = alert({ detector: 'vessel.overspeed', family: 'vessel', kind: 'overspeed', zone: 'basin' });
    expect(score([fast], [{ ...told, things: ['mmsi-2'] }]).total).toMatchObject({ detected: 0, falsePositives: 1 });
    expect(score([fast], [{ ...told, things: ['mmsi-1'] }]).total).toMatchObject({ detected: 1, falsePositives: 0 });
  });

  test('an alert about nothing is false, a condition without alert is missed; nothing is divided by nothing', () => {
    const { total, families } = score([flooded()], [alert({ things: ['wl-9'] }), alert({ kind: 'gas_leak' })]);
    expect(total).toMatchObject({
      truth: 1,
      detected: 0,
      falsePositives: 2,
      precision: 0,
      recall: 0,
      falseAlarmsPerHour: 1,
    });
    expect(families.beach).toEqual({
      truth: 0,
      detected: 0,
      truePositives: 0,
      falsePositives: 0,
      falseAlarmsPerHour: 0,
    });
  });

  test('a limit on the very series tells of whatever holds there; on another one it does not', () => {
    expect(score([flooded()], [alert({ kind: 'threshold', detector: 'city.threshold' })]).total.detected).toBe(1);
    expect(score([flooded()], [alert({ kind: 'threshold', things: ['wl-2'] })]).total.detected).toBe(0);
  });

  test('another instrument at the same place tells of it too, but two other ships do not', () => {
    expect(score([flooded()], [alert({ things: ['cam-1'], position: [114.501, 22.5] })]).total.detected).toBe(1);
    expect(score([flooded()], [alert({ things: ['cam-1'], position: [114.52, 22.5] })]).total.detected).toBe(0);
    const near = flooded({ family: 'vessel', kind: 'close_quarters', things: ['mmsi-1' as never, 'mmsi-2' as never] });
    const pair = alert({ family: 'vessel', kind: 'close_quarters', position: [114.5, 22.5] });
    expect(score([near], [{ ...pair, things: ['mmsi-2', 'mmsi-1'] }]).total.detected).toBe(1);
    expect(score([near], [{ ...pair, things: ['mmsi-1', 'mmsi-3'] }]).total.detected).toBe(0);
  });

  test('an alert long before or after has nothing to do with it; one that recurs during it has', () => {
    expect(score([flooded()], [alert({ raisedAt: [minute(-60)] })]).total).toMatchObject({
      detected: 0,
      falsePositives: 1,
    });
    expect(score([flooded()], [alert({ raisedAt: [minute(75)] })]).total.detected).toBe(0);
    expect(score([flooded()], [alert({ raisedAt: [minute(-60), minute(5)] })]).total).toMatchObject({
      detected: 1,
      medianLeadSeconds: 240,
    });
  });

  test('one incident per cause is one-to-one; a cause over two incidents or two causes in one are not', () => {
    const other = flooded({ id: 'flood-2', things: ['wl-2' as never], cause: 'burst' });
    const second = alert({ id: 'a2', things: ['wl-2'], incidentId: 'INC-2' });
    expect(score([flooded(), other], [alert(), second]).causes).toEqual({ causes: 2, incidents: 2, oneToOne: 2 });
    expect(score([flooded(), other], [alert(), { ...second, incidentId: 'INC-1' }]).causes.oneToOne).toBe(0);
    const sameCause = flooded({ id: 'flood-2', things: ['wl-2' as never] });
    expect(score([flooded(), sameCause], [alert(), second]).causes).toEqual({ causes: 1, incidents: 2, oneToOne: 0 });
  });

  test('several runs are counted together, each matched with its own truth only', () => {
    const run = () => ({ truth: [flooded()], alerts: [alert()], hours: 1 });
    const { total } = scoreRuns([run(), { ...run(), alerts: [] }, { truth: [], alerts: [alert()], hours: 2 }]);
    expect(total).toMatchObject({
      truth: 2,
      detected: 1,
      truePositives: 1,
      falsePositives: 1,
      recall: 0.5,
      falseAlarmsPerHour: 0.25,
    });
  });

  test('counts always add up, whatever was told and true', () => {
    const thing = fc.constantFrom('wl-1', 'wl-2', 'wl-3');
    const time = fc.integer({ min: -120, max: 240 });
    const truths = fc.array(fc.record({ thing, from: time, length: fc.integer({ min: 0, max: 90 }) }), {
      maxLength: 8,
    });
    const alerts = fc.array(fc.record({ thing, raised: time }), { maxLength: 12 });
    fc.assert(
      fc.property(truths, alerts, (given, told) => {
        const truth = given.map(({ thing: id, from, length }, index) =>
          flooded({
            id: `f${index}`,
            things: [id as never],
            from: minute(from),
            visibleFrom: minute(from),
            to: minute(from + length),
          }),
        );
        const raised = told.map((each, index) =>
          alert({ id: `a${index}`, things: [each.thing], raisedAt: [minute(each.raised)] }),
        );
        const { total, families, detectors } = score(truth, raised);
        expect(total.truePositives + total.falsePositives).toBe(raised.length);
        expect(total.detected).toBeLessThanOrEqual(truth.length);
        expect(total.detected > 0).toBe(total.truePositives > 0);
        expect(families.city).toEqual(total);
        expect(detectors.reduce((sum, each) => sum + each.falsePositives, 0)).toBe(total.falsePositives);
      }),
    );
  });
});
