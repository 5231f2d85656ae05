import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../backend/alerts/alert.ts';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { clear, MINUTE, raise, START, update } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryAlertLog } from '../../fakes/memory-alert-log.ts';

const officer: Actor = { name: 'li', role: 'officer' };

function desk(log = new MemoryAlertLog()) {
  const clock = new ManualClock(START);
  const changes: { alert: Alert; previous: Alert | undefined }[] = [];
  const refusals: unknown[] = [];
  const subject = new AlertDesk({
    log,
    clock,
    onChange: (alert, previous) => changes.push({ alert, previous }),
    onRefused: (cause) => refusals.push(cause),
  });
  return { subject, log, clock, changes, refusals };
}

const only = (alerts: readonly Alert[]): Alert => {
  expect(alerts).toHaveLength(1);
  return alerts[0]!;
};

describe('AlertDesk', () => {
  it('raises one alert for a condition and says so before it is durable', async () => {
    const { subject, changes, log } = desk();
    const { changed, durable } = subject.apply([raise()]);
    expect(only(changed)).toMatchObject({ state: 'active', nRaised: 1, acknowledged: false, grade: 3 });
    expect(changes).toEqual([{ alert: changed[0], previous: undefined }]);
    expect(log.events).toHaveLength(0);
    await durable;
    expect(log.events).toHaveLength(1);
  });

  it('counts a recurrence, ignores an exact repeat, and moves the grade only with the findings', () => {
    const { subject } = desk();
    subject.apply([raise(0), raise(0), raise(1, { grade: 2 }), raise(1, { grade: 2 })]);
    expect(only(subject.open())).toMatchObject({ nRaised: 2, grade: 2, raisedAt: START, lastRaisedAt: START + MINUTE });
    subject.apply([update(2, { grade: 4 })]);
    expect(only(subject.open())).toMatchObject({ nRaised: 2, grade: 4 });
  });

  it('shows an acknowledged alert again when it recurs, and when it gets worse', async () => {
    const { subject, clock } = desk();
    const { id } = only(subject.apply([raise()]).changed);
    clock.advance(MINUTE);
    expect(await subject.acknowledge(id, officer)).toMatchObject({ acknowledged: true, acknowledgedBy: 'li' });
    subject.apply([update(2, { grade: 3 })]);
    expect(subject.get(id)?.acknowledged).toBe(true);
    subject.apply([raise(3)]);
    expect(subject.get(id)).toMatchObject({ acknowledged: false, nRaised: 2, waitingSince: START + 3 * MINUTE });
    await subject.acknowledge(id, officer);
    subject.apply([update(4, { grade: 1 })]);
    expect(subject.get(id)).toMatchObject({ acknowledged: false, nRaised: 2, grade: 1 });
  });

  it('keeps what cleared before anyone saw it, and drops it from the queue once acknowledged', async () => {
    const { subject } = desk();
    const { id } = only(subject.apply([raise(), clear(1)]).changed);
    expect(only(subject.open())).toMatchObject({ state: 'cleared', clearedAt: START + MINUTE });
    await subject.acknowledge(id, officer);
    expect(subject.open()).toHaveLength(0);
  });

  it('reopens within the window and starts anew after it', () => {
    const { subject } = desk();
    const { id } = only(subject.apply([raise(0), clear(1), raise(10.9)]).changed);
    expect(subject.get(id)).toMatchObject({ state: 'active', nRaised: 2 });
    expect(subject.get(id)).not.toHaveProperty('clearedAt');
    const again = only(subject.apply([clear(11), raise(21)]).changed.filter((alert) => alert.id !== id));
    expect(again).toMatchObject({ nRaised: 1, after: START + 11 * MINUTE });
    expect(
      subject
        .open()
        .map((alert) => alert.state)
        .sort(),
    ).toEqual(['active', 'cleared']);
  });

  it('never opens on an update, and never clears what was raised again since', () => {
    const { subject } = desk();
    expect(subject.apply([update(0), clear(0)]).changed).toHaveLength(0);
    subject.apply([raise(1), raise(3), clear(2)]);
    expect(only(subject.open()).state).toBe('active');
  });

  it('shelves a thing for a time: later alerts of it are born shelved, and all come back', async () => {
    const { subject, clock } = desk();
    const { id } = only(subject.apply([raise()]).changed);
    const shelved = await subject.shelve(id, { scope: 'thing', reason: '船坞试航', minutes: 30 }, officer);
    expect(shelved.shelf).toMatchObject({ scope: 'thing', by: 'li', until: START + 30 * MINUTE });
    const other = only(subject.apply([raise(5, { detector: 'vessel.loitering', key: 'vessel.loitering/x' })]).changed);
    expect(other.shelf).toEqual(shelved.shelf);
    const elsewhere = raise(5, { key: 'vessel.overspeed/other', things: [vesselId(1)] });
    expect(only(subject.apply([elsewhere]).changed).shelf).toBeUndefined();
    clock.advance(30 * MINUTE);
    subject.tick(eventTime(START + 30 * MINUTE - 1));
    expect(subject.get(id)?.shelf).toBeDefined();
    subject.tick(clock.now());
    expect(subject.open().every((alert) => alert.shelf === undefined)).toBe(true);
    const after = only(subject.apply([raise(31, { detector: 'vessel.anchor_drag', key: 'y' })]).changed);
    expect(after.shelf).toBeUndefined();
  });

  it('takes a whole shelf down at once', async () => {
    const { subject } = desk();
    const { changed } = subject.apply([raise(), raise(0, { key: 'vessel.overspeed/two', things: [vesselId(2)] })]);
    await subject.shelve(changed[0]!.id, { scope: 'detector', reason: '雷达校准', minutes: 30 }, officer);
    expect(subject.open().every((alert) => alert.shelf)).toBe(true);
    await subject.unshelve(changed[1]!.id, officer);
    expect(subject.open().some((alert) => alert.shelf)).toBe(false);
  });

  it('puts every act of a person on record, and none for one that changes nothing', async () => {
    const { subject, log } = desk();
    const { id } = only(subject.apply([raise()]).changed);
    await subject.acknowledge(id, officer, '已呼叫');
    await subject.acknowledge(id, officer);
    await subject.comment(id, 'VHF 16 无应答', officer);
    await subject.shelve(id, { scope: 'alert', reason: '试航', minutes: 1 }, officer);
    await subject.unshelve(id, officer);
    await subject.unshelve(id, officer);
    expect(log.actions.map(({ action, objectId, note }) => [action, objectId, note])).toEqual([
      ['acknowledge', id, '已呼叫'],
      ['comment', id, 'VHF 16 无应答'],
      ['shelve', id, '试航'],
      ['unshelve', id, undefined],
    ]);
    await expect(subject.acknowledge('no-such', officer)).rejects.toMatchObject({ status: 404, code: 'unknown-alert' });
  });

  it('is the same after a restart, and finding everything again changes nothing', async () => {
    const first = desk();
    const findings = [raise(0), update(1, { grade: 2 }), clear(2), raise(20), clear(21), raise(25), update(26)];
    const { id } = first.subject.apply(findings).changed[0]!;
    await first.subject.acknowledge(id, officer);
    await first.subject.stop();
    const second = desk(first.log);
    await second.subject.load();
    const byId = (a: Alert, b: Alert) => a.id.localeCompare(b.id);
    expect(second.subject.open().sort(byId)).toEqual(first.subject.open().sort(byId));
    expect(second.subject.apply(findings).changed).toEqual([]);
    await second.subject.stop();
    expect(first.log.events).toHaveLength(findings.length + 1);
  });

  it('keeps what the store refuses, tells who waits, and writes it later in order', async () => {
    const { subject, log, refusals } = desk();
    log.refusal = new Error('disk full');
    await expect(subject.apply([raise(0)]).durable).rejects.toThrow('disk full');
    await expect(subject.apply([raise(1)]).durable).rejects.toThrow('disk full');
    log.refusal = undefined;
    await subject.apply([clear(2)]).durable;
    expect(log.events.map((event) => event.kind)).toEqual(['raised', 'recurred', 'cleared']);
    expect(refusals.length).toBeGreaterThanOrEqual(2);
  });

  it('forgets what is long done with, without taking its story for new', async () => {
    const { subject } = desk();
    const { id } = only(subject.apply([raise(0), clear(1)]).changed);
    await subject.acknowledge(id, officer);
    subject.apply([raise(60 * 25, { key: 'vessel.overspeed/later' })]);
    subject.tick(eventTime(START + 60 * 25 * MINUTE));
    expect(subject.get(id)).toBeUndefined();
    expect(subject.apply([raise(0), clear(1)]).changed).toEqual([]);
    expect(await subject.acknowledge(id, officer)).toMatchObject({ acknowledged: true });
  });
});
