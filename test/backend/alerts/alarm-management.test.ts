import { describe, expect, it } from 'vitest';
import { alarmRules } from '../../../backend/alerts/alarm-rules.ts';
import { alarmStateOf, isAnnunciated } from '../../../backend/alerts/alarm-state.ts';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { priorityOf } from '../../../backend/alerts/priority.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import type { Clear, Raise } from '../../../detectors/finding.ts';
import type { LonLat } from '../../../geodata/model/geometry.ts';
import { type ThingId, vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { clear, MINUTE, raise, START, update } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';

const admin: Actor = { name: 'chen', role: 'admin' };
const officer: Actor = { name: 'li', role: 'officer' };

function desk(log = new MemoryAlertLog()) {
  const clock = new ManualClock(START);
  const subject = new AlertDesk({ log, clock, onChange: () => undefined, onRefused: () => undefined });
  /** What officers see. */
  const shown = () => subject.open().filter(isAnnunciated);
  const tick = (minutes: number) => {
    clock.advance(START + minutes * MINUTE - clock.now());
    subject.tick(clock.now());
  };
  return { subject, log, clock, shown, tick };
}

const thing = (name: string | number) => `sensor-${name}` as ThingId;

/** A gauge over its limit. */
const gauge = (name: string | number, minutes: number, over: Partial<Raise> = {}): Raise =>
  raise(minutes, {
    detector: 'city.threshold',
    alertKind: 'threshold',
    family: 'city',
    key: `city.threshold/${name}`,
    things: [thing(name)],
    cause: `${name}`,
    ...over,
  });
const gaugeClear = (name: string | number, minutes: number): Clear =>
  clear(minutes, { detector: 'city.threshold', key: `city.threshold/${name}` });

/** A gauge that nothing is heard of. */
const silent = (name: string | number, minutes: number, position: LonLat = [114.5, 22.5]): Raise =>
  gauge(name, minutes, {
    detector: 'city.missing',
    alertKind: 'missing',
    key: `city.missing/${name}`,
    grade: 4,
    position,
  });
const heardAgain = (name: string | number, minutes: number): Clear =>
  clear(minutes, { detector: 'city.missing', key: `city.missing/${name}` });

describe('priority', () => {
  const of = (over: object) => priorityOf({ kind: 'flooding', detector: 'city.flooding', grade: 3, ...over });

  it('comes from grade, people at risk and time to act, by one table', () => {
    expect([1, 2, 3, 4].map((grade) => of({ grade }))).toEqual(['high', 'medium', 'low', 'low']);
    expect(of({ timeToActS: 120 })).toBe('high');
    expect(of({ timeToActS: 500 })).toBe('medium');
    expect(of({ grade: 2, timeToActS: 7200 })).toBe('medium');
    expect(of({ peopleAtRisk: 400 })).toBe('medium');
    expect(of({ grade: 4, peopleAtRisk: 400 })).toBe('low');
    expect(of({ kind: 'missing', grade: 1 })).toBe('diagnostic');
    expect(of({ kind: 'anomaly', detector: 'city.stuck' })).toBe('diagnostic');
  });

  it('never falls when it gets graver, more people are at risk or there is less time', () => {
    const rank = ['low', 'medium', 'high'];
    for (const grade of [4, 3, 2, 1] as const)
      for (const people of [0, 3, 10, 30])
        for (const time of [7200, 1500, 400, 60]) {
          const now = rank.indexOf(of({ grade, peopleAtRisk: people, timeToActS: time }));
          expect(rank.indexOf(of({ grade, peopleAtRisk: people * 3, timeToActS: time / 3 }))).toBeGreaterThanOrEqual(
            now,
          );
          if (grade > 1)
            expect(
              rank.indexOf(of({ grade: grade - 1, peopleAtRisk: people, timeToActS: time })),
            ).toBeGreaterThanOrEqual(now);
        }
  });

  it('is logged with the event, and can be configured', async () => {
    const log = new MemoryAlertLog();
    const subject = new AlertDesk({
      log,
      clock: new ManualClock(START),
      onChange: () => undefined,
      onRefused: () => undefined,
      alarms: alarmRules.parse({ priority: { unknownTime: 'immediate' } }),
    });
    const { changed, durable } = subject.apply([raise(0, { timeToActS: 7200, peopleAtRisk: 4 }), encounterless()]);
    expect(changed.map(({ priority }) => priority)).toEqual(['low', 'high']);
    await durable;
    expect(log.alerts().map(({ priority, peopleAtRisk }) => [priority, peopleAtRisk])).toEqual([
      ['low', 4],
      ['high', undefined],
    ]);
  });
});

const encounterless = () => raise(0, { key: 'vessel.overspeed/other', things: [vesselId(412_000_306)] });

describe('alarm states', () => {
  it('go round as in ISA-18.2', async () => {
    const { subject, tick } = desk();
    const { id } = subject.apply([raise()]).changed[0]!;
    const state = () => alarmStateOf(subject.get(id)!);
    expect(state()).toBe('unacknowledged');
    await subject.acknowledge(id, officer);
    expect(state()).toBe('acknowledged');
    subject.apply([raise(1)]);
    await subject.shelve(id, { scope: 'alert', reason: '核实中', minutes: 5 }, officer);
    expect(state()).toBe('shelved');
    tick(8);
    expect(state()).toBe('unacknowledged');
    subject.apply([clear(9)]);
    expect(state()).toBe('cleared_unacknowledged');
    await subject.acknowledge(id, officer);
    expect(state()).toBe('normal');
  });
});

describe('suppression by design and maintenance', () => {
  const to = eventTime(START + 60 * MINUTE);

  it('covers what is there and what comes, up to its grade, until its end, and survives a restart', async () => {
    const { subject, log, shown, tick } = desk();
    subject.apply([gauge('a', 0), gauge('b', 0)]);
    const request = { kind: 'rule', scope: { thing: thing('a') }, reason: '标定', owner: '水务局', to } as const;
    const rule = await subject.arrange(request, admin);
    subject.apply([gauge('a', 1, { key: 'city.threshold/a/2' })]);
    expect(shown().map(({ things }) => things[0])).toEqual([thing('b')]);
    const [first] = subject.open();
    expect(first?.suppression).toMatchObject({ cause: 'rule', arrangement: rule.id, owner: '水务局', until: to });
    expect(alarmStateOf(first!)).toBe('suppressed_by_design');
    expect(log.actions.at(-1)).toMatchObject({ action: 'create', objectKind: 'suppression', objectId: rule.id });

    await subject.settled();
    const again = desk(log);
    await again.subject.load();
    expect(again.shown()).toHaveLength(1);
    again.subject.apply([update(2, { detector: 'city.threshold', key: 'city.threshold/a', grade: 2 })]);
    expect(again.shown()).toHaveLength(2);
    again.tick(61);
    expect(again.shown()).toHaveLength(3);
    expect(again.shown().find(({ key }) => key.endsWith('a/2'))?.waitingSince).toBe(to);
    tick(61);
    expect(shown()).toHaveLength(3);
  });

  it('takes a thing out of service for a time, whatever the grade, and ends when it is withdrawn', async () => {
    const { subject, shown, tick, clock } = desk();
    subject.apply([gauge('a', 0, { grade: 1 })]);
    const from = eventTime(START + 10 * MINUTE);
    const window = {
      kind: 'maintenance',
      scope: { thing: thing('a') },
      reason: '换探头',
      owner: '燃气公司',
      from,
      to,
    } as const;
    const { id } = await subject.arrange(window, admin);
    tick(5);
    expect(shown()).toHaveLength(1);
    tick(11);
    expect(shown()).toHaveLength(0);
    expect(alarmStateOf(subject.open()[0]!)).toBe('out_of_service');
    clock.advance(MINUTE);
    await subject.withdraw(id, admin);
    expect(shown()).toHaveLength(1);
    await expect(subject.withdraw(id, admin)).rejects.toMatchObject({ status: 409 });
    await expect(subject.withdraw('none', admin)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a scope of everything, and an end that is past or never', async () => {
    const { subject } = desk();
    const request = { kind: 'rule', scope: { family: 'city' }, reason: 'r', owner: 'o', to } as const;
    await expect(subject.arrange({ ...request, scope: {} }, admin)).rejects.toMatchObject({ field: 'scope' });
    await expect(subject.arrange({ ...request, to: START as never }, admin)).rejects.toMatchObject({ field: 'to' });
    const never = eventTime(START + 400 * 24 * 60 * MINUTE);
    await expect(subject.arrange({ ...request, to: never }, admin)).rejects.toMatchObject({ field: 'to' });
  });
});

describe('first-out', () => {
  it('journals single instruments, and shows one alert for many of one area', async () => {
    const { subject, shown, log } = desk();
    for (let i = 0; i < 9; i++) subject.apply([silent(i, i * 0.1)]);
    expect(shown()).toHaveLength(0);
    subject.apply([silent('far', 0.95, [115.5, 22.5]), silent(9, 1)]);
    const [leader] = shown();
    expect(shown()).toHaveLength(1);
    expect(leader?.things).toEqual([thing(0)]);
    subject.apply([silent(10, 2)]);
    expect(subject.cascades()).toEqual([{ leader: leader!.id, followers: 10 }]);
    const followers = subject.open().filter(({ suppression }) => suppression?.leader === leader!.id);
    expect(followers).toHaveLength(10);
    expect(subject.open().find(({ things }) => things[0] === thing('far'))?.suppression?.cause).toBe('diagnostic');

    // What hangs on a dead instrument follows it, unless it is grave.
    subject.apply([gauge(3, 3), gauge(4, 3, { grade: 2 })]);
    expect(shown().map(({ things }) => things[0])).toEqual([thing(0), thing(4)]);

    await subject.settled();
    const again = desk(log);
    await again.subject.load();
    expect(again.subject.cascades()).toEqual(subject.cascades());
    again.subject.apply([silent(11, 4)]);
    expect(again.shown()).toHaveLength(2);
  });

  it('puts the next one in its place when the first recovers alone', () => {
    const { subject, shown, tick } = desk();
    for (let i = 0; i < 12; i++) subject.apply([silent(i, i * 0.1)]);
    subject.apply([heardAgain(0, 20)]);
    tick(25);
    expect(shown().map(({ things }) => things[0])).toEqual([thing(0)]);
    tick(31);
    expect(shown().map(({ state, things }) => [state, things[0]])).toEqual([
      ['cleared', thing(0)],
      ['active', thing(1)],
    ]);
  });
});

describe('chattering and fleeting', () => {
  const flicker = (name: string, from: number, times: number, every: number) =>
    Array.from({ length: times }, (_, i) => [
      gauge(name, from + i * every),
      gaugeClear(name, from + (i + 0.5) * every),
    ]).flat();

  it('damps what comes three times, keeps counting, and shows it once it holds', () => {
    const { subject, shown, tick } = desk();
    subject.apply(flicker('a', 0, 2, 0.3));
    expect(shown()).toHaveLength(1);
    subject.apply([gauge('a', 0.7)]);
    expect(shown()).toHaveLength(0);
    expect(subject.open()[0]).toMatchObject({ nRaised: 3, suppression: { cause: 'chattering' } });
    subject.apply([gaugeClear('a', 0.8), gauge('a', 1)]);
    tick(9);
    expect(shown()).toHaveLength(0);
    tick(12);
    expect(shown()).toHaveLength(1);
  });

  it('asks nobody about what ended while it was damped', () => {
    const { subject, tick } = desk();
    subject.apply(flicker('a', 0, 5, 0.3));
    tick(30);
    expect(subject.open()).toHaveLength(0);
  });

  it('never damps grades I and II, and shows at once what becomes so grave', () => {
    const { subject, shown } = desk();
    subject.apply([0, 0.2, 0.4, 0.6].flatMap((at) => [gauge('a', at, { grade: 2 }), gaugeClear('a', at + 0.1)]));
    expect(shown()).toHaveLength(1);
    subject.apply([gauge('b', 1), gaugeClear('b', 1.1), gauge('b', 1.2), gaugeClear('b', 1.3), gauge('b', 1.4)]);
    expect(shown()).toHaveLength(1);
    subject.apply([update(1.5, { detector: 'city.threshold', key: 'city.threshold/b', grade: 1 })]);
    expect(shown()).toHaveLength(2);
  });

  it('in a surge shows grades III and IV only once they have held, and loses none that does', () => {
    const { subject, shown, tick } = desk();
    for (let i = 0; i < 40; i++) subject.apply([gauge(i, i * 0.01)]);
    subject.apply([gauge('grave', 0.5, { grade: 1 })]);
    expect(shown()).toHaveLength(10);
    for (let i = 0; i < 40; i++) if (i !== 33) subject.apply([gaugeClear(i, 1 + i * 0.01)]);
    tick(4);
    expect(
      shown()
        .filter(({ state }) => state === 'active')
        .map(({ things }) => things[0]),
    ).toEqual([thing(33), thing('grave')]);
  });
});

describe('floods', () => {
  it('begin above ten in ten minutes and end below five', async () => {
    const { subject, log } = desk();
    const at = (minutes: number) => eventTime(START + minutes * MINUTE);
    for (let i = 0; i < 10; i++) subject.apply([gauge(i, i * 0.5)]);
    expect(subject.floodAt(at(5))).toMatchObject({ flood: false, inTenMinutes: 10 });
    subject.apply([gauge('last', 5)]);
    expect(subject.floodAt(at(5))).toMatchObject({ flood: true, since: at(5), inTenMinutes: 11 });
    expect(subject.floodAt(at(12.1))).toMatchObject({ flood: true, inTenMinutes: 6 });
    await subject.settled();
    const again = desk(log);
    await again.subject.load();
    expect(again.subject.floodAt(at(12.1))).toMatchObject({ flood: true, since: at(5) });
    expect(subject.floodAt(at(13.1))).toMatchObject({ flood: false, inTenMinutes: 4 });
  });
});
