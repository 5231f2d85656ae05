import type { Migration } from '../migration.ts';

/** Readings and positions. `quality` 0 good, 1 suspect, 2 bad. Columns are ordered so that no padding is stored. */
const TABLES = `
  create table observations (
    time timestamptz not null,
    arrival bigint not null,
    value float8 not null,
    datastream int not null,
    quality smallint not null,
    attrs jsonb
  )`;
const POSITIONS = `
  create table positions (
    time timestamptz not null,
    arrival bigint not null,
    lon float8 not null,
    lat float8 not null,
    thing int not null,
    speed_kn real,
    course_deg real,
    heading_deg real,
    status smallint,
    quality smallint not null
  )`;

/** The unique index is what makes a write idempotent and what every read uses; BRIN on arrival costs next to nothing and serves catching up. */
const INDEXES = `
  create unique index observations_key on observations (datastream, time);
  create index observations_arrival on observations using brin (arrival) with (pages_per_range = 32);
  create unique index positions_key on positions (thing, time);
  create index positions_arrival on positions using brin (arrival) with (pages_per_range = 32);`;

/** An hour is a row here once it was aggregated after its last reading; until then it is in `dirty_hours`. */
const NATIVE_HOURS = `
  create table observation_hours_kept (
    datastream int not null,
    hour timestamptz not null,
    n bigint not null,
    sum float8 not null,
    min float8 not null,
    max float8 not null,
    primary key (datastream, hour)
  );
  create table dirty_hours (hour timestamptz primary key);
  -- Weeks before this were dropped: their hours stay as they were aggregated, whatever comes late.
  create table dropped_weeks (before timestamptz not null);
  create view observation_hours as
    select datastream, hour, n, sum, min, max from observation_hours_kept k
    where not exists (select from dirty_hours d where d.hour = k.hour)
    union all
    select o.datastream, d.hour, count(*), sum(o.value), min(o.value), max(o.value)
    from dirty_hours d
    join observations o on o.time >= d.hour and o.time < d.hour + interval '1 hour'
    where o.quality < 2
    group by o.datastream, d.hour;`;

/** Seven days a chunk (TimescaleDB's own default); readings of one series lie together once compressed. */
const TIMESCALE_TABLES = `
  select create_hypertable('observations', by_range('time', interval '7 days'), create_default_indexes => false);
  select create_hypertable('positions', by_range('time', interval '7 days'), create_default_indexes => false);
  alter table observations set (timescaledb.enable_columnstore, timescaledb.segmentby = 'datastream', timescaledb.orderby = 'time desc');
  alter table positions set (timescaledb.enable_columnstore, timescaledb.segmentby = 'thing', timescaledb.orderby = 'time desc');`;
const TIMESCALE_HOURS = `
  create materialized view observation_hours with (timescaledb.continuous, timescaledb.materialized_only = false) as
    select datastream, time_bucket(interval '1 hour', time) as hour, count(*) as n, sum(value) as sum, min(value) as min, max(value) as max
    from observations where quality < 2 group by 1, 2
  with no data`;

export const timeSeries: Migration = {
  id: '0002-time-series',
  up: async (client, { timescale }) => {
    const partitioned = timescale ? '' : ' partition by range (time)';
    await client.query(TABLES + partitioned);
    await client.query(POSITIONS + partitioned);
    if (timescale) await client.query(TIMESCALE_TABLES);
    await client.query(INDEXES);
    await client.query(timescale ? TIMESCALE_HOURS : NATIVE_HOURS);
  },
};
