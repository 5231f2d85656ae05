import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { THING_KINDS } from '../../geodata/model/thing-kinds.ts';
import type { Attributes, ThingDescription } from '../../ingestion/observation.ts';
import { toJsonb } from './jsonb.ts';
import { type KeyRegistry, setUnits } from './key-registry.ts';
import { storableText } from './row-formats.ts';

interface Described {
  readonly key: number;
  readonly kind: string;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly attrs: Attributes;
  /** Epoch ms of the newest description merged. */
  readonly at: number;
}

/**
 * Merges descriptions into `things`: a newer one overwrites what it tells, an older one only fills gaps, nothing is ever erased.
 * A description no newer than the newest one that also changes nothing is a duplicate.
 */
export async function mergeDescriptions(
  client: pg.ClientBase,
  descriptions: readonly ThingDescription[],
  keys: KeyRegistry,
): Promise<{ readonly stored: number; readonly duplicates: number }> {
  const before = await lockThings(client, [...new Set(descriptions.map(({ thing }) => keys.thing(thing).key))]);
  const after = new Map(before);
  let stored = 0;
  for (const description of descriptions) {
    const { key } = keys.thing(description.thing);
    const old = after.get(key)!;
    const merged = merge(old, description);
    if (merged.at === old.at && isDeepStrictEqual(merged, old)) continue;
    after.set(key, merged);
    stored++;
  }
  await write(
    client,
    [...after.values()].filter((thing) => thing !== before.get(thing.key)),
    before,
  );
  return { stored, duplicates: descriptions.length - stored };
}

async function lockThings(client: pg.ClientBase, keys: readonly number[]): Promise<Map<number, Described>> {
  const { rows } = await client.query<Omit<Described, 'at'> & { described_at: Date | null }>(
    `select key, kind, claimed_name as name, lon, lat, attrs, described_at
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
    kind: newer ? message.thingKind : old.kind,
    name: choose(old.name, message.name === undefined ? undefined : storableText(message.name)),
    lon: choose(old.lon, message.lon),
    lat: choose(old.lat, message.lat),
    attrs: newer ? { ...old.attrs, ...attrs } : { ...attrs, ...old.attrs },
    at: newer ? message.time : old.at,
  };
}

async function write(
  client: pg.ClientBase,
  things: readonly Described[],
  before: ReadonlyMap<number, Described>,
): Promise<void> {
  if (things.length === 0) return;
  await client.query({
    name: 'describe-things',
    text: `update things t set kind = d.kind, family = d.family, claimed_name = d.name, lon = d.lon, lat = d.lat, attrs = d.attrs::jsonb,
             described_at = timestamptz 'epoch' + d.ms * interval '1 ms'
           from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::float8[])
             as d (key, kind, family, name, lon, lat, attrs, ms)
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
    ],
  });
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
