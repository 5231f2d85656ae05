import type { Bilingual } from '../../geodata/model/text.ts';
import { ACTS, actions } from './alert-views.ts';
import { CITY_VIEWS } from './city-views.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const tasks: ReportView = {
  name: 'tasks',
  comment: text('任务，每个一行', 'Tasks: what crews were sent to do, one row each'),
  sql: `
    select k.task_id, k.incident_id, k.task->'title'->>'zh' as title, k.assignee, k.team, k.department, k.district, k.state,
      k.created_at, k.accepted_at, k.arrived_at, k.completed_at, k.verified_at, k.due_at, k.overdue
    from tasks k where ${mayBeSeen('k.district')}`,
  columns: {
    task_id: text('任务编号', 'Id of the task'),
    incident_id: text('所属事件编号', 'Id of its incident'),
    title: text('标题', 'Title, in Chinese'),
    assignee: text('承办人', 'Person who has it, by name'),
    team: text('承办队伍、车辆或船艇', 'Team, vehicle or boat that has it, by name'),
    department: text('承办部门', 'Department of the team, by name'),
    district: text('区', 'District, by name'),
    state: text(
      '状态：assigned 已派、accepted 已接、arrived 到场、completed 完成、verified 已核查、rejected 退回',
      'assigned, accepted, arrived, completed, verified, or rejected (back at the desk)',
    ),
    created_at: text('派发时间', 'When it was given out'),
    accepted_at: text('接单时间', 'When its crew took it'),
    arrived_at: text('到场时间', 'When they arrived'),
    completed_at: text('完成时间；退回重做后为空', 'When the work was complete; absent again when it was sent back'),
    verified_at: text('核查时间', 'When the work was found good'),
    due_at: text('时限', 'By when it has to be complete'),
    overdue: text('是否超期', 'Whether that time was missed'),
  },
};

const resources = CITY_VIEWS.find(({ name }) => name === 'resources')!;

/** Whoever has something to do is assigned. Work that was sent back is still to be done by its crew. */
const BUSY = `exists (select from tasks k where k.team_id = r.resource_id
  and (k.state in ('assigned', 'accepted', 'arrived') or (k.state = 'rejected' and k.returned = 'work')))`;

const busyResources: ReportView = {
  ...resources,
  sql: `
    select r.resource_id, r.name, r.kind, r.department, r.district,
      case when r.status = 'available' and ${BUSY} then 'assigned' else r.status end as status, r.capacity, r.lon, r.lat
    from resources r where ${mayBeSeen('r.district')}`,
};

const placeOf = (row: string): string => `(case when ${row}.placed then ${row}.district else t.district end)`;
const districtOf = (table: string, id: string, row: string): string =>
  `(select ${placeOf(row)} from ${table} ${row} left join things t on t.id = ${row}.thing_id where ${row}.${id} = s.object_id)`;

const DISTRICT_OF_OBJECT = `(case s.object_kind
  when 'alert' then ${districtOf('alerts', 'alert_id', 'a')}
  when 'incident' then ${districtOf('incidents', 'incident_id', 'i')}
  when 'report' then (select r.district from reports r where r.report_id = s.object_id)
  when 'task' then (select k.district from tasks k where k.task_id = s.object_id)
  end)`;

/** What the system takes back is read from the log. */
const OF_TASKS = `
  select time, 'system', 'system', 'reject', 'task', task_id, event->>'reason'
  from task_events where kind = 'rejected' and event->>'actor' = 'system'`;

const actionsOfTasks: ReportView = {
  ...actions,
  sql: `select s.* from (${ACTS} union all ${OF_TASKS}) s where ${mayBeSeen(DISTRICT_OF_OBJECT)}`,
};

export const TASK_VIEWS: readonly ReportView[] = [tasks, busyResources, actionsOfTasks];
