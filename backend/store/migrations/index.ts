import type { Migration } from '../migration.ts';
import { things } from './0001-things.ts';
import { timeSeries } from './0002-time-series.ts';
import { ingestion } from './0003-ingestion.ts';
import { report } from './0004-report.ts';
import { actions } from './0010-actions.ts';
import { alerts } from './0011-alerts.ts';
import { incidents } from './0012-incidents.ts';
import { identity } from './0013-identity.ts';
import { reportAlerts } from './0014-report-alerts.ts';
import { told } from './0015-told.ts';
import { city } from './0016-city.ts';
import { reportCity } from './0017-report-city.ts';
import { columnstore } from './0018-columnstore.ts';
import { alarms } from './0020-alarms.ts';
import { tasks } from './0025-tasks.ts';
import { incidentLoop } from './0030-incident-loop.ts';
import { riskGrid } from './0035-risk-grid.ts';

/** In the order they are applied; the owner of a new one adds a file beside this and its line here. */
export const MIGRATIONS: readonly Migration[] = [
  things,
  timeSeries,
  ingestion,
  report,
  actions,
  alerts,
  incidents,
  identity,
  reportAlerts,
  told,
  city,
  reportCity,
  columnstore,
  alarms,
  tasks,
  incidentLoop,
  riskGrid,
];
