import type { Migration } from '../migration.ts';

/**
 * What cameras saw, what people told and what authorities warned of. A camera's message is one row a group, the first of them (`ordinal` 0) always there, with no class
 * when it saw nothing; `detection_minutes` is the largest number at once by camera, class and minute, kept as messages come in.
 */
const SERIES = [
  `create table detections (
    time timestamptz not null,
    arrival bigint not null,
    max_score float8,
    thing int not null,
    n int,
    ordinal smallint not null,
    quality smallint not null,
    class text,
    zone text,
    positions jsonb
  )`,
  `create table detection_minutes (
    time timestamptz not null,
    max_score float8 not null,
    thing int not null,
    n int not null,
    class text not null,
    zone text
  )`,
];

/** Minutes come in order of time and are asked for by time, often over all cameras. */
const INDEXES = `
  create unique index detections_key on detections (thing, time, ordinal);
  create index detections_arrival on detections using brin (arrival) with (pages_per_range = 32);
  create unique index detection_minutes_key on detection_minutes (thing, class, time);
  create index detection_minutes_time on detection_minutes using brin (time) with (pages_per_range = 32);`;

const TIMESCALE = `
  select create_hypertable('detections', by_range('time', interval '7 days'), create_default_indexes => false);
  select create_hypertable('detection_minutes', by_range('time', interval '7 days'), create_default_indexes => false);
  alter table detections set (timescaledb.enable_columnstore, timescaledb.segmentby = 'thing', timescaledb.orderby = 'time desc, ordinal');
  alter table detection_minutes set (timescaledb.enable_columnstore, timescaledb.segmentby = 'thing, class', timescaledb.orderby = 'time desc');`;

const TOLD = `
  create table reports (
    report_id text primary key,
    arrival bigint not null,
    thing int not null references things,
    time timestamptz not null,
    channel text not null,
    text text not null,
    category text,
    matter_code text,
    lon float8, lat float8,
    district text, street text, grid text,
    incident_id text
  );
  create index reports_time on reports (time desc);
  create index reports_arrival on reports (arrival);
  create table warnings (
    warning_id text primary key,
    arrival bigint not null,
    thing int not null references things,
    status text not null,
    event text not null,
    severity text not null,
    grade smallint,
    headline text not null,
    area text,
    issued_at timestamptz not null,
    effective_at timestamptz,
    -- As it says itself.
    expires_at timestamptz,
    -- When an update or a cancel put an end to it.
    ended_at timestamptz,
    replaces text[] not null
  );
  create index warnings_issued on warnings (issued_at desc);
  create index warnings_arrival on warnings (arrival);
  create index warnings_replaces on warnings using gin (replaces);`;

export const told: Migration = {
  id: '0015-told',
  up: async (client, { timescale }) => {
    for (const table of SERIES) await client.query(timescale ? table : `${table} partition by range (time)`);
    if (timescale) await client.query(TIMESCALE);
    await client.query(INDEXES);
    await client.query(TOLD);
  },
};
