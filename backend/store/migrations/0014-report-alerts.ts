import { ALERT_VIEWS } from '../alert-views.ts';
import type { Migration } from '../migration.ts';
import { createReportView } from '../report-views.ts';

/** The views of what was noticed and done, and the names of the zones that alerts refer to by id. */
export const reportAlerts: Migration = {
  id: '0014-report-alerts',
  async up(client) {
    await client.query('create table zones (zone_id text primary key, name text not null)');
    for (const view of ALERT_VIEWS) await createReportView(client, view);
  },
};
