import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertDesk } from '../../../backend/alerts/alert-desk.ts';
import type { Actor } from '../../../backend/identity/actor.ts';
import { IncidentDesk } from '../../../backend/incidents/incident-desk.ts';
import { AlertStore } from '../../../backend/store/alert-store.ts';
import { CityStore } from '../../../backend/store/city-store.ts';
import { IncidentStore } from '../../../backend/store/incident-store.ts';
import { Places } from '../../../backend/store/places.ts';
import { TaskStore } from '../../../backend/store/task-store.ts';
import { TaskDesk } from '../../../backend/tasks/task-desk.ts';
import { Teams } from '../../../backend/tasks/teams.ts';
import { DATABASES, type TestDatabase } from '../../builders/database.ts';
import { MINUTE, raise, START } from '../../builders/finding.ts';
import { smallCity, smallPlaceOf, smallZones } from '../../builders/small-city.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

const COLUMNS =
  'task_id, incident_id, title, assignee, team, department, district, state, created_at, accepted_at, arrived_at, completed_at, verified_at, due_at, overdue';
const chen: Actor = { name: 'chen', role: 'officer' };
const crew: Actor = { name: '郑海涛', role: 'viewer' };

describe.each(DATABASES)('tasks on $name', ({ open }) => {
  let database: TestDatabase;
  let incident: string;
  let desk: TaskDesk;
  const clock = new ManualClock(START);
  const onRefused = (cause: unknown) => {
    throw cause;
  };
  const newDesk = (incidents: IncidentDesk) => {
    const teams = new Teams(smallCity());
    return new TaskDesk({
      ...{ log: new TaskStore(database.pool), incidents, clock, onRefused },
      team: (id) => teams.get(id),
      districtAt: (position) => smallPlaceOf(position).district,
      onChange: () => undefined,
    });
  };
  let incidents: IncidentDesk;
  const rows = async (sql: string) => (await database.pool.query(sql)).rows;

  beforeAll(async () => {
    database = await open();
    const places = new Places();
    places.use({ placeOf: smallPlaceOf, zones: smallZones });
    await new CityStore(database.pool, places).put(smallCity());
    const log = new AlertStore(database.pool, places);
    const alerts: AlertDesk = new AlertDesk({ log, clock, onRefused, onChange: (alert) => incidents.apply([alert]) });
    incidents = new IncidentDesk({
      ...{ log: new IncidentStore(database.pool, places), alerts, clock, onRefused, timeZone: 'Asia/Shanghai' },
      nameOf: (thing) => thing,
      onChange: (changed) => desk.apply(changed),
    });
    desk = newDesk(incidents);
    alerts.apply([raise(0)]);
    incident = incidents.open()[0]!.id;
    const task = await desk.create(incident, { team: 'boat-1' }, chen);
    clock.advance(5 * MINUTE);
    await desk.accept(task.id, crew, { assignee: crew.name, id: 'x' });
    await desk.create(incident, { assignee: 'guest', position: [114.4, 22.6] }, chen);
  });
  afterAll(async () => {
    await desk.stop();
    await incidents.stop();
    await database.close();
  });

  it('fill report.tasks as the contract has it, explained in both languages', async () => {
    const about = await rows(
      `select attname as column, col_description(attrelid, attnum) as comment from pg_attribute
       where attrelid = 'report.tasks'::regclass and attnum > 0 order by attnum`,
    );
    expect(about.map(({ column }) => column).join(', ')).toBe(COLUMNS);
    for (const { comment } of about) expect(comment).toMatch(/[\u4e00-\u9fff].* \| .*[a-z]/i);
    expect(await rows('select * from report.tasks order by task_id')).toMatchObject([
      {
        ...{ task_id: 'TSK-260918-001-1', incident_id: incident, assignee: '郑海涛', team: '救生艇一号' },
        ...{ department: '消防大队', district: '鹏屿区', state: 'accepted', overdue: false },
        ...{ created_at: new Date(START), accepted_at: new Date(START + 5 * MINUTE), arrived_at: null },
      },
      { task_id: 'TSK-260918-001-2', assignee: 'guest', team: null, district: '福安区', state: 'assigned' },
    ]);
  });

  it('say who is out', async () => {
    expect(await rows('select resource_id, status from report.resources order by 1')).toEqual([
      { resource_id: 'boat-1', status: 'assigned' },
      { resource_id: 'team-1', status: 'available' },
    ]);
  });

  it('are audited, and seen only by those who may see their district', async () => {
    const acts =
      "select actor, role, action, object_id from report.actions where object_kind = 'task' order by time, 4";
    expect(await rows(acts)).toMatchObject([
      { actor: 'chen', role: 'officer', action: 'create', object_id: 'TSK-260918-001-1' },
      { actor: '郑海涛', role: 'viewer', action: 'accept', object_id: 'TSK-260918-001-1' },
      { actor: 'chen', action: 'create', object_id: 'TSK-260918-001-2' },
    ]);
    const client = await database.pool.connect();
    try {
      await client.query('begin; set local vantage.areas = \'["福安区"]\'');
      expect((await client.query('select task_id from report.tasks')).rows).toEqual([{ task_id: 'TSK-260918-001-2' }]);
      expect((await client.query(acts)).rows).toHaveLength(1);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('are listed by person, state and incident, page by page, and taken up again where they were', async () => {
    const store = new TaskStore(database.pool);
    const first = await store.list({ incidentId: incident }, { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(['TSK-260918-001-2']);
    const second = await store.list({ incidentId: incident }, { limit: 1, cursor: first.nextCursor! });
    expect(second).toMatchObject({ items: [{ id: 'TSK-260918-001-1' }], nextCursor: null });
    expect((await store.list({ assignee: 'guest', open: true }, { limit: 9 })).items).toHaveLength(1);
    expect((await store.list({ state: 'verified' }, { limit: 9 })).items).toEqual([]);
    const again = newDesk(incidents);
    await again.load();
    expect(again.tasksOf(incident)).toEqual(desk.tasksOf(incident));
    // An act that was told before the restart.
    expect((await again.accept('TSK-260918-001-1', crew, { id: 'x' })).eventIds).toHaveLength(2);
    await expect(database.pool.query('delete from task_events')).rejects.toThrow(/append-only/);
  });
});
