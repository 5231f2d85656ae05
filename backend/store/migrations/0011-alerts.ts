import type { Migration } from '../migration.ts';

/**
 * The alert log and the alerts it folds to. Both rows are the domain's own JSON; the columns are generated from it, so they cannot disagree with it.
 * `alerts_one_open` is the rule that two alerts cannot be open for one key.
 */
export const alerts: Migration = {
  id: '0011-alerts',
  async up(client) {
    await client.query(`
      create table alert_events (
        sequence bigint generated always as identity primary key,
        event jsonb not null,
        event_id text generated always as (event->>'id') stored not null unique,
        alert_id text generated always as (event->>'alertId') stored not null,
        kind text generated always as (event->>'kind') stored not null,
        time timestamptz generated always as (to_timestamp((event->>'time')::double precision / 1000)) stored not null
      );
      create index alert_events_alert on alert_events (alert_id, sequence);
      create index alert_events_ended on alert_events (time) where kind in ('cleared', 'unshelved');
      create trigger alert_events_append_only before update or delete or truncate on alert_events
        for each statement execute function refuse_change();

      create table alerts (
        alert jsonb not null,
        alert_id text generated always as (alert->>'id') stored primary key,
        key text generated always as (alert->>'key') stored not null,
        detector text generated always as (alert->>'detector') stored not null,
        kind text generated always as (alert->>'kind') stored not null,
        family text generated always as (alert->>'family') stored not null,
        grade smallint generated always as ((alert->>'grade')::smallint) stored not null,
        state text generated always as (alert->>'state') stored not null,
        acknowledged boolean generated always as ((alert->>'acknowledged')::boolean) stored not null,
        shelved boolean generated always as (alert ? 'shelf') stored not null,
        things jsonb generated always as (alert->'things') stored not null,
        thing_id text generated always as (alert->'things'->>0) stored not null,
        zone text generated always as (alert->>'zone') stored,
        raised_at timestamptz generated always as (to_timestamp((alert->>'raisedAt')::double precision / 1000)) stored not null,
        last_raised_at timestamptz generated always as (to_timestamp((alert->>'lastRaisedAt')::double precision / 1000)) stored not null,
        cleared_at timestamptz generated always as (to_timestamp((alert->>'clearedAt')::double precision / 1000)) stored,
        acknowledged_at timestamptz generated always as (to_timestamp((alert->>'acknowledgedAt')::double precision / 1000)) stored,
        acknowledged_by text generated always as (alert->>'acknowledgedBy') stored,
        n_raised integer generated always as ((alert->>'nRaised')::integer) stored not null,
        value double precision generated always as ((alert->'measure'->>'value')::double precision) stored,
        limit_value double precision generated always as ((alert->'measure'->>'limit')::double precision) stored,
        unit text generated always as (alert->'measure'->>'unit') stored,
        lon double precision generated always as ((alert->'position'->>0)::double precision) stored,
        lat double precision generated always as ((alert->'position'->>1)::double precision) stored
      );
      create unique index alerts_one_open on alerts (key) where state = 'active';
      create index alerts_key on alerts (key, raised_at desc);
      create index alerts_raised on alerts (raised_at desc, alert_id desc);
      create index alerts_queue on alerts (alert_id) where state = 'active' or not acknowledged or shelved;
      create index alerts_cleared on alerts (cleared_at);
      create index alerts_things on alerts using gin (things);
    `);
  },
};
