import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alert, type AlertEvent, foldAlert } from '../../../backend/alerts/alert.ts';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { openDatabase } from '../../../backend/store/database.ts';
import { vesselId } from '../../../geodata/model/ids.ts';
import { eventTime } from '../../../geodata/model/time.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { clear, encounter, MINUTE, raise, START, update } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const officer: Actor = { name: 'li', role: 'officer' };
const byId = (a: Alert, b: Alert) => a.id.localeCompare(b.id);

function deskOn(log: AlertStore, clock = new ManualClock(START)) {
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  return new AlertDesk({ log, clock, onChange: () => undefined, onRefused });
}

describe.each(DATABASES)('AlertStore on $name', ({ open }) => {
  let database: TestDatabase;
  let store: AlertStore;

  beforeAll(async () => {
    database = await open();
    store = new AlertStore(database.pool);
  });
  afterAll(() => database.close());

  it('gives back after a restart what the desk had in memory, and what the log folds to', async () => {
    const clock = new ManualClock(START);
    const first = deskOn(store, clock);
    await first.load();
    const findings = [raise(0), update(1, { grade: 2 }), clear(2), raise(20), encounter(21), clear(22), raise(40.123)];
    const { id } = first.apply(findings).changed[0]!;
    await first.acknowledge(id, officer, '已呼叫');
    await first.shelve(first.open()[0]!.id, { scope: 'thing', reason: '试航', minutes: 60 }, officer);
    await first.stop();

    const second = deskOn(store, clock);
    await second.load();
    expect(second.open().sort(byId)).toEqual(first.open().sort(byId));
    expect(second.apply(findings).changed).toEqual([]);
    for (const alert of [...first.open(), first.get(id)!]) {
      expect(foldAlert(await second.eventsOf([alert.id]))).toEqual(alert);
      expect(await store.find(alert.id)).toEqual(alert);
    }
    const born = second.apply([raise(41, { detector: 'vessel.loitering', key: 'new' })]).changed[0];
    expect(born?.shelf?.reason).toBe('试航');
    await second.stop();
    const { rows } = await database.pool.query('select actor, role, action, object_id, note from actions order by 3');
    expect(rows).toEqual([
      { actor: 'li', role: 'officer', action: 'acknowledge', object_id: id, note: '已呼叫' },
      expect.objectContaining({ action: 'shelve', note: '试航' }),
    ]);
  });

  it('opens one alert for one key under 200 writers at once, and counts all of them', async () => {
    const pool = await openDatabase({ url: database.url, connections: 40 });
    const many = new AlertStore(pool.pool);
    const key = 'vessel.overspeed/raced';
    try {
      await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          const finding = raise(index / 60, { key });
          const desk = deskOn(many);
          const { durable } = desk.apply([finding]);
          await durable;
        }),
      );
      const { rows } = await database.pool.query<{ state: string; n_raised: number }>(
        'select state, n_raised from alerts where key = $1',
        [key],
      );
      expect(rows).toEqual([{ state: 'active', n_raised: 200 }]);
    } finally {
      await pool.close();
    }
  });

  it('counts the same through one desk that is asked 200 times at once', async () => {
    const desk = deskOn(store);
    await desk.load();
    const key = 'vessel.overspeed/asked';
    const all = Array.from({ length: 200 }, (_, index) => desk.apply([raise(100 + index, { key })]).durable);
    await Promise.all(all);
    const { rows } = await database.pool.query('select n_raised from alerts where key = $1', [key]);
    expect(rows).toEqual([{ n_raised: 200 }]);
    await desk.stop();
  });

  it('has the database itself refuse a second open alert, and any change of the log', async () => {
    const { rows } = await database.pool.query<{ alert: Alert }>(
      "select alert from alerts where state = 'active' limit 1",
    );
    const twin = { ...rows[0]!.alert, id: 'ffffffffffffffff' };
    const insert = database.pool.query('insert into alerts (alert) values ($1)', [JSON.stringify(twin)]);
    await expect(insert).rejects.toMatchObject({ code: '23505', constraint: 'alerts_one_open' });
    for (const statement of [
      'delete from alert_events',
      "update alert_events set event = '{}'",
      'truncate alert_events',
    ])
      await expect(database.pool.query(statement)).rejects.toThrow('append-only');
    await expect(database.pool.query('delete from actions')).rejects.toThrow('append-only');
  });

  it('filters, and pages through all of it once', async () => {
    const desk = deskOn(store);
    const vessel = vesselId(999_000_001);
    const time = (index: number) => eventTime(START + 5000 * MINUTE + Math.floor(index / 3) * MINUTE);
    desk.apply(
      Array.from({ length: 20 }, (_, index) =>
        raise(0, {
          key: `vessel.overspeed/page-${index}`,
          things: [vesselId(1), vessel],
          time: time(index),
          zone: 'bay',
        }),
      ),
    );
    await desk.stop();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ thing: vessel }, { limit: 7, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map((alert) => alert.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
    const among = { limit: 100 };
    const count = async (filter: Parameters<AlertStore['list']>[0]) => (await store.list(filter, among)).items.length;
    expect(
      await count({ zone: 'bay', family: 'vessel', state: 'active', detector: 'vessel.overspeed', grade: 3 }),
    ).toBe(20);
    expect(await count({ zone: 'bay', state: 'cleared' })).toBe(0);
    expect(await count({ zone: 'bay', from: time(3), to: time(9) })).toBe(6);
    await expect(store.list({}, { limit: 1, cursor: "x' or 1=1" })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('keeps names that JSON in PostgreSQL cannot hold', async () => {
    const odd = raise(9000, { key: 'vessel.overspeed/odd', message: { zh: 'a\u0000b\ud800 \\u0000', en: '' } });
    await deskOn(store).apply([odd]).durable;
    const { items } = await store.list({ from: odd.time }, { limit: 1 });
    expect(items[0]?.message.zh).toBe('a\ufffdb\ufffd \\u0000');
  });

  it('writes an event that is already there no second time', async () => {
    const events: AlertEvent[] = [];
    const again = { event: { ...(await store.eventsOf([(await store.list({}, { limit: 1 })).items[0]!.id]))[0]! } };
    await store.append([again, again]);
    events.push(...(await store.eventsOf([again.event.alertId])));
    expect(events.filter(({ id }) => id === again.event.id)).toHaveLength(1);
  });
});
