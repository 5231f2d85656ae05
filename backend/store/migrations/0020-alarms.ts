import type { Migration } from '../migration.ts';

/**
 * Alarm management: who was asked when (`alarm_annunciations`, what rates and floods are counted from), and what people arranged beforehand. Alerts from before get the priority of their grade
 * (the default table without time and people), and count as annunciated when they were first raised.
 */
export const alarms: Migration = {
  id: '0020-alarms',
  async up(client) {
    await client.query(`
      update alerts set alert = alert || jsonb_build_object(
        'raises', jsonb_build_array(alert->'lastRaisedAt'),
        'annunciatedAt', alert->'raisedAt',
        'priority', case
          when alert->>'kind' in ('missing', 'stale') then 'diagnostic'
          when (alert->>'grade')::int = 1 then 'high'
          when (alert->>'grade')::int = 2 then 'medium'
          else 'low' end);
      alter table alerts
        add column priority text generated always as (alert->>'priority') stored not null,
        add column suppression text generated always as (alert->'suppression'->>'cause') stored,
        add column leader text generated always as (alert->'suppression'->>'leader') stored;
      create index alerts_suppressed on alerts (suppression, raised_at desc) where suppression is not null;
      create index alerts_leader on alerts (leader) where leader is not null;
      drop index alerts_queue;
      create index alerts_queue on alerts (alert_id) where state = 'active' or (not acknowledged and suppression is null) or shelved;
      create index alert_events_kind on alert_events (kind, time) where kind in ('suppressed', 'shelved', 'acknowledged', 'raised', 'recurred');

      create table alarm_annunciations (
        alert_id text not null,
        time timestamptz not null,
        priority text not null,
        acknowledged_at timestamptz,
        primary key (alert_id, time)
      );
      create index alarm_annunciations_time on alarm_annunciations (time);
      insert into alarm_annunciations (alert_id, time, priority, acknowledged_at)
        select alert_id, raised_at, priority, acknowledged_at from alerts where priority <> 'diagnostic';

      create table alarm_arrangement_events (
        sequence bigint generated always as identity primary key,
        event jsonb not null,
        event_id text generated always as (event->>'id') stored not null unique,
        arrangement_id text generated always as (event->'arrangement'->>'id') stored not null
      );
      create index alarm_arrangement_events_of on alarm_arrangement_events (arrangement_id, sequence desc);
      create trigger alarm_arrangement_events_append_only before update or delete or truncate on alarm_arrangement_events
        for each statement execute function refuse_change();
    `);
  },
};
