import type pg from 'pg';
import type { Report, Warning } from '../../ingestion/observation.ts';
import type { Arrival } from '../../ingestion/pipeline/message-store.ts';
import type { KeyRegistry } from './key-registry.ts';
import type { Places } from './places.ts';
import type { Arrived } from './row-formats.ts';

const timeOf = (time: number | undefined): Date | null => (time === undefined ? null : new Date(time));

/** Stores what people told, each report once, with the place it tells of. Returns the arrivals of those that were new. */
export async function insertReports(
  client: pg.ClientBase,
  rows: readonly Arrived<Report>[],
  keys: KeyRegistry,
  places: Places,
): Promise<Arrival[]> {
  const reports = rows.map(({ arrival, message }) => {
    const { lon, lat } = message;
    const place = places.of(lon === undefined || lat === undefined ? undefined : [lon, lat]);
    return { arrival, key: keys.thing(message.thing).key, place, ...message };
  });
  const { rows: stored } = await client.query<{ arrival: Arrival }>(
    `insert into reports (report_id, arrival, thing, time, channel, text, category, matter_code, lon, lat, district, street, grid)
     select * from unnest($1::text[], $2::bigint[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::float8[], $10::float8[], $11::text[], $12::text[], $13::text[]) as r (id) order by id
     on conflict do nothing returning arrival`,
    [
      reports.map(({ id }) => id),
      reports.map(({ arrival }) => arrival),
      reports.map(({ key }) => key),
      reports.map(({ time }) => timeOf(time)),
      reports.map(({ channel }) => channel),
      reports.map(({ text }) => text),
      reports.map(({ category }) => category ?? null),
      reports.map(({ matterCode }) => matterCode ?? null),
      reports.map(({ lon }) => lon ?? null),
      reports.map(({ lat }) => lat ?? null),
      reports.map(({ place }) => place.district),
      reports.map(({ place }) => place.street),
      reports.map(({ place }) => place.grid),
    ],
  );
  return stored.map(({ arrival }) => arrival);
}

/** Stores warnings, each once, and puts an end to those that an update or a cancel names, in whichever order they came. Returns the arrivals of the new ones. */
export async function insertWarnings(
  client: pg.ClientBase,
  rows: readonly Arrived<Warning>[],
  keys: KeyRegistry,
): Promise<Arrival[]> {
  const warnings = rows.map(({ arrival, message }) => ({ arrival, key: keys.thing(message.thing).key, ...message }));
  const { rows: stored } = await client.query<{ arrival: Arrival; id: string }>(
    `insert into warnings (warning_id, arrival, thing, status, event, severity, grade, headline, area, issued_at, effective_at, expires_at, replaces)
     select id, arrival, thing, status, event, severity, grade, headline, area, issued_at, effective_at, expires_at,
       array(select jsonb_array_elements_text(replaces::jsonb))
     from unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::text[], $9::text[],
       $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::text[])
       as w (id, arrival, thing, status, event, severity, grade, headline, area, issued_at, effective_at, expires_at, replaces) order by id
     on conflict do nothing returning arrival, warning_id as id`,
    [
      warnings.map(({ id }) => id),
      warnings.map(({ arrival }) => arrival),
      warnings.map(({ key }) => key),
      warnings.map(({ status }) => status),
      warnings.map(({ event }) => event),
      warnings.map(({ severity }) => severity),
      warnings.map(({ grade }) => grade ?? null),
      warnings.map(({ headline }) => headline),
      warnings.map(({ area }) => area ?? null),
      warnings.map(({ time }) => timeOf(time)),
      warnings.map(({ effectiveAt }) => timeOf(effectiveAt)),
      warnings.map(({ expiresAt }) => timeOf(expiresAt)),
      warnings.map(({ replaces }) => JSON.stringify(replaces ?? [])),
    ],
  );
  await endReplaced(client, [...warnings.map(({ id }) => id), ...warnings.flatMap(({ replaces }) => replaces ?? [])]);
  return stored.map(({ arrival }) => arrival);
}

/** A warning that is issued again or called off ends when that is said. Nothing replaces itself. */
async function endReplaced(client: pg.ClientBase, ids: readonly string[]): Promise<void> {
  await client.query(
    `update warnings w set ended_at = r.ended_at
     from (
       select replaced.id, min(issued_at) as ended_at
       from warnings, unnest(replaces) as replaced (id)
       where status <> 'alert' and replaces && $1::text[] and replaced.id <> warning_id group by 1
     ) r
     where w.warning_id = r.id and w.warning_id = any($1) and w.ended_at is distinct from r.ended_at`,
    [ids],
  );
}
