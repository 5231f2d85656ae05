import { incidents } from './alert-views.ts';
import { mayBeSeen, type ReportView } from './report-views.ts';
import { TOLD_VIEWS } from './told-views.ts';

/** The views of incidents and reports as they are since incidents are handled to the end; their columns are those of before. */

/** Where the row says its own place; else the place of its leading thing. */
const placeOf = (column: string): string => `case when i.placed then i.${column} else t.${column} end`;
const place = ['district', 'street', 'grid'].map((column) => `${placeOf(column)} as ${column}`).join(', ');

const handledIncidents: ReportView = {
  ...incidents,
  sql: `
    select i.incident_id, i.incident->'title'->>'zh' as title, i.kind, i.family, i.grade, i.state,
      ${place}, coalesce(z.name, i.zone) as zone, coalesce(i.department, t.department) as department,
      i.occurred_at, i.detected_at, i.filed_at, i.dispatched_at, i.arrived_at, i.resolved_at, i.closed_at,
      i.due_at, i.overdue, i.n_alerts, (select count(*)::int from incident_reports r where r.incident_id = i.incident_id) as n_reports,
      null::text as plan_id, case when i.state = 'closed' then i.score end as score
    from incidents i left join things t on t.id = i.thing_id left join zones z on z.zone_id = i.zone
    where ${mayBeSeen(`(${placeOf('district')})`)}`,
};

const told = TOLD_VIEWS.find(({ name }) => name === 'reports')!;
const placedReports: ReportView = {
  ...told,
  sql: `
    select r.report_id, r.category, r.matter_code, r.text, r.channel, r.district, r.street, r.grid, r.lon, r.lat,
      r.time as reported_at, coalesce(i.incident_id, r.incident_id) as incident_id
    from reports r left join incident_reports i using (report_id) where ${mayBeSeen('r.district')}`,
};

export const INCIDENT_VIEWS: readonly ReportView[] = [handledIncidents, placedReports];
