import { describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import type { Incident } from '../../../backend/incidents/incident.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import type { Finding } from '../../../detectors/finding.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { clear, encounter, MINUTE, raise, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';
import { SimpleIncidentLog } from '../../fakes/simple-incident-log.ts';

const officer: Actor = { name: 'li', role: 'officer' };
const NAMES: Readonly<Record<string, string>> = { 'mmsi-412000305': '澜游 305', 'mmsi-413000068': '金海 68' };

function desks(alertLog = new MemoryAlertLog(), log = new SimpleIncidentLog(() => alertLog.alerts())) {
  const clock = new ManualClock(START);
  const changes: { incident: Incident; previous: Incident | undefined }[] = [];
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  const alerts: AlertDesk = new AlertDesk({
    log: alertLog,
    clock,
    onChange: (alert) => incidents.apply([alert]),
    onRefused,
  });
  const incidents = new IncidentDesk({
    log,
    alerts,
    clock,
    nameOf: (thing) => NAMES[thing] ?? thing,
    onChange: (incident, previous) => changes.push({ incident, previous }),
    onRefused,
    timeZone: 'Asia/Shanghai',
  });
  const find = (...findings: Finding[]) => alerts.apply(findings);
  return { alerts, incidents, clock, changes, log, alertLog, find };
}

const only = (incidents: readonly Incident[]): Incident => {
  expect(incidents).toHaveLength(1);
  return incidents[0]!;
};

const other = (minutes = 0, more = {}) =>
  raise(minutes, { key: 'vessel.overspeed/b', things: [vesselId(413_000_068)], cause: 'mmsi-413000068', ...more });

/** Another offence of the vessel of `raise`. */
const intrusion = (minutes: number, more = {}) =>
  raise(minutes, {
    ...{ detector: 'vessel.restricted_area', key: 'vessel.restricted_area/a', alertKind: 'restricted_area' },
    ...{ cause: 'restricted_area/a', ...more },
  });

describe('IncidentDesk', () => {
  it('makes one incident of an encounter, with both vessels in its title', () => {
    const { incidents, find, changes } = desks();
    find(encounter());
    const incident = only(incidents.open());
    expect(incident).toMatchObject({
      id: 'INC-260918-001',
      title: { zh: '澜游 305 与 金海 68 紧迫局面', en: '澜游 305 and 金海 68: close quarters' },
      kind: 'close_quarters',
      grade: 2,
      state: 'new',
      condition: 'active',
      acknowledged: false,
      things: ['mmsi-412000305', 'mmsi-413000068'],
      dueAt: START + 10 * MINUTE,
      overdue: false,
    });
    expect(incident.gradeReason.zh).toContain('Ⅱ 级（橙）');
    expect(changes).toEqual([{ incident, previous: undefined }]);
  });

  it('lets the offences of one vessel join, takes the worst grade, and keeps others and encounters apart', () => {
    const { incidents, find } = desks();
    find(raise(0, { grade: 3 }), intrusion(1, { grade: 2 }), other(2), encounter(3));
    const [mine, theirs, both] = incidents.open().sort((a, b) => a.id.localeCompare(b.id));
    expect(mine).toMatchObject({ grade: 2, kind: 'restricted_area', state: 'new' });
    expect(mine?.alertIds).toHaveLength(2);
    expect(theirs).toMatchObject({ id: 'INC-260918-002', kind: 'overspeed' });
    expect(both).toMatchObject({ id: 'INC-260918-003', kind: 'close_quarters' });
  });

  it('is about what still holds, and as bad as it ever was', () => {
    const { incidents, find } = desks();
    const near = intrusion(1, { grade: 2 });
    find(raise(0, { grade: 3 }), near);
    find({ ...clear(3), detector: near.detector, key: near.key });
    expect(only(incidents.open())).toMatchObject({ grade: 2, kind: 'overspeed', title: { en: '澜游 305: overspeed' } });
    find(clear(4));
    expect(only(incidents.open())).toMatchObject({ grade: 2, kind: 'restricted_area', condition: 'cleared' });
  });

  it('numbers by the city’s day', () => {
    const { incidents, find } = desks();
    find(raise(0), other(60 * 9));
    expect(incidents.open().map(({ id }) => id)).toEqual(['INC-260918-001', 'INC-260919-001']);
  });

  it('acknowledges all alerts in one act, and shows again what recurs', async () => {
    const { incidents, alerts, find, alertLog, log } = desks();
    find(raise(0), intrusion(1, { grade: 2 }));
    const { id } = only(incidents.open());
    const seen = await incidents.acknowledge(id, officer, '在看');
    expect(seen).toMatchObject({ acknowledged: true, state: 'new' });
    expect(seen).not.toHaveProperty('dueAt');
    expect(alerts.open().every((alert) => alert.acknowledgedBy === 'li')).toBe(true);
    const acts = [...alertLog.actions, ...log.actions];
    expect(acts).toEqual([expect.objectContaining({ action: 'acknowledge', objectKind: 'incident', objectId: id })]);
    await incidents.acknowledge(id, officer);
    expect(alertLog.actions).toHaveLength(1);
    find(raise(5));
    expect(only(incidents.open())).toMatchObject({ acknowledged: false, dueAt: START + 15 * MINUTE });
  });

  it('is overdue once its time has passed unacknowledged, and stays so', async () => {
    const { incidents, find } = desks();
    find(raise(0));
    const { id } = only(incidents.open());
    incidents.tick(eventTime(START + 30 * MINUTE - 1));
    expect(incidents.get(id)?.overdue).toBe(false);
    incidents.tick(eventTime(START + 30 * MINUTE));
    incidents.tick(eventTime(START + 31 * MINUTE));
    expect(incidents.get(id)).toMatchObject({ overdue: true, dueAt: START + 30 * MINUTE });
    expect(await incidents.acknowledge(id, officer)).toMatchObject({ overdue: true, dueAt: START + 30 * MINUTE });
    const told = (await incidents.timeline(id)).map(({ action }) => action);
    expect(told.filter((action) => action === 'overdue')).toHaveLength(1);
  });

  it('is resolved when all is cleared and acknowledged, begins again, and closes itself after a quiet while', async () => {
    const { incidents, find, clock } = desks();
    find(raise(0), clear(1));
    const { id } = only(incidents.open());
    clock.set(START + 2 * MINUTE);
    expect(await incidents.acknowledge(id, officer)).toMatchObject({
      state: 'resolved',
      resolvedAt: START + 2 * MINUTE,
    });
    find(raise(3));
    expect(incidents.get(id)).toMatchObject({ state: 'new', condition: 'active' });
    expect(incidents.get(id)).not.toHaveProperty('resolvedAt');
    find(clear(4));
    await incidents.acknowledge(id, officer);
    clock.set(START + 60 * MINUTE);
    incidents.tick(clock.now());
    expect(incidents.open()).toEqual([]);
    expect(await incidents.find(id)).toMatchObject({ state: 'closed', acknowledged: true });
  });

  it('refuses to close what nobody has seen; once closed it stays closed and the next recurrence is another', async () => {
    const { incidents, find } = desks();
    find(raise(0));
    const { id } = only(incidents.open());
    await expect(incidents.close(id, '误报', officer)).rejects.toMatchObject({
      status: 409,
      code: 'unacknowledged-alerts',
    });
    await incidents.acknowledge(id, officer);
    expect(await incidents.close(id, '误报', officer)).toMatchObject({ state: 'closed', closeReason: '误报' });
    await expect(incidents.close(id, '误报', officer)).rejects.toMatchObject({ status: 409, code: 'incident-closed' });
    await expect(incidents.assign(id, 'wang', officer)).rejects.toMatchObject({ status: 409 });
    await incidents.comment(id, '事后核对录像', officer);
    expect((await incidents.timeline(id)).at(-1)).toMatchObject({ action: 'commented', note: '事后核对录像' });
    expect(incidents.open()).toEqual([]);
    find(raise(5));
    expect(only(incidents.open())).toMatchObject({ id: 'INC-260918-002', acknowledged: false });
  });

  it('acknowledges with the closing what cleared unseen', async () => {
    const { incidents, alerts, find } = desks();
    find(raise(0), clear(1));
    const closed = await incidents.close(only(incidents.open()).id, '看过录像', officer);
    expect(closed).toMatchObject({ state: 'closed', acknowledged: true });
    expect(alerts.open()).toEqual([]);
    expect(incidents.open()).toEqual([]);
  });

  it('keeps a person’s grade until the alerts say worse', async () => {
    const { incidents, find } = desks();
    find(raise(0, { grade: 3 }));
    const { id } = only(incidents.open());
    const graded = await incidents.grade(id, 4, '空载', officer);
    expect(graded).toMatchObject({ grade: 4, gradeReason: { zh: 'li 改定：空载', en: 'set by li: 空载' } });
    find(raise(1, { grade: 3 }));
    expect(incidents.get(id)?.grade).toBe(4);
    find(raise(2, { grade: 1 }));
    expect(incidents.get(id)?.grade).toBe(1);
  });

  it('assigns, escalates and shelves, each on record', async () => {
    const { incidents, find, log, alertLog, clock } = desks();
    find(raise(0));
    const { id } = only(incidents.open());
    clock.advance(MINUTE);
    expect(await incidents.assign(id, '海巡 0921', officer)).toMatchObject({
      ...{ state: 'dispatched', assignee: '海巡 0921' },
      ...{ filedAt: START + MINUTE, dispatchedAt: START + MINUTE },
    });
    await incidents.escalate(id, officer, '请指挥长知悉');
    const shelved = await incidents.shelve(id, { scope: 'alert', reason: '试航', minutes: 5 }, officer);
    expect(shelved).toMatchObject({ shelved: true, shelvedUntil: START + 6 * MINUTE });
    expect(shelved).not.toHaveProperty('dueAt');
    expect(await incidents.unshelve(id, officer)).toMatchObject({ shelved: false });
    const acts = [...log.actions, ...alertLog.actions].map(({ action, objectKind }) => `${action} ${objectKind}`);
    expect(acts.sort()).toEqual(['assign incident', 'escalate incident', 'shelve incident', 'unshelve incident']);
  });

  it('merges two into one: what belonged to the other comes here from then on', async () => {
    const { incidents, find } = desks();
    find(raise(0), other(1));
    const [one, two] = incidents.open().map(({ id }) => id);
    const merged = await incidents.merge(one!, two!, officer);
    expect(merged.alertIds).toHaveLength(2);
    expect(await incidents.find(two!)).toMatchObject({ state: 'void', mergedInto: one });
    find(other(2, { key: 'vessel.overspeed/c' }));
    expect(only(incidents.open())).toMatchObject({ id: one });
    expect(only(incidents.open()).alertIds).toHaveLength(3);
    await expect(incidents.merge(one!, two!, officer)).rejects.toMatchObject({ status: 409 });
    await expect(incidents.merge(one!, one!, officer)).rejects.toMatchObject({ code: 'merge-with-itself' });
    await expect(incidents.merge(one!, 'INC-0', officer)).rejects.toMatchObject({ status: 404 });
  });

  it('acts that come at the same moment cannot undo each other', async () => {
    const { incidents, find } = desks();
    find(raise(0), clear(1));
    const { id } = only(incidents.open());
    const results = await Promise.allSettled([
      incidents.close(id, '一', officer),
      incidents.close(id, '二', officer),
      incidents.grade(id, 1, '三', officer),
      incidents.acknowledge(id, officer),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  it('is the same after a restart, and groups what it had not heard of', async () => {
    const first = desks();
    first.find(raise(0), encounter(1), other(2), clear(3));
    const [id] = first.incidents.open().map((incident) => incident.id);
    await first.incidents.grade(id!, 1, '有人落水', officer);
    await first.incidents.stop();
    const second = desks(first.alertLog, first.log);
    await second.alerts.load();
    await second.incidents.load();
    expect(second.incidents.open()).toEqual(first.incidents.open());
    expect(second.log.events).toHaveLength(first.log.events.length);
    const third = desks(first.alertLog);
    await third.alerts.load();
    await third.incidents.load();
    expect(third.incidents.open().map((incident) => incident.alertIds)).toEqual(
      first.incidents.open().map((incident) => incident.alertIds),
    );
  });
});
