import { ACTS, actions, alerts, incidents } from './alert-views.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';
import { things } from './series-views.ts';
import { OFFLINE_INTERVALS, STALE_INTERVALS } from './thing-status.ts';

/** The views of things, alerts, incidents and actions as they are since the city is known; their columns are those of before. */

/** Where the row says its own place; else the place of its leading thing. */
const placeOf = (row: string, column: string): string =>
  `case when ${row}.placed then ${row}.${column} else t.${column} end`;
const place = (row: string): string =>
  ['district', 'street', 'grid'].map((column) => `${placeOf(row, column)} as ${column}`).join(', ');

const NEWEST = (series: string) =>
  `(select max(s.time) from ${series} s where s.thing = t.key and s.time > coalesce(t.last_seen_at, '-infinity'))`;
const NEWEST_READING = `(select max(o.time) from datastreams d join observations o on o.datastream = d.key
  where d.thing = t.key and o.time > coalesce(t.last_seen_at, '-infinity'))`;
const LATEST = (column: string) => `(select p.${column} from positions p
  where p.thing = t.key and p.quality < 2 and p.time >= coalesce(t.positioned_at - interval '7 days', t.last_seen_at, '-infinity')
  order by p.time desc limit 1)`;
const PATIENCE = (intervals: number, column: string, otherwise: string) =>
  `coalesce(t.interval_s * interval '${intervals} s', k.${column}, interval '${otherwise}')`;

const placedThings: ReportView = {
  ...things,
  sql: `
    select t.id as thing_id, t.name, t.kind, t.family, t.district, t.street, t.grid, t.zone,
      coalesce(t.lon, ${LATEST('lon')}) as lon, coalesce(t.lat, ${LATEST('lat')}) as lat, t.department,
      case
        when seen.at is null or now() - seen.at >= ${PATIENCE(OFFLINE_INTERVALS, 'offline_after', '10 min')} then 'offline'
        when now() - seen.at >= ${PATIENCE(STALE_INTERVALS, 'stale_after', '3 min')} then 'stale'
        else 'online'
      end as status,
      t.installed_at, seen.at as last_seen_at
    from things t
    left join thing_kinds k using (kind)
    cross join lateral (
      select greatest(t.last_seen_at, ${NEWEST('positions')}, ${NEWEST('detections')}, ${NEWEST_READING}) as at offset 0
    ) seen
    where ${mayBeSeen('t.district')}`,
};

const placedAlerts: ReportView = {
  ...alerts,
  sql: `
    select a.alert_id, a.detector, a.kind, a.family, a.grade, a.state, a.acknowledged, a.shelved, a.thing_id,
      t.name as thing_name, ${place('a')}, coalesce(z.name, a.zone) as zone,
      a.raised_at, a.cleared_at, a.acknowledged_at, a.acknowledged_by, a.n_raised, a.value, a.limit_value, a.unit,
      a.alert->'message'->>'zh' as message, a.lon, a.lat, i.incident_id
    from alerts a left join things t on t.id = a.thing_id left join zones z on z.zone_id = a.zone
      left join incident_alerts i on i.alert_id = a.alert_id
    where ${mayBeSeen(`(${placeOf('a', 'district')})`)}`,
};

const placedIncidents: ReportView = {
  ...incidents,
  sql: `
    select i.incident_id, i.incident->'title'->>'zh' as title, i.kind, i.family, i.grade, i.state,
      ${place('i')}, coalesce(z.name, i.zone) as zone,
      coalesce((select d.name from departments d where d.name = i.incident->>'assignee'), t.department) as department,
      i.occurred_at, i.detected_at, i.filed_at, i.dispatched_at, null::timestamptz as arrived_at, i.resolved_at, i.closed_at,
      i.due_at, i.overdue, i.n_alerts, (select count(*)::int from reports r where r.incident_id = i.incident_id) as n_reports,
      null::text as plan_id, null::double precision as score
    from incidents i left join things t on t.id = i.thing_id left join zones z on z.zone_id = i.zone
    where ${mayBeSeen(`(${placeOf('i', 'district')})`)}`,
};

const districtOf = (table: string, id: string, row: string): string =>
  `(select ${placeOf(row, 'district')} from ${table} ${row} left join things t on t.id = ${row}.thing_id where ${row}.${id} = s.object_id)`;
const DISTRICT_OF_OBJECT = `(case s.object_kind
  when 'alert' then ${districtOf('alerts', 'alert_id', 'a')}
  when 'incident' then ${districtOf('incidents', 'incident_id', 'i')}
  when 'report' then (select r.district from reports r where r.report_id = s.object_id)
  end)`;

const placedActions: ReportView = {
  ...actions,
  sql: `select s.* from (${ACTS}) s where ${mayBeSeen(DISTRICT_OF_OBJECT)}`,
};

export const PLACED_VIEWS: readonly ReportView[] = [placedThings, placedAlerts, placedIncidents, placedActions];
