import type { Bilingual } from '../../geodata/model/text.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const FAMILY = text(
  '风险门类：city 城市、underground 地下、beach 沙滩、vessel 船舶',
  'Family: city, underground, beach, vessel',
);
const GRADE = text('等级：1 红（最重）至 4 蓝', 'Grade: 1 (I, red, worst) to 4 (IV, blue)');
const PLACE = {
  district: text('区', 'District, by name'),
  street: text('街道', 'Street (sub-district), by name'),
  grid: text('网格', 'Grid cell, by name'),
  zone: text('管控区域', 'Zone, by name'),
};

export const alerts: ReportView = {
  name: 'alerts',
  comment: text('警报，每条一行，重复触发只计数', 'Alerts, one row each; what recurs is counted'),
  sql: `
    select a.alert_id, a.detector, a.kind, a.family, a.grade, a.state, a.acknowledged, a.shelved, a.thing_id,
      t.name as thing_name, t.district, t.street, t.grid, coalesce(z.name, a.zone) as zone,
      a.raised_at, a.cleared_at, a.acknowledged_at, a.acknowledged_by, a.n_raised, a.value, a.limit_value, a.unit,
      a.alert->'message'->>'zh' as message, a.lon, a.lat, i.incident_id
    from alerts a left join things t on t.id = a.thing_id left join zones z on z.zone_id = a.zone
      left join incident_alerts i on i.alert_id = a.alert_id
    where ${mayBeSeen('t.district')}`,
  columns: {
    alert_id: text('警报编号', 'Id of the alert'),
    detector: text('检测器：门类.类型', 'Detector: family.kind'),
    kind: text('警报类型：overspeed、close_quarters 等', 'Kind: overspeed, close_quarters, threshold, missing, …'),
    family: FAMILY,
    grade: GRADE,
    state: text('状态：active 持续、cleared 已解除', 'active while the condition holds, else cleared'),
    acknowledged: text('是否已确认；再次触发后须重新确认', 'Whether acknowledged; false again when it recurs'),
    shelved: text('是否搁置', 'Whether shelved'),
    thing_id: text('主要对象编号', 'Id of the leading thing'),
    thing_name: text('主要对象名称', 'Name of the leading thing'),
    ...PLACE,
    raised_at: text('首次触发时间', 'When it was first raised'),
    cleared_at: text('解除时间', 'When its condition ended'),
    acknowledged_at: text('确认时间', 'When it was acknowledged'),
    acknowledged_by: text('确认人', 'Who acknowledged it'),
    n_raised: text('触发次数，含首次', 'How often it was raised, the first time included'),
    value: text('实测值，单位见 unit', 'The measured value, in the unit beside it'),
    limit_value: text('被超过的限值', 'The limit that was breached'),
    unit: text('单位', 'Unit'),
    message: text('原因说明', 'The reason in one sentence, in Chinese'),
    lon: text('经度，WGS-84 度', 'Longitude, degrees WGS-84'),
    lat: text('纬度，WGS-84 度', 'Latitude, degrees WGS-84'),
    incident_id: text('所属事件编号', 'Id of its incident'),
  },
};

export const incidents: ReportView = {
  name: 'incidents',
  comment: text('事件，由同因警报合成，每个一行', 'Incidents: alerts with one cause together, one row each'),
  sql: `
    select i.incident_id, i.incident->'title'->>'zh' as title, i.kind, i.family, i.grade, i.state,
      t.district, t.street, t.grid, coalesce(z.name, i.zone) as zone, t.department,
      i.occurred_at, i.detected_at, i.filed_at, i.dispatched_at, null::timestamptz as arrived_at, i.resolved_at, i.closed_at,
      i.due_at, i.overdue, i.n_alerts, 0 as n_reports, null::text as plan_id, null::double precision as score
    from incidents i left join things t on t.id = i.thing_id left join zones z on z.zone_id = i.zone
    where ${mayBeSeen('t.district')}`,
  columns: {
    incident_id: text('事件编号', 'Id of the incident'),
    title: text('标题', 'Title, in Chinese'),
    kind: text('类型：主导警报的类型', 'Kind of its leading alert'),
    family: FAMILY,
    grade: GRADE,
    state: text(
      '状态：new 新、filed 立案、dispatched 派遣、handling 处置、resolved 解决、closed 结案、void 作废',
      'new, filed, dispatched, handling, resolved, closed or void',
    ),
    ...PLACE,
    department: text('责任部门', 'Responsible department'),
    occurred_at: text('发生时间', 'When it began'),
    detected_at: text('发现时间', 'When it was detected'),
    filed_at: text('立案时间', 'When it was filed'),
    dispatched_at: text('派遣时间', 'When somebody was sent'),
    arrived_at: text('到场时间', 'When they arrived'),
    resolved_at: text('解决时间', 'When it was resolved'),
    closed_at: text('结案时间', 'When it was closed'),
    due_at: text('时限', 'By when it has to be acted on'),
    overdue: text('是否超时', 'Whether that time was missed'),
    n_alerts: text('警报数', 'Number of its alerts'),
    n_reports: text('上报数', 'Number of its reports'),
    plan_id: text('预案编号', 'Id of its plan'),
    score: text('处置质量 0–100，结案后有值', 'Quality of handling, 0–100, once closed'),
  },
};

/** What the system did by itself is not written twice: it is read from the logs. */
export const ACTS = `
  select time, actor, role, action, object_kind, object_id, note from actions
  union all
  select time, 'system', 'system', case kind when 'cleared' then 'clear' else 'unshelve' end, 'alert', alert_id, null
  from alert_events where kind in ('cleared', 'unshelved') and event->>'actor' = 'system'
  union all
  select time, 'system', 'system', case kind when 'opened' then 'create' else 'resolve' end, 'incident', incident_id, null
  from incident_events where kind in ('opened', 'resolved') and event->>'actor' = 'system'`;

const DISTRICT_OF_OBJECT = `(case s.object_kind
  when 'alert' then (select t.district from alerts a join things t on t.id = a.thing_id where a.alert_id = s.object_id)
  when 'incident' then (select t.district from incidents i join things t on t.id = i.thing_id where i.incident_id = s.object_id)
  end)`;

export const actions: ReportView = {
  name: 'actions',
  comment: text('人员与系统的操作记录，只增不改', 'What people and the system did; only ever added to'),
  sql: `select s.* from (${ACTS}) s where ${mayBeSeen(DISTRICT_OF_OBJECT)}`,
  columns: {
    time: text('操作时间', 'When'),
    actor: text('操作人；system 为系统', 'Who; system for the system itself'),
    role: text('角色', 'Role: admin, officer, viewer, system'),
    action: text(
      '操作：acknowledge 确认、close 结案等',
      'What was done: acknowledge, shelve, assign, close, sign_in, …',
    ),
    object_kind: text('对象类型', 'What it was done to: alert, incident, user, …'),
    object_id: text('对象编号', 'Id of that'),
    note: text('附言', 'What was said with it'),
  },
};

export const ALERT_VIEWS: readonly ReportView[] = [alerts, incidents, actions];
