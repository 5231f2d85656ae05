import type pg from 'pg';
import type { ThingEntry } from './key-registry.ts';

/** Notes when things, their positions and their datastreams were last heard of. Rows that know better are left alone. */
export async function noteLastSeen(pool: pg.Pool, things: Iterable<ThingEntry>): Promise<void> {
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
}

type Time = Date | null;
const timeOf = (epochMs: number | undefined): Time =>
  epochMs === undefined || epochMs === -Infinity ? null : new Date(epochMs);
