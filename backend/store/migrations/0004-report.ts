import type pg from 'pg';
import type { Migration } from '../migration.ts';
import { createReportView, REPORT_ROLE } from '../report-views.ts';
import { SERIES_VIEWS } from '../series-views.ts';

/** Schema `report`: its reader, and the views of what is measured. */
export const report: Migration = {
  id: '0004-report',
  up: async (client) => {
    await createRole(client);
    await client.query(`create schema report; grant usage on schema report to ${REPORT_ROLE}`);
    await forbidSettings(client);
    for (const view of SERIES_VIEWS) await createReportView(client, view);
  },
};

/** Roles belong to the whole server, where other databases may make the same one at this moment. */
async function createRole(client: pg.ClientBase): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${REPORT_ROLE}') then
      create role ${REPORT_ROLE} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`);
  // An owner who is no superuser must be a member to become it.
  await client.query(`do $$ begin
    if not pg_has_role(current_user, '${REPORT_ROLE}', 'member') then
      grant ${REPORT_ROLE} to current_user;
    end if;
  exception when insufficient_privilege then
    raise exception 'the user % must be a member of ${REPORT_ROLE}: as an administrator, run: grant ${REPORT_ROLE} to %', current_user, current_user;
  end $$`);
}

/** A statement that may change settings could give itself another role or other areas. In this database only its owner keeps that right. */
async function forbidSettings(client: pg.ClientBase): Promise<void> {
  await client.query(`do $$ begin
    execute format('grant execute on function pg_catalog.set_config(text, text, boolean) to %I', current_user);
    revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
  exception when insufficient_privilege then null;
  end $$`);
}
