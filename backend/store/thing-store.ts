import type pg from 'pg';
import type { ThingId } from '../../geodata/model/ids.ts';
import type { ThingKindName } from '../../geodata/model/thing-kinds.ts';
import type { EventTime } from '../../geodata/model/time.ts';
import type { Attributes, NavigationStatus, Observation } from '../../ingestion/observation.ts';
import type { KnownThing } from '../../ingestion/pipeline/thing-registry.ts';
import { qualityOf } from './row-formats.ts';

interface ThingRow {
  readonly id: ThingId;
  readonly kind: ThingKindName;
  readonly claimed_name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly department: string | null;
  readonly interval_s: number | null;
  readonly attrs: Attributes;
  readonly seen: Date | null;
  readonly streams: readonly { readonly name: string; readonly at: number }[] | null;
  readonly position_time: Date | null;
  readonly position_lon: number;
  readonly position_lat: number;
  readonly speed_kn: number | null;
  readonly course_deg: number | null;
  readonly heading_deg: number | null;
  readonly status: NavigationStatus | null;
}

export class ThingStore {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Every thing with its newest good position and when it was last heard of: what the registry in memory starts with. */
  async load(): Promise<KnownThing[]> {
    // LATERAL over the registry reads one index entry a series; the noted times keep it to the newest partitions.
    const { rows } = await this.pool.query<ThingRow>(
      `select t.id, t.kind, t.claimed_name, t.lon, t.lat, t.department, t.interval_s, t.attrs,
            greatest(t.last_seen_at, newest.time, s.seen) as seen, s.streams,
            good.time as position_time, good.lon as position_lon, good.lat as position_lat,
            good.speed_kn, good.course_deg, good.heading_deg, good.status
     from things t
     left join lateral (
       select max(p.time) as time from positions p
       where p.thing = t.key and p.time >= coalesce(t.positioned_at, t.last_seen_at, '-infinity')
     ) newest on true
     left join lateral (
       select p.* from positions p
       where p.thing = t.key and p.time <= newest.time and p.time > newest.time - $1::interval and p.quality = 0
       order by p.time desc limit 1
     ) good on true
     left join lateral (
       select max(m.at) as seen, json_agg(json_build_object('name', d.name, 'at', extract(epoch from m.at) * 1000)) as streams
       from datastreams d
       cross join lateral (
         select coalesce(max(o.time), d.last_seen_at) as at from observations o
         where o.datastream = d.key and o.time >= coalesce(d.last_seen_at, t.last_seen_at, '-infinity')
       ) m
       where d.thing = t.key and m.at is not null
     ) s on true`,
      [OLDEST_GOOD_POSITION],
    );
    return rows.map(knownThing);
  }

  /** The newest reading of every datastream of things that stay in place: what a map opens with after a restart. */
  async latestReadings(): Promise<Observation[]> {
    const { rows } = await this.pool.query<{
      id: ThingId;
      name: string;
      time: Date;
      value: number;
      quality: number;
    }>(
      `select t.id, d.name, newest.time, newest.value, newest.quality
       from things t join datastreams d on d.thing = t.key
       cross join lateral (
         select o.time, o.value, o.quality from observations o
         where o.datastream = d.key and o.time >= coalesce(d.last_seen_at, t.last_seen_at, '-infinity') order by o.time desc limit 1
       ) newest
       where t.lon is not null`,
    );
    return rows.map(({ id, name, time, value, quality }) => ({
      kind: 'observation',
      thing: id,
      datastream: name,
      time: time.getTime() as EventTime,
      value,
      quality: qualityOf(quality),
    }));
  }
}

/** A thing whose good position is that much older than its newest one starts without (ours): that keeps the search to two partitions. */
const OLDEST_GOOD_POSITION = '7 days';

function knownThing(row: ThingRow): KnownThing {
  return {
    thing: {
      id: row.id,
      kind: row.kind,
      attrs: row.attrs,
      ...(row.claimed_name !== null && { name: row.claimed_name }),
      ...(row.lon !== null && row.lat !== null && { lon: row.lon, lat: row.lat }),
      ...(row.department !== null && { department: row.department }),
      ...(row.interval_s !== null && { intervalS: row.interval_s }),
    },
    ...(row.seen && { lastSeenAt: row.seen.getTime() as EventTime }),
    datastreams: (row.streams ?? []).map(({ name, at }) => [name, at as EventTime] as const),
    ...(row.position_time && {
      position: {
        kind: 'position',
        thing: row.id,
        time: row.position_time.getTime() as EventTime,
        lon: row.position_lon,
        lat: row.position_lat,
        ...(row.speed_kn !== null && { speedKn: row.speed_kn }),
        ...(row.course_deg !== null && { courseDeg: row.course_deg }),
        ...(row.heading_deg !== null && { headingDeg: row.heading_deg }),
        ...(row.status !== null && { status: row.status }),
        quality: 'good',
      },
    }),
  };
}
