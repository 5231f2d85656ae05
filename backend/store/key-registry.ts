import type pg from 'pg';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import { datastreamKind, isThingKind, THING_KINDS } from '../../geodata/model/thing-kinds.ts';
import type { Message, Observation } from '../../ingestion/observation.ts';
import { inferKind } from '../../ingestion/pipeline/infer-kind.ts';

/** One series of rows: a datastream's readings, a thing's positions or what a camera saw. */
export interface SeriesEntry {
  readonly key: number;
  /** Event time of the newest row that this process knows of or has under way, epoch ms; `undefined` until it was looked up. */
  newest: number | undefined;
}

export interface ThingEntry {
  readonly id: ThingId;
  readonly key: number;
  readonly positions: SeriesEntry;
  readonly detections: SeriesEntry;
  readonly datastreams: Map<string, SeriesEntry>;
  /** Event time of its newest message of any kind in this process. */
  seenAt: number;
  /** Its newest good position in this process that has not been noted yet. */
  at: LonLat | undefined;
}

/** The short keys that stand for things and datastreams in the big tables, remembered for the life of the process: keys are never reused. */
export class KeyRegistry {
  private readonly pool: pg.Pool;
  private readonly things = new Map<ThingId, ThingEntry>();

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Of a thing that {@link resolve} was given before. */
  thing(id: ThingId): ThingEntry {
    return this.things.get(id)!;
  }

  all(): Iterable<ThingEntry> {
    return this.things.values();
  }

  /** Makes every thing and datastream of these messages known, in the database too, and the newest row of each. */
  async resolve(messages: Iterable<Message>): Promise<void> {
    const unknown = new Map<ThingId, Message>();
    const streams: Observation[] = [];
    const unexamined: SeriesEntry[][] = [[], [], []];
    const cameras = new Set<ThingId>();
    for (const message of messages) {
      const entry = this.things.get(message.thing);
      if (!entry) {
        const first = unknown.get(message.thing);
        // A description knows the kind; anything else only suggests it.
        if (!first || (message.kind === 'thing' && first.kind !== 'thing')) unknown.set(message.thing, message);
      }
      if (message.kind === 'observation') {
        const stream = entry?.datastreams.get(message.datastream);
        if (!stream) streams.push(message);
        else if (stream.newest === undefined) unexamined[0]!.push(stream);
      } else if (message.kind === 'position' && entry && entry.positions.newest === undefined)
        unexamined[1]!.push(entry.positions);
      else if (message.kind === 'detection') cameras.add(message.thing);
    }
    if (unknown.size > 0) {
      const entries = await this.registerThings(unknown);
      unexamined[1]!.push(...entries.map(({ positions }) => positions));
    }
    for (const camera of cameras) unexamined[2]!.push(this.thing(camera).detections);
    if (streams.length > 0) unexamined[0]!.push(...(await this.registerDatastreams(streams)));
    await this.examine('observations', 'datastream', 'o.last_seen_at', unexamined[0]!);
    await this.examine('positions', 'thing', 'o.positioned_at', unexamined[1]!);
    // No note is kept of when a camera last saw something: any message of it is as late or later.
    await this.examine('detections', 'thing', 'o.last_seen_at', unexamined[2]!);
  }

  /** Forgets what rows there are, after another writer was seen at work. */
  forgetNewest(): void {
    for (const entry of this.things.values()) {
      entry.positions.newest = undefined;
      entry.detections.newest = undefined;
      for (const stream of entry.datastreams.values()) stream.newest = undefined;
    }
  }

  private async registerThings(unknown: ReadonlyMap<ThingId, Message>): Promise<ThingEntry[]> {
    const ids = [...unknown.keys()].sort();
    const kinds = ids.map((id) => inferKind(unknown.get(id)!));
    const { rows: made } = await this.pool.query<{ id: ThingId; key: number }>(
      `insert into things (id, name, kind, family)
       select id, id, kind, family from unnest($1::text[], $2::text[], $3::text[]) as new (id, kind, family) order by id
       on conflict (id) do nothing returning id, key`,
      [ids, kinds, kinds.map((kind) => THING_KINDS[kind].family)],
    );
    const { rows: taken } = await this.pool.query<{ key: number }>(
      `select new.key from things new where key = any($1) and exists (select from things other where other.name = new.name and other.key <> new.key)`,
      [made.map((row) => row.key)],
    );
    for (const { key } of taken) await this.pool.query('select claim_name($1)', [key]);
    const isNew = new Set(made.map((row) => row.id));
    const { rows } = await this.pool.query<{ id: ThingId; key: number }>(
      'select id, key from things where id = any($1)',
      [ids],
    );
    return rows.map(({ id, key }) => this.remember(id, key, isNew.has(id)));
  }

