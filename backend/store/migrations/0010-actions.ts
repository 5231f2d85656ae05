import type { Migration } from '../migration.ts';

/** The audit log, and the trigger that keeps logs append-only, for their owner too. */
export const actions: Migration = {
  id: '0010-actions',
  async up(client) {
    await client.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
      end $$;

      create table actions (
        action_id bigint generated always as identity primary key,
        time timestamptz not null,
        actor text not null,
        role text not null,
        action text not null,
        object_kind text not null,
        object_id text not null,
        note text
      );
      create index actions_time on actions (time desc, action_id desc);
      create index actions_object on actions (object_kind, object_id);
      create trigger actions_append_only before update or delete or truncate on actions
        for each statement execute function refuse_change();
    `);
  },
};
