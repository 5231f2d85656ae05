import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import { AlarmKpiStore } from '../../../backend/store/alarm-kpi-store.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import type { ThingId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { clear, MINUTE, raise } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const officer: Actor = { name: 'li', role: 'officer' };
/** Local midnight in the city. */
const MIDNIGHT = Date.parse('2026-09-18T00:00:00+08:00');
const minutesFrom = (minutes: number) => eventTime(MIDNIGHT + minutes * MINUTE);

const gauge = (name: string, minutes: number, grade: 1 | 2 | 3 | 4 = 3, kind = 'threshold') =>
  raise(0, {
    detector: `city.${kind}`,
    alertKind: kind,
    family: 'city',
    key: `city.${kind}/${name}`,
    things: [name as ThingId],
    time: minutesFrom(minutes),
    grade,
  });
const over = (name: string, minutes: number) =>
  clear(0, { detector: 'city.threshold', key: `city.threshold/${name}`, time: minutesFrom(minutes) });

describe.each(DATABASES)('AlarmKpiStore on $name', ({ open }) => {
  let database: TestDatabase;
  let store: AlertStore;
  let desk: AlertDesk;
  const clock = new ManualClock(MIDNIGHT);

  beforeAll(async () => {
    database = await open();
    store = new AlertStore(database.pool);
    desk = new AlertDesk({ log: store, clock, onChange: () => undefined, onRefused: () => undefined });
    await desk.load();
    // A flood of twelve within six minutes of the first shift, two graver ones in the second, and one that stands since the day before.
    desk.apply([gauge('standing', -30 * 60)]);
    for (let i = 0; i < 12; i++) desk.apply([gauge(`g${i}`, 61 + i / 2)]);
    desk.apply([gauge('grave', 600, 1), gauge('less', 601, 2), gauge('silent', 602, 4, 'missing')]);
    desk.apply([0, 1, 2, 3].flatMap((i) => [gauge('flicker', 700 + i), over('flicker', 700.5 + i)]));
    clock.advance(90 * MINUTE);
    for (const alert of desk.open().filter(({ things }) => /^g\d/.test(things[0])))
      await desk.acknowledge(alert.id, officer);
    await desk.shelve(
      desk.open().find(({ things }) => String(things[0]) === 'less')!.id,
      { scope: 'alert', reason: 'r', minutes: 5 },
      officer,
    );
    await desk.settled();
  }, 60_000);
  afterAll(() => database?.close());

  const kpis = (from: number, to: number, officers = 1) =>
    new AlarmKpiStore(database.pool).kpis({
      from: minutesFrom(from),
      to: minutesFrom(to),
      officers,
      flood: { beginsAbove: 10, endsBelow: 5 },
      timeZone: 'Asia/Shanghai',
    });

  it('counts what officers were asked, by day, shift and ten minutes', async () => {
    const day = await kpis(0, 1440);
    expect(day.total).toMatchObject({ alarms: 15, peakTenMinutes: 12, unacknowledged: 3 });
    expect(day.total.perOfficerHour).toBeCloseTo(15 / 24);
    expect(day.total.floodShare).toBeCloseTo(1 / 144);
    expect(day.byDay).toHaveLength(1);
    expect(day.byShift.map(({ alarms, from }) => [alarms, from])).toEqual([
      [12, '2026-09-17T16:00:00.000Z'],
      [3, '2026-09-18T00:00:00.000Z'],
      [0, '2026-09-18T08:00:00.000Z'],
    ]);
    expect(day.byGrade.map(({ grade, alarms, unacknowledged }) => [grade, alarms, unacknowledged])).toEqual([
      [1, 1, 1],
      [2, 1, 1],
      [3, 13, 1],
    ]);
    expect(day.byGrade[2]!.acknowledgeMedianS).toBe(day.total.acknowledgeMedianS);
    expect(day.series.stepS).toBe(600);
    expect(day.series.points).toHaveLength(144);
    expect(day.series.points[6]).toMatchObject({ alarms: 12, peakTenMinutes: 12, floodShare: 1 });
    expect(day.series.points.reduce((sum, { alarms }) => sum + alarms, 0)).toBe(15);
    expect((await kpis(-30 * 1440, 0)).series).toMatchObject({ stepS: 21_600 });
    expect(day.total.acknowledgeMedianS).toBeCloseTo((90 - 61 - 5.5 / 2) * 60, -1);
    expect((await kpis(0, 1440, 2)).total).toMatchObject({ peakTenMinutes: 6, floodShare: 0 });
  });

  it('knows priorities, what stands, who cries most, and what was suppressed and shelved', async () => {
    const day = await kpis(0, 1440);
    expect(day.priorities.map(({ priority, alarms, goal }) => [priority, alarms, goal])).toEqual([
      ['high', 1, 0.05],
      ['medium', 1, 0.15],
      ['low', 13, 0.8],
    ]);
    expect(day.stale).toMatchObject({ alarms: 1, items: [{ name: 'standing' }] });
    expect(day.standing).toBe(15);
    expect(day.raised).toBe(19);
    expect(day.badActors[0]).toMatchObject({ thing: 'flicker', raised: 4, annunciated: 1, share: 4 / 19 });
    expect(day.nuisance).toMatchObject([{ thing: 'flicker', cause: 'chattering', raised: 4 }]);
    expect(day.suppressed).toEqual({ chattering: 1, diagnostic: 1 });
    expect(day.shelved).toBe(1);
    expect(day.targets.length).toBeGreaterThan(5);
  });

  it('is empty where nothing was', async () => {
    const none = await kpis(-20_000, -15_000);
    expect(none.total).toMatchObject({ alarms: 0, perOfficerHour: 0, floodShare: 0 });
    expect(none.badActors).toEqual([]);
  });

  it('finds suppressed alerts by their cause, and rules after a restart', async () => {
    const page = { limit: 10 };
    expect((await store.list({ suppression: 'any' }, page)).items).toHaveLength(2);
    expect((await store.list({ suppression: 'chattering' }, page)).items[0]?.nRaised).toBe(4);
    expect((await store.list({ priority: 'diagnostic' }, page)).items).toHaveLength(1);
    const to = eventTime(clock.now() + 60 * MINUTE);
    const request = { kind: 'rule', scope: { thing: 'g1' }, reason: '标定', owner: '水务局', to } as const;
    const { id } = await desk.arrange(request, { name: 'chen', role: 'admin' });
    await desk.rearrange(id, { reason: '更换' }, { name: 'chen', role: 'admin' });
    expect(await store.arrangements()).toMatchObject([{ id, reason: '更换' }]);
    const again = new AlertDesk({ log: store, clock, onChange: () => undefined, onRefused: () => undefined });
    await again.load();
    expect(again.open().filter(({ suppression }) => suppression?.arrangement === id)).toHaveLength(1);
    expect(new Set(again.open())).toEqual(new Set(desk.open()));
  });
});