  private remember(id: ThingId, key: number, isNew: boolean): ThingEntry {
    const known = this.things.get(id);
    if (known) return known;
    const newest = isNew ? -Infinity : undefined;
    const entry: ThingEntry = {
      id,
      key,
      positions: { key, newest },
      detections: { key, newest },
      datastreams: new Map(),
      seenAt: -Infinity,
      at: undefined,
    };
    this.things.set(id, entry);
    return entry;
  }

  private async registerDatastreams(readings: readonly Observation[]): Promise<SeriesEntry[]> {
    const wanted = new Map<string, { thing: ThingEntry; name: string }>();
    for (const { thing, datastream } of readings)
      wanted.set(`${thing}/${datastream}`, { thing: this.thing(thing), name: datastream });
    const list = [...wanted.values()].sort((a, b) => a.thing.key - b.thing.key || (a.name < b.name ? -1 : 1));
    const keys = list.map(({ thing }) => thing.key);
    const names = list.map(({ name }) => name);
    const { rows: made } = await this.pool.query<{ key: number; name: string }>(
      `insert into datastreams (thing, name)
       select thing, name from unnest($1::int[], $2::text[]) as new (thing, name) order by 1, 2
       on conflict (thing, name) do nothing returning key`,
      [keys, names],
    );
    const isNew = new Set(made.map((row) => row.key));
    await setUnits(this.pool, [...isNew]);
    const { rows } = await this.pool.query<{ id: ThingId; name: string; key: number }>(
      `select t.id, d.name, d.key from unnest($1::int[], $2::text[]) as wanted (thing, name)
       join datastreams d using (thing, name) join things t on t.key = d.thing`,
      [keys, names],
    );
    return rows.map(({ id, name, key }) => {
      const { datastreams } = this.thing(id);
      const entry = datastreams.get(name) ?? { key, newest: isNew.has(key) ? -Infinity : undefined };
      datastreams.set(name, entry);
      return entry;
    });
  }

  /** The newest row is never older than the time noted at the thing or datastream, or may be taken for no older: only the newest partitions are looked at. */
  private async examine(
    table: 'observations' | 'positions' | 'detections',
    column: 'datastream' | 'thing',
    noted: 'o.last_seen_at' | 'o.positioned_at',
    entries: readonly SeriesEntry[],
  ): Promise<void> {
    const wanted = new Map(entries.filter((entry) => entry.newest === undefined).map((entry) => [entry.key, entry]));
    if (wanted.size === 0) return;
    const owner = column === 'datastream' ? 'datastreams' : 'things';
    const { rows } = await this.pool.query<{ key: number; newest: Date | null }>(
      `select o.key, coalesce(newest.time, ${noted}) as newest
       from ${owner} o
       left join lateral (
         select max(s.time) as time from ${table} s
         where s.${column} = o.key and s.time >= coalesce(${noted}, '-infinity')
       ) newest on true
       where o.key = any($1)`,
      [[...wanted.keys()]],
    );
    for (const { key, newest } of rows) {
      const entry = wanted.get(key)!;
      entry.newest = Math.max(entry.newest ?? -Infinity, newest?.getTime() ?? -Infinity);
    }
  }
}

/** Units follow from the kind of the thing; a datastream that its kind does not declare has none. */
export async function setUnits(client: pg.Pool | pg.ClientBase, datastreams: readonly number[]): Promise<void> {
  if (datastreams.length === 0) return;
  const { rows } = await client.query<{ key: number; name: string; kind: string }>(
    'select d.key, d.name, t.kind from datastreams d join things t on t.key = d.thing where d.key = any($1)',
    [datastreams],
  );
  const units = rows.map(({ name, kind }) => (isThingKind(kind) ? (datastreamKind(kind, name)?.unit ?? null) : null));
  await client.query(
    `update datastreams d set unit = u.unit from unnest($1::int[], $2::text[]) as u (key, unit)
     where d.key = u.key and d.unit is distinct from u.unit`,
    [rows.map((row) => row.key), units],
  );
}
