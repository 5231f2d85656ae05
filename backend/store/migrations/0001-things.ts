import type { Migration } from '../migration.ts';

/** What there is: things, the datastreams they measure, and how long each kind may be silent. */
export const things: Migration = {
  id: '0001-things',
  up: async (client) => {
    await client.query(`
      create table thing_kinds (
        kind text primary key,
        stale_after interval not null,
        offline_after interval not null
      );
      create table things (
        key int generated always as identity primary key,
        id text not null unique,
        kind text not null,
        family text not null,
        claimed_name text,
        -- What people see: the claimed name while nobody else has it, never shared.
        name text not null,
        district text, street text, grid text, zone text,
        lon float8, lat float8,
        department text,
        attrs jsonb not null default '{}',
        installed_at timestamptz,
        -- Newest description merged: an older one only fills gaps.
        described_at timestamptz,
        -- Lower bounds of its newest message and position, written now and then: the truth is in the series behind them.
        last_seen_at timestamptz,
        positioned_at timestamptz
      ) with (fillfactor = 80);
      create index things_name on things (name);
      create index things_kind on things (kind);
      create table datastreams (
        key int generated always as identity primary key,
        thing int not null references things,
        name text not null,
        unit text,
        last_seen_at timestamptz,
        unique (thing, name)
      ) with (fillfactor = 80);

      -- Gives a thing the first of these names that is free: what it claims, that with its id behind, that with its key behind.
      create function claim_name(thing_key int) returns void language plpgsql as $$
      declare
        claimed text; own_id text; candidate text;
      begin
        select coalesce(claimed_name, id), id into claimed, own_id from things where key = thing_key;
        foreach candidate in array array[claimed, claimed || ' (' || own_id || ')'] loop
          if not exists (select from things where name = candidate and key <> thing_key) then
            update things set name = candidate where key = thing_key and name <> candidate;
            return;
          end if;
        end loop;
        update things set name = claimed || ' (' || own_id || ') #' || thing_key where key = thing_key;
      end $$;
      revoke execute on function claim_name(int) from public;
    `);
  },
};
