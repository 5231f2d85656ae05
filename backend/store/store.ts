import { mkdir } from 'node:fs/promises';
import { ActionStore } from './action-store.ts';
import { AlarmKpiStore } from './alarm-kpi-store.ts';
import { AlertStore } from './alert-store.ts';
import { CityStore } from './city-store.ts';
import { openDatabase } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { HistoryStore } from './history-store.ts';
import { IdentityStore } from './identity-store.ts';
import { IncidentStore } from './incident-store.ts';
import { PostgresMessageStore } from './message-store.ts';
import { migrate } from './migrate.ts';
import { Places } from './places.ts';
import { QuarantineStore } from './quarantine-store.ts';
import { ReportStore } from './report-store.ts';
import { RiskStore } from './risk-store.ts';
import { PostgresSnapshotStore } from './snapshot-store.ts';
import { TaskStore } from './task-store.ts';
import { ThingStore } from './thing-store.ts';
import { ToldStore } from './told-store.ts';

export interface StoreOptions {
  readonly dataDir: string;
  /** An outside PostgreSQL or TimescaleDB; absent: the embedded one in `dataDir`. */
  readonly databaseUrl?: string | undefined;
}

export type Store = Awaited<ReturnType<typeof openStore>>;

/** Opens the database, embedded or outside, brings its schema up to date, and gives every store over it. @throws UserError */
export async function openStore({ dataDir, databaseUrl }: StoreOptions) {
  await mkdir(dataDir, { recursive: true });
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres(dataDir) : undefined;
  try {
    return await openStores(databaseUrl ?? embedded!.url, embedded);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function openStores(url: string, embedded: EmbeddedPostgres | undefined) {
  const database = await openDatabase({ url });
  const { pool, timescale } = database;
  try {
    const { applied, version } = await migrate(pool, { timescale });
    const places = new Places();
    const messages = await PostgresMessageStore.open(database, places);
    return {
      pool,
      timescale,
      applied,
      schemaVersion: version,
      messages,
      /** Where positions lie; told once the city is known, before anything is written. */
      places,
      city: new CityStore(pool, places),
      told: new ToldStore(pool),
      quarantine: new QuarantineStore(pool),
      snapshots: new PostgresSnapshotStore(pool),
      things: new ThingStore(pool),
      history: new HistoryStore(pool),
      report: new ReportStore(pool),
      risk: new RiskStore(pool),
      alerts: new AlertStore(pool, places),
      alarms: new AlarmKpiStore(pool),
      incidents: new IncidentStore(pool, places),
      tasks: new TaskStore(pool),
      users: new IdentityStore(pool),
      actions: new ActionStore(pool),
      async close(): Promise<void> {
        await messages.flush();
        await database.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
