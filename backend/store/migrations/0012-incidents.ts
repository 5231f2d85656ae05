import type { Migration } from '../migration.ts';

/** The incident log, the incidents it folds to together with their alerts, and which incident an alert belongs to (the latest, if to several). */
export const incidents: Migration = {
  id: '0012-incidents',
  async up(client) {
    const time = (name: string, field: string) =>
      `${name} timestamptz generated always as (to_timestamp((incident->>'${field}')::double precision / 1000)) stored`;
    await client.query(`
      create table incident_events (
        sequence bigint generated always as identity primary key,
        event jsonb not null,
        event_id text generated always as (event->>'id') stored not null unique,
        incident_id text generated always as (event->>'incidentId') stored not null,
        kind text generated always as (event->>'kind') stored not null,
        time timestamptz generated always as (to_timestamp((event->>'time')::double precision / 1000)) stored not null
      );
      create index incident_events_incident on incident_events (incident_id, sequence);
      create index incident_events_time on incident_events (time);
      create trigger incident_events_append_only before update or delete or truncate on incident_events
        for each statement execute function refuse_change();

      create table incidents (
        incident jsonb not null,
        incident_id text generated always as (incident->>'id') stored primary key,
        kind text generated always as (incident->>'kind') stored not null,
        family text generated always as (incident->>'family') stored not null,
        grade smallint generated always as ((incident->>'grade')::smallint) stored not null,
        state text generated always as (incident->>'state') stored not null,
        things jsonb generated always as (incident->'things') stored not null,
        thing_id text generated always as (incident->'things'->>0) stored not null,
        zone text generated always as (incident->>'zone') stored,
        overdue boolean generated always as ((incident->>'overdue')::boolean) stored not null,
        n_alerts integer generated always as (jsonb_array_length(incident->'alertIds')) stored not null,
        ${time('occurred_at', 'occurredAt')} not null,
        ${time('detected_at', 'detectedAt')} not null,
        ${time('filed_at', 'filedAt')},
        ${time('dispatched_at', 'dispatchedAt')},
        ${time('resolved_at', 'resolvedAt')},
        ${time('closed_at', 'closedAt')},
        ${time('due_at', 'dueAt')}
      );
      create index incidents_occurred on incidents (occurred_at desc, incident_id desc);
      create index incidents_open on incidents (incident_id) where state not in ('closed', 'void');
      create index incidents_things on incidents using gin (things);

      create table incident_alerts (
        alert_id text primary key,
        incident_id text not null
      );
      create index incident_alerts_incident on incident_alerts (incident_id);
    `);
  },
};
