import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { ThingId } from '../../geodata/model/ids.ts';
import { THING_KINDS } from '../../geodata/model/thing-kinds.ts';
import type { Attributes, ThingDescription } from '../../ingestion/observation.ts';
import type { Arrival } from '../../ingestion/pipeline/message-store.ts';
import { toJsonb } from './jsonb.ts';
import { type KeyRegistry, setUnits } from './key-registry.ts';
import { movePlaces } from './last-seen.ts';
import type { Places } from './places.ts';
import type { Arrived } from './row-formats.ts';
import { storableText } from './row-formats.ts';

interface Described {
  readonly key: number;
  readonly id: ThingId;
  readonly kind: string;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly department: string | null;
  readonly interval_s: number | null;
  readonly attrs: Attributes;
  /** Epoch ms of the newest description merged. */
  readonly at: number;
}

/**
 * Merges descriptions into `things`: a newer one overwrites what it tells, an older one only fills gaps, nothing is ever erased.
 * A description no newer than the newest one that also changes nothing is a duplicate; the arrivals of those are returned.
 */
export async function mergeDescriptions(
  client: pg.ClientBase,
  descriptions: readonly Arrived<ThingDescription>[],
  keys: KeyRegistry,
  places: Places,
): Promise<Arrival[]> {
  const before = await lockThings(client, [
    ...new Set(descriptions.map(({ message }) => keys.thing(message.thing).key)),
  ]);
  const after = new Map(before);
  const duplicates: Arrival[] = [];
  for (const { arrival, message } of descriptions) {
    const { key } = keys.thing(message.thing);
    const old = after.get(key)!;
    const merged = merge(old, message);
    if (merged.at === old.at && isDeepStrictEqual(merged, old)) duplicates.push(arrival);
    else after.set(key, merged);
  }
  await write(
    client,
    [...after.values()].filter((thing) => thing !== before.get(thing.key)),
    before,
    places,
  );
  return duplicates;
}

async function lockThings(client: pg.ClientBase, keys: readonly number[]): Promise<Map<number, Described>> {
  const { rows } = await client.query<Omit<Described, 'at'> & { described_at: Date | null }>(
    `select key, id, kind, claimed_name as name, lon, lat, department, interval_s, attrs, described_at
     from things where key = any($1) order by key for no key update`,
    [keys],
  );
  return new Map(
    rows.map(({ described_at, ...row }) => [row.key, { ...row, at: described_at?.getTime() ?? -Infinity }]),
  );
}

function merge(old: Described, message: ThingDescription): Described {
  const newer = message.time >= old.at;
  const choose = <Value>(known: Value | null, told: Value | undefined): Value | null =>
    newer ? (told ?? known) : (known ?? told ?? null);
  const attrs = message.attrs ?? {};
  return {
    key: old.key,
    id: old.id,
    kind: newer ? message.thingKind : old.kind,
    name: choose(old.name, message.name === undefined ? undefined : storableText(message.name)),
    lon: choose(old.lon, message.lon),
    lat: choose(old.lat, message.lat),
    department: choose(old.department, message.department),
    interval_s: choose(old.interval_s, message.intervalS),
    attrs: newer ? { ...old.attrs, ...attrs } : { ...attrs, ...old.attrs },
    at: newer ? message.time : old.at,
  };
}

async function write(
  client: pg.ClientBase,
  things: readonly Described[],
  before: ReadonlyMap<number, Described>,
  places: Places,
): Promise<void> {
  if (things.length === 0) return;
  await client.query({
    name: 'describe-things',
    text: `update things t set kind = d.kind, family = d.family, claimed_name = d.name, lon = d.lon, lat = d.lat, attrs = d.attrs::jsonb,
             department = d.department, interval_s = d.interval_s, described_at = timestamptz 'epoch' + d.ms * interval '1 ms'
           from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::float8[], $9::text[], $10::float8[])
             as d (key, kind, family, name, lon, lat, attrs, ms, department, interval_s)
           where t.key = d.key`,
    values: [
      things.map(({ key }) => key),
      things.map(({ kind }) => kind),
      things.map(({ kind }) => familyOf(kind)),
      things.map(({ name }) => name),
      things.map(({ lon }) => lon),
      things.map(({ lat }) => lat),
      things.map(({ attrs }) => toJsonb(attrs)),
      things.map(({ at }) => at),
      things.map(({ department }) => department),
      things.map(({ interval_s }) => interval_s),
    ],
  });
  await movePlaces(client, placed(things, places));
  await claimNames(
    client,
    things.filter((thing) => thing.name !== before.get(thing.key)!.name),
  );
  const changedKind = things.filter((thing) => thing.kind !== before.get(thing.key)!.kind);
  if (changedKind.length > 0) {
    const { rows } = await client.query<{ key: number }>('select key from datastreams where thing = any($1)', [
      changedKind.map(({ key }) => key),
    ]);
    await setUnits(
      client,
      rows.map(({ key }) => key),
    );
  }
}

/** Where those that stay in place are; nothing is said of others. */
const placed = (things: readonly Described[], places: Places) =>
  places.isKnown
    ? things.flatMap(({ key, id, lon, lat }) =>
        lon === null || lat === null ? [] : { key, place: places.of([lon, lat], id) },
      )
    : [];

const familyOf = (kind: string): string => THING_KINDS[kind as keyof typeof THING_KINDS].family;

const NAMES_LOCK = 7_265_837_004;

/** One transaction at a time: two that claim the same name must see each other. */
async function claimNames(client: pg.ClientBase, things: readonly Described[]): Promise<void> {
  if (things.length === 0) return;
  await client.query('select pg_advisory_xact_lock($1)', [NAMES_LOCK]);
  await client.query('select claim_name(key) from unnest($1::int[]) as k (key) order by key', [
    things.map(({ key }) => key),
  ]);
}
