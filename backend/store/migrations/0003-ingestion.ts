import type { Migration } from '../migration.ts';

/** The record of what came in: which arrivals lie in which times, what was refused, and where detectors stand. */
export const ingestion: Migration = {
  id: '0003-ingestion',
  up: async (client) => {
    await client.query(`
      -- One row per commit, kind and week of event time. Kind: o observations, p positions, t descriptions only.
      create table ingest_batches (
        first_arrival bigint not null,
        last_arrival bigint not null,
        kind "char" not null,
        min_time timestamptz,
        max_time timestamptz
      );
      create index ingest_batches_last_arrival on ingest_batches (last_arrival);
      create table quarantine (
        id bigint generated always as identity primary key,
        source text not null,
        received_at timestamptz not null,
        reason text not null,
        detail text not null,
        excerpt text not null,
        position bigint
      );
      create table rejection_counts (
        source text not null,
        reason text not null,
        n bigint not null,
        primary key (source, reason)
      );
      create table detector_snapshots (
        name text primary key,
        arrival bigint not null,
        state text not null,
        saved_at timestamptz not null default now()
      );
    `);
  },
};
