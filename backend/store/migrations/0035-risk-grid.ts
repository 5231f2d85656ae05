import type { Migration } from '../migration.ts';
import { createReportView } from '../report-views.ts';
import { riskGridView } from '../risk-views.ts';

/** The risk of each grid cell and hour. */
export const riskGrid: Migration = {
  id: '0035-risk-grid',
  async up(client) {
    await client.query(`
      create table risk_grid (
        hour timestamptz not null,
        grid text not null,
        district text, street text,
        risk_index real not null check (risk_index between 0 and 100),
        main_cause text,
        -- Causes and their points, largest first: {"flooding": 41.2, "rain_at_low_point": 9.9}. Their sum is the index.
        parts jsonb not null,
        primary key (hour, grid)
      );
      create index risk_grid_cell on risk_grid (grid, hour desc);
    `);
    await createReportView(client, riskGridView);
  },
};
