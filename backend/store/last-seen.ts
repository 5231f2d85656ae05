import type pg from 'pg';
import type { ThingEntry } from './key-registry.ts';
import type { PlaceRow, Places } from './places.ts';

/**
 * Notes when things, their positions and their datastreams were last heard of, and in which district those that moved are now. Rows that know better are
 * left alone.
 */
export async function noteLastSeen(pool: pg.Pool, things: Iterable<ThingEntry>, places: Places): Promise<void> {
  const moved: { readonly key: number; readonly place: PlaceRow }[] = [];
  const [thingKeys, seen, positioned, streamKeys, measured]: [number[], Time[], Time[], number[], Time[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  for (const thing of things) {
    if (thing.seenAt === -Infinity) continue;
    thingKeys.push(thing.key);
    seen.push(timeOf(thing.seenAt));
    positioned.push(timeOf(thing.positions.newest));
    if (thing.at && places.isKnown) moved.push({ key: thing.key, place: places.of(thing.at, thing.id) });
    thing.at = undefined;
    for (const stream of thing.datastreams.values()) {
      streamKeys.push(stream.key);
      measured.push(timeOf(stream.newest));
    }
  }
  await pool.query(
    `update things t set last_seen_at = greatest(t.last_seen_at, n.seen), positioned_at = greatest(t.positioned_at, n.positioned)
     from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as n (key, seen, positioned)
     where t.key = n.key and (t.last_seen_at is null or t.last_seen_at < n.seen or t.positioned_at < n.positioned or (t.positioned_at is null and n.positioned is not null))`,
    [thingKeys, seen, positioned],
  );
  await pool.query(
    `update datastreams d set last_seen_at = n.measured from unnest($1::int[], $2::timestamptz[]) as n (key, measured)
     where d.key = n.key and (d.last_seen_at is null or d.last_seen_at < n.measured)`,
    [streamKeys, measured],
  );
  await movePlaces(pool, moved);
}

/** Writes where things are; only rows that change are touched. */
export async function movePlaces(
  client: pg.Pool | pg.ClientBase,
  moved: readonly { readonly key: number; readonly place: PlaceRow }[],
): Promise<void> {
  if (moved.length === 0) return;
  await client.query(
    `update things t set district = p.district, street = p.street, grid = p.grid, zone = p.zone
     from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as p (key, district, street, grid, zone)
     where t.key = p.key and (t.district, t.street, t.grid, t.zone) is distinct from (p.district, p.street, p.grid, p.zone)`,
    [
      moved.map(({ key }) => key),
      moved.map(({ place }) => place.district),
      moved.map(({ place }) => place.street),
      moved.map(({ place }) => place.grid),
      moved.map(({ place }) => place.zone),
    ],
  );
}

type Time = Date | null;
const timeOf = (epochMs: number | undefined): Time =>
  epochMs === undefined || epochMs === -Infinity ? null : new Date(epochMs);
