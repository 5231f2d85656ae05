import { INCIDENT_VIEWS } from '../incident-views.ts';
import type { Migration } from '../migration.ts';
import { createReportView } from '../report-views.ts';

/** What happens to an incident after it was noticed: arrival, the quality of its handling, who answers for it, and the reports that belong to it. */
export const incidentLoop: Migration = {
  id: '0030-incident-loop',
  async up(client) {
    await client.query(`
      alter table incidents
        add column arrived_at timestamptz generated always as (to_timestamp((incident->>'arrivedAt')::double precision / 1000)) stored,
        add column department text generated always as (incident->>'department') stored,
        add column score double precision generated always as ((incident->>'score')::double precision) stored;
      create index incident_events_decisions on incident_events (sequence) where kind in ('graded', 'tagged', 'routed');
      -- A report may belong to an incident before its own row is written: no reference.
      create table incident_reports (
        report_id text primary key,
        incident_id text not null
      );
      create index incident_reports_incident on incident_reports (incident_id);
    `);
    for (const view of INCIDENT_VIEWS) await createReportView(client, view);
  },
};
