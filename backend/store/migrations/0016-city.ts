import type { Migration } from '../migration.ts';

/** What the city model says of who helps and what is watched, the place of alerts and incidents, and things that report at an interval of their own. */
export const city: Migration = {
  id: '0016-city',
  async up(client) {
    await client.query(`
      alter table things add column interval_s float8;
      -- placed: the position was looked up; then the columns hold, absent or not.
      alter table alerts add column district text, add column street text, add column grid text, add column placed boolean not null default false;
      alter table incidents add column district text, add column street text, add column grid text, add column placed boolean not null default false;
      create index reports_incident on reports (incident_id) where incident_id is not null;
      create index alerts_district on alerts (district, raised_at desc);
      create index incidents_district on incidents (district, occurred_at desc);

      -- Which city the tables below were filled from: one row.
      create table city_models (hash text primary key, city_id text not null, put_at timestamptz not null default now());
      create table departments (
        department_id text primary key,
        name text not null,
        name_en text not null,
        families text[] not null,
        duties text[] not null,
        district text
      );
      create table resources (
        resource_id text primary key,
        name text not null,
        kind text not null,
        department text,
        district text,
        -- Changed by whoever sends it out; the city model does not know.
        status text not null default 'available',
        capacity float8 not null,
        lon float8 not null, lat float8 not null
      );
      create table risk_sources (
        risk_source_id text primary key,
        name text not null,
        line text, work_area text, section text,
        kind text not null,
        grade smallint not null,
        geology text not null,
        hazard_chain text not null,
        owner text, contractor text, supervisor text,
        status text not null,
        lon float8 not null, lat float8 not null,
        depth_m float8 not null,
        district text
      );
      create table monitoring_points (
        point_id text primary key,
        name text not null,
        item text not null,
        kind text not null,
        datastream text not null,
        line text, work_area text,
        risk_source_id text,
        unit text not null,
        control_cumulative float8 not null,
        control_rate_per_day float8,
        district text
      );
    `);
  },
};
