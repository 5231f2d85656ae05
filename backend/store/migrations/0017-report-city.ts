import { CITY_VIEWS } from '../city-views.ts';
import type { Migration } from '../migration.ts';
import { PLACED_VIEWS } from '../placed-views.ts';
import { createReportView } from '../report-views.ts';
import { TOLD_VIEWS } from '../told-views.ts';

/** The views of what was told and of the city, and places in those that were there before. */
export const reportCity: Migration = {
  id: '0017-report-city',
  async up(client) {
    for (const view of [...TOLD_VIEWS, ...CITY_VIEWS, ...PLACED_VIEWS]) await createReportView(client, view);
  },
};
