import type pg from 'pg';
import { THING_KINDS, type ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Thing } from '../../ingestion/thing.ts';

type ThingStatus = 'online' | 'stale' | 'offline';

/** How long a thing may be silent, ms. */
interface Patience {
  readonly staleMs: number;
  readonly offlineMs: number;
}

/**
 * For things that report their position (ours, configurable here). Class A vessels report at least every 3 minutes, even at anchor (ITU-R M.1371-5 table 1);
 * two reports may be lost before it is stale.
 */
const MOVING: Patience = { staleMs: 6 * 60_000, offlineMs: 60 * 60_000 };
/** In expected intervals of the thing's quickest datastream: the public contract. */
export const STALE_INTERVALS = 3;
export const OFFLINE_INTERVALS = 10;

/** Of a kind: its quickest datastream is what it can be expected to be heard by, unless the thing has an interval of its own, seconds. */
function patienceOf(kind: ThingKindName, intervalS?: number): Patience {
  const declared = Object.values(THING_KINDS[kind].datastreams).map(({ intervalMs }) => intervalMs);
  const intervals = intervalS === undefined ? declared : [intervalS * 1000];
  if (intervals.length === 0) return MOVING;
  const quickest = Math.min(...intervals);
  return { staleMs: STALE_INTERVALS * quickest, offlineMs: OFFLINE_INTERVALS * quickest };
}

/** As `report.things.status` says it; one that was never heard of is offline. */
export function statusOf(
  { kind, intervalS }: Pick<Thing, 'kind' | 'intervalS'>,
  lastSeenAt: EventTime | undefined,
  now: EventTime,
): ThingStatus {
  const { staleMs, offlineMs } = patienceOf(kind, intervalS);
  const silence = now - (lastSeenAt ?? -Infinity);
  return silence >= offlineMs ? 'offline' : silence >= staleMs ? 'stale' : 'online';
}

/** Tells the views in schema `report` what {@link patienceOf} says. */
export async function syncThingKinds(pool: pg.Pool): Promise<void> {
  const kinds = Object.keys(THING_KINDS) as ThingKindName[];
  const patience = kinds.map((kind) => patienceOf(kind));
  await pool.query(
    `insert into thing_kinds (kind, stale_after, offline_after)
     select kind, stale * interval '1 ms', offline * interval '1 ms'
     from unnest($1::text[], $2::float8[], $3::float8[]) as k (kind, stale, offline) order by kind
     on conflict (kind) do update set stale_after = excluded.stale_after, offline_after = excluded.offline_after
     where (thing_kinds.stale_after, thing_kinds.offline_after) is distinct from (excluded.stale_after, excluded.offline_after)`,
    [kinds, patience.map(({ staleMs }) => staleMs), patience.map(({ offlineMs }) => offlineMs)],
  );
}
