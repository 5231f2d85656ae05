import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { IncidentStore } from '../../../backend/store/incident-store.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { clear, encounter, raise, START } from '../../builders/finding.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

/** The table of the public contract. */
const CONTRACT = {
  alerts:
    'alert_id, detector, kind, family, grade, state, acknowledged, shelved, thing_id, thing_name, district, street, grid, zone, raised_at, cleared_at, acknowledged_at, acknowledged_by, n_raised, value, limit_value, unit, message, lon, lat, incident_id',
  incidents:
    'incident_id, title, kind, family, grade, state, district, street, grid, zone, department, occurred_at, detected_at, filed_at, dispatched_at, arrived_at, resolved_at, closed_at, due_at, overdue, n_alerts, n_reports, plan_id, score',
  actions: 'time, actor, role, action, object_kind, object_id, note',
} as const;

describe.each(DATABASES)('report views of alerts on $name', ({ open }) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await open();
    const clock = new ManualClock(START);
    const onRefused = (cause: unknown) => {
      throw cause;
    };
    const log = new AlertStore(database.pool);
    await log.nameZones([
      { id: 'channel', name: { zh: '主航道', en: 'Main channel' }, kind: 'fairway', rings: [], bounds: [0, 0, 0, 0] },
    ]);
    const alerts: AlertDesk = new AlertDesk({ log, clock, onRefused, onChange: (alert) => incidents.apply([alert]) });
    const incidents = new IncidentDesk({
      ...{ log: new IncidentStore(database.pool), alerts, clock, onRefused, timeZone: 'Asia/Shanghai' },
      nameOf: (thing) => thing,
      onChange: () => undefined,
    });
    alerts.apply([raise(0), encounter(1, { cause: raise().cause }), clear(2)]);
    await incidents.acknowledge(incidents.open()[0]!.id, { name: 'li', role: 'officer' }, '在看');
    await incidents.stop();
    await database.pool.query(
      `insert into things (id, kind, family, name, district) values ('mmsi-412000305', 'vessel', 'vessel', '澜游 305', '鹏屿区')`,
    );
  });
  afterAll(() => database.close());

  it.each(Object.entries(CONTRACT))(
    'report.%s has the columns of the contract, each explained in both languages',
    async (view, columns) => {
      const { rows } = await database.pool.query<{ column: string; comment: string | null }>(
        `select attname as column, col_description(attrelid, attnum) as comment from pg_attribute
       where attrelid = ('report.' || $1)::regclass and attnum > 0 order by attnum`,
        [view],
      );
      expect(rows.map(({ column }) => column).join(', ')).toBe(columns);
      for (const { comment } of rows) expect(comment).toMatch(/[\u4e00-\u9fff].* \| .*[a-z]/i);
      const { rows: about } = await database.pool.query(
        "select obj_description(('report.' || $1)::regclass) as comment",
        [view],
      );
      expect(about[0].comment).toMatch(/[\u4e00-\u9fff].* \| .*[a-z]/i);
    },
  );

  it('hold what the desks know', async () => {
    const { rows: alerts } = await database.pool.query('select * from report.alerts order by raised_at');
    expect(alerts).toMatchObject([
      {
        ...{ detector: 'vessel.overspeed', kind: 'overspeed', family: 'vessel', grade: 3, state: 'cleared' },
        ...{ acknowledged: true, acknowledged_by: 'li', shelved: false, thing_name: '澜游 305', district: '鹏屿区' },
        ...{ zone: '主航道', n_raised: 1, value: 14.2, limit_value: 10, unit: 'kn', lon: 114.5, lat: 22.55 },
        ...{ raised_at: new Date(START), message: '航速 14.2 节，限 10 节', incident_id: 'INC-260918-001' },
      },
      { kind: 'close_quarters', state: 'active', cleared_at: null, incident_id: 'INC-260918-001' },
    ]);
    const { rows: incidents } = await database.pool.query('select * from report.incidents');
    expect(incidents).toMatchObject([
      {
        ...{
          incident_id: 'INC-260918-001',
          kind: 'close_quarters',
          grade: 2,
          state: 'new',
          n_alerts: 2,
          overdue: false,
        },
        ...{ district: '鹏屿区', occurred_at: new Date(START), n_reports: 0, score: null, due_at: null },
      },
    ]);
    const { rows: actions } = await database.pool.query('select * from report.actions order by time, action');
    expect(actions.map(({ actor, action, object_kind }) => [actor, action, object_kind])).toEqual([
      ['li', 'acknowledge', 'incident'],
      ['system', 'create', 'incident'],
      ['system', 'clear', 'alert'],
    ]);
  });

  it('show only the areas of whoever asks', async () => {
    const count = async (areas: string) => {
      const client = await database.pool.connect();
      try {
        await client.query('begin');
        await client.query("select set_config('vantage.areas', $1, true)", [areas]);
        const { rows } = await client.query(
          `select (select count(*) from report.alerts) as alerts, (select count(*) from report.incidents) as incidents,
                  (select count(*) from report.actions) as actions`,
        );
        return rows[0];
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    expect(await count('*')).toEqual({ alerts: 2, incidents: 1, actions: 3 });
    expect(await count('["鹏屿区"]')).toEqual({ alerts: 2, incidents: 1, actions: 3 });
    expect(await count('["福安区"]')).toEqual({ alerts: 0, incidents: 0, actions: 0 });
  });
});
