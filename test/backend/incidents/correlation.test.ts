import { describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import type { Raise } from '../../../detectors/finding.ts';
import { emptyCity } from '../../../geodata/city/empty-city.ts';
import { thingId, vesselId } from '../../../geodata/model/ids.ts';
import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Report, Warning } from '../../../ingestion/observation.ts';
import { clear, encounter, MINUTE, raise, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';
import { SimpleIncidentLog } from '../../fakes/simple-incident-log.ts';

const officer = { name: 'li', role: 'officer' } as const;
const at = (minutes: number): EventTime => eventTime(START + minutes * MINUTE);
const department = (id: string, zh: string, duties: readonly string[], districtId?: string) => ({
  ...{ id, name: { zh, en: id }, families: ['city' as const], duties },
  ...(districtId !== undefined && { districtId }),
});
const city = {
  ...emptyCity,
  districts: [{ id: 'east', name: { zh: '东区', en: 'East' }, rings: [], label: [114.5, 22.5] as const }],
  departments: [
    department('water', '市水务局', ['flooding']),
    department('water-east', '东区水务局', ['flooding'], 'east'),
    department('emergency', '市应急管理局', ['应急避难']),
  ],
};

function desks() {
  const alertLog = new MemoryAlertLog();
  const log = new SimpleIncidentLog(() => alertLog.alerts());
  const clock = new ManualClock(START);
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  const alerts: AlertDesk = new AlertDesk({
    ...{ log: alertLog, clock, onRefused },
    onChange: (alert) => incidents.apply([alert]),
  });
  const incidents: IncidentDesk = new IncidentDesk({
    ...{ log, alerts, clock, onRefused, timeZone: 'Asia/Shanghai', city },
    districtAt: () => '东区',
    nameOf: (thing) => thing,
    onChange: () => undefined,
  });
  const find = (...findings: Raise[]) => alerts.apply(findings);
  return { alerts, incidents, clock, log, find };
}

const urban = (minutes: number, kind: string, thing: string, more: Partial<Raise> = {}): Raise => {
  const { datastream: _, zone: _z, measure: _m, ...base } = raise(minutes);
  const about = { detector: `city.${kind}`, key: `city.${kind}/${thing}`, cause: `${kind}/${thing}` };
  return { ...base, ...about, family: 'city', alertKind: kind, things: [thingId(thing)], ...more };
};
const warning = (minutes: number, event: string, over: Partial<Warning> = {}): Warning => ({
  ...{ kind: 'warning', thing: thingId('met'), id: `${event}-${minutes}`, time: at(minutes), status: 'alert', event },
  ...{ severity: 'severe', headline: event },
  ...over,
});

describe('which incident an alert belongs to', () => {
  it('makes one typhoon of what follows from it, keeps the rest apart, and tells the places', async () => {
    const { incidents, find } = desks();
    incidents.hear(warning(-60, '台风'));
    find(
      urban(0, 'flooding', 'wl-1', { zone: 'lp-1' }),
      urban(5, 'flooding', 'wl-2', { zone: 'lp-2', position: [114.6, 22.5] }),
      raise(6, { alertKind: 'anchor_drag', key: 'drag', detector: 'vessel.anchor_drag' }),
      raise(7),
      encounter(8),
    );
    const [storm, speeding, near] = incidents.open();
    expect(storm).toMatchObject({ kind: 'typhoon', family: 'city', department: '市应急管理局' });
    expect(storm?.alertIds).toHaveLength(3);
    expect(storm?.title.zh).toBe('台风：积水内涝 2 处、走锚 1 处');
    expect([speeding?.kind, near?.kind]).toEqual(['overspeed', 'close_quarters']);
    const joined = (await incidents.timeline(storm!.id)).find(({ action }) => action === 'joined');
    expect(joined?.text?.zh).toBe('同因警报并入：台风预警生效期间的积水');
  });

  it('a storm that gets a stronger name stays one; after a pause the next one is another', () => {
    const { incidents, find } = desks();
    incidents.hear(warning(0, '雷电', { expiresAt: at(200) }));
    find(urban(1, 'flooding', 'wl-1', { zone: 'lp-1' }));
    expect(incidents.open()[0]?.kind).toBe('thunderstorm');
    incidents.hear(warning(30, '暴雨', { expiresAt: at(300) }));
    find(urban(40, 'flooding', 'wl-2', { zone: 'lp-2' }));
    expect(incidents.open().map(({ kind, alertIds }) => `${kind} ${alertIds.length}`)).toEqual(['rainstorm 2']);
    incidents.hear(warning(900, '暴雨'));
    find(urban(901, 'flooding', 'wl-3', { zone: 'lp-3' }));
    expect(incidents.open()).toHaveLength(2);
  });

  it('one pond seen by gauge and callers, gas that catches fire, and ground around one face are one each', () => {
    const { incidents, find } = desks();
    const ground = (minutes: number, thing: string, lon: number): Raise =>
      urban(minutes, 'settlement_rate', thing, { family: 'underground', position: [lon, 22.6] });
    find(
      urban(0, 'flooding', 'wl-1', { zone: 'lp-1', position: [114.5, 22.5] }),
      urban(3, 'complaint_hotspot', 'line', { position: [114.501, 22.5] }),
      urban(4, 'gas_leak', 'gas-1', { position: [114.7, 22.5] }),
      urban(9, 'fire', 'temp-1', { position: [114.7005, 22.5] }),
      ground(10, 'a', 114.5),
      ground(11, 'c', 114.5024),
      ground(12, 'b', 114.5012),
    );
    const told = incidents.open().map(({ alertIds }) => alertIds.length);
    expect(told).toEqual([2, 2, 3]);
  });

  it('takes in the reports about it, before and after', async () => {
    const { incidents, find } = desks();
    const report = (id: string, minutes: number, text: string, lon = 114.5): Report => ({
      ...{ kind: 'report', thing: thingId('line'), id, time: at(minutes), channel: '12345', text, lon, lat: 22.5 },
    });
    incidents.hear(report('r1', -20, '桥下积水很深'));
    incidents.hear(report('r2', -19, '路灯不亮'));
    find(urban(0, 'flooding', 'wl-1', { zone: 'lp-1', position: [114.5, 22.5] }));
    incidents.hear(report('r3', 10, '车被水淹了'));
    incidents.hear(report('r4', 11, '这里积水', 114.6));
    expect(incidents.open()[0]?.reportIds).toEqual(['r1', 'r3']);
  });
});

describe('the loop', () => {
  it('runs through its states with its clocks, refuses what is out of turn, and is judged at the end', async () => {
    const { incidents, find, clock } = desks();
    find(urban(0, 'flooding', 'wl-1', { zone: 'lp-1' }));
    const { id, department: routed, tags } = incidents.open()[0]!;
    expect(routed).toBe('东区水务局');
    expect(tags[0]).toMatchObject({ code: 'E04-V03', official: false });
    await expect(incidents.arrive(id, officer)).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
    await expect(incidents.resolve(id, officer, '退水')).rejects.toMatchObject({ status: 409 });
    await incidents.acknowledge(id, officer);
    clock.advance(MINUTE);
    expect(await incidents.file(id, officer)).toMatchObject({ state: 'filed', dueAt: START + 61 * MINUTE });
    clock.advance(MINUTE);
    const sent = await incidents.dispatch(id, { department: '东区水务局', team: '抢险一队' }, officer);
    expect(sent).toMatchObject({ state: 'dispatched', assignee: '抢险一队', dueAt: START + 122 * MINUTE });
    clock.advance(MINUTE);
    expect(await incidents.arrive(id, officer)).toMatchObject({ state: 'handling', arrivedAt: START + 3 * MINUTE });
    expect(await incidents.resolve(id, officer, '抽排完毕')).toMatchObject({ state: 'resolved', condition: 'active' });
    find(urban(20, 'flooding', 'wl-1', { zone: 'lp-1' }));
    expect(incidents.get(id)).toMatchObject({ state: 'handling', nReopened: 1 });
    await incidents.acknowledge(id, officer);
    await incidents.resolve(id, officer, '再次抽排');
    expect(await incidents.close(id, '复核无积水', officer)).toMatchObject({ state: 'closed', score: 85 });
  });

  it('void is no case: its alerts concern nobody until they come again', async () => {
    const { incidents, find } = desks();
    find(raise(0));
    const { id } = incidents.open()[0]!;
    expect(await incidents.voidIt(id, '误报', officer)).toMatchObject({ state: 'void', voidReason: '误报' });
    expect(incidents.open()).toEqual([]);
    find(raise(3));
    expect(incidents.open()).toHaveLength(1);
  });

  it('remembers what a person decided for the next like it, and says so', async () => {
    const { incidents, alerts, find } = desks();
    find(urban(0, 'flooding', 'wl-1', { zone: 'lp-1' }), raise(0, { cause: 'x', things: [vesselId(9)], key: 'x' }));
    const { id } = incidents.open()[0]!;
    await incidents.route(id, '市排水公司', '泵站归其管养', officer);
    await incidents.tag(id, ['P01-V01'], '是设施问题', officer);
    alerts.apply([clear(5, { detector: 'city.flooding', key: 'city.flooding/wl-1' })]);
    await incidents.close(id, '退水', officer);
    find(urban(200, 'flooding', 'wl-2', { zone: 'lp-2', position: [114.9, 22.5] }));
    const next = incidents.open().find(({ kind }) => kind === 'flooding');
    expect(next).toMatchObject({ department: '市排水公司', tags: [{ code: 'P01-V01' }] });
    expect(next?.departmentReason?.zh).toContain('按 li');
  });
});
