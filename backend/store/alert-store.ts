import type pg from 'pg';
import type { Zone } from '../../geodata/model/zone.ts';
import { type Alert, type AlertEvent, type AlertId, applyEvent } from '../alerts/alert.ts';
import { KEEP_MS } from '../alerts/alert-desk.ts';
import type {
  AlertEntry,
  AlertFilter,
  AlertLog,
  AlertMemory,
  AlertPage,
  ListedAlert,
  Page,
} from '../alerts/alert-log.ts';
import type { Arrangement } from '../alerts/arrangements.ts';
import { insertActions } from './action-store.ts';
import { Annunciations } from './annunciations.ts';
import { appendArrangements, loadArrangements } from './arrangement-rows.ts';
import { nameZones } from './city-store.ts';
import { encodeCursor } from './cursor.ts';
import { inTransaction } from './database.ts';
import { toJsonb } from './jsonb.ts';
import { PageQuery } from './page-query.ts';
import { PLACE_CHANGES, PLACED_ROWS, placedRows } from './placed-rows.ts';
import { Places } from './places.ts';

type ListedRow = { alert: Alert; incident_id: string | null };

const LISTED = 'select alert, incident_id from alerts left join incident_alerts using (alert_id)';

/** The alert log in PostgreSQL. Safe with any number of writers: each key is written by one at a time, and the events are folded where they are kept. */
export class AlertStore implements AlertLog {
  readonly #pool: pg.Pool;
  readonly #places: Places;

  constructor(pool: pg.Pool, places = new Places()) {
    this.#pool = pool;
    this.#places = places;
  }

  append(entries: readonly AlertEntry[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      const events = entries.flatMap(({ event }) => event ?? []);
      if (events.length > 0) await appendEvents(client, events, this.#places);
      await appendArrangements(
        client,
        entries.flatMap(({ arrangement }) => arrangement ?? []),
      );
      await insertActions(
        client,
        entries.flatMap(({ action }) => action ?? []),
      );
    });
  }

  async load(): Promise<AlertMemory> {
    const { rows } = await this.#pool.query<{ alert: Alert; event_ids: string[] }>(
      `select alert, (select array_agg(event_id) from alert_events where alert_events.alert_id = alerts.alert_id) as event_ids
       from alerts
       where state = 'active' or (not acknowledged and suppression is null) or shelved
          or cleared_at > (select greatest(max(cleared_at), max(last_raised_at)) from alerts) - $1::double precision * interval '1 ms'`,
      [KEEP_MS],
    );
    const ended = await this.#pool.query<{ key: string; cleared_at: Date }>(
      'select key, max(cleared_at) as cleared_at from alerts where cleared_at is not null group by key',
    );
    return {
      alerts: rows.map(({ alert }) => alert),
      eventIds: new Map(rows.map(({ alert, event_ids }) => [alert.id, event_ids])),
      clearedAt: new Map(ended.rows.map((row) => [row.key, row.cleared_at.getTime() as Alert['raisedAt']])),
      arrangements: await this.arrangements(),
    };
  }

  /** Suppression rules and maintenance windows, as their last events say, in the order in which they were made. */
  arrangements(): Promise<readonly Arrangement[]> {
    return loadArrangements(this.#pool);
  }

  async find(id: string): Promise<ListedAlert | undefined> {
    const { rows } = await this.#pool.query<ListedRow>(`${LISTED} where alert_id = $1`, [id]);
    return rows.map(listed)[0];
  }

  async list(filter: AlertFilter, page: Page): Promise<AlertPage> {
    const query = new PageQuery('raised_at', 'alert_id');
    query.where(filter.family, (p) => `family = ${p}`);
    query.where(filter.detector, (p) => `detector = ${p}`);
    query.where(filter.grade, (p) => `grade = ${p}`);
    query.where(filter.state, (p) => `state = ${p}`);
    query.where(filter.thing, (p) => `things ? ${p}`);
    query.where(filter.zone, (p) => `zone = ${p}`);
    query.where(filter.district, (p) => `district = ${p}`);
    query.where(filter.priority, (p) => `priority = ${p}`);
    query.where(filter.suppression, (p) => `suppression is not null and ${p} in ('any', suppression)`);
    query.where(filter.leader, (p) => `leader = ${p}`);
    query.between(filter.from, filter.to);
    const { rows } = await this.#pool.query<ListedRow>(`${LISTED} ${query.tail(page)}`, query.values);
    const items = rows.slice(0, page.limit).map(listed);
    const last = items.at(-1);
    const nextCursor = rows.length > page.limit && last ? encodeCursor(last.raisedAt, last.id) : null;
    return { items, nextCursor };
  }

  /** Tells the reports what people call the zones that alerts refer to by id. */
  async nameZones(zones: readonly Zone[]): Promise<void> {
    await nameZones(
      this.#pool,
      zones.map(({ id, name }) => [id, name.zh]),
    );
  }

  async eventsOf(ids: readonly string[]): Promise<readonly AlertEvent[]> {
    const { rows } = await this.#pool.query<{ event: AlertEvent }>(
      'select event from alert_events where alert_id = any($1) order by sequence',
      [ids],
    );
    return rows.map(({ event }) => event);
  }
}

const listed = ({ alert, incident_id }: ListedRow): ListedAlert =>
  incident_id === null ? alert : { ...alert, incidentId: incident_id };

/** Held until the transaction ends. In one order everywhere, so that two writers cannot wait for each other. */
const LOCK_KEYS = 'select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key';

async function appendEvents(client: pg.ClientBase, events: readonly AlertEvent[], places: Places): Promise<void> {
  const keys = [...new Set(events.map(({ key }) => key))].sort();
  await client.query(LOCK_KEYS, [keys]);
  const fresh = await withoutKnown(client, events);
  if (fresh.length === 0) return;
  const fold = await StoredFold.read(client, keys, fresh);
  const logged = fresh.map((event) => fold.apply(event));
  await client.query('insert into alert_events (event) select * from jsonb_array_elements($1::jsonb)', [
    toJsonb(logged),
  ]);
  await client.query(
    `insert into alerts (alert, placed, district, street, grid) ${PLACED_ROWS}
     on conflict (alert_id) do update set alert = excluded.alert, ${PLACE_CHANGES}`,
    placedRows(fold.changed(), places),
  );
  await fold.annunciations.write(client);
}

async function withoutKnown(client: pg.ClientBase, events: readonly AlertEvent[]): Promise<AlertEvent[]> {
  const { rows } = await client.query<{ event_id: string }>(
    'select event_id from alert_events where event_id = any($1)',
    [events.map(({ id }) => id)],
  );
  const known = new Set(rows.map((row) => row.event_id));
  return events.filter(({ id }) => !known.has(id) && known.add(id));
}

/** The alerts of some keys as they are in the store, and what events make of them. */
class StoredFold {
  readonly #alerts = new Map<AlertId, Alert>();
  readonly #newest = new Map<string, AlertId>();
  readonly #changed = new Set<AlertId>();
  readonly annunciations = new Annunciations();

  static async read(
    client: pg.ClientBase,
    keys: readonly string[],
    events: readonly AlertEvent[],
  ): Promise<StoredFold> {
    const fold = new StoredFold();
    const { rows } = await client.query<{ alert: Alert }>(
      `select alert from alerts where alert_id = any($2)
       union all
       (select distinct on (key) alert from alerts where key = any($1) order by key, raised_at desc)`,
      [keys, [...new Set(events.map(({ alertId }) => alertId))]],
    );
    for (const { alert } of [...rows].sort((a, b) => a.alert.raisedAt - b.alert.raisedAt)) {
      fold.#alerts.set(alert.id, alert);
      fold.#newest.set(alert.key, alert.id);
    }
    return fold;
  }

  /** Folds the event in and returns it as it is to be logged. */
  apply(found: AlertEvent): AlertEvent {
    const event = this.#settle(found);
    const previous = this.#alerts.get(event.alertId);
    const alert = applyEvent(previous, event);
    this.annunciations.hear(event, previous, alert);
    this.#alerts.set(alert.id, alert);
    this.#changed.add(alert.id);
    if (event.kind === 'raised') this.#newest.set(alert.key, alert.id);
    return event;
  }

  changed(): Alert[] {
    return [...this.#changed].map((id) => this.#alerts.get(id)!);
  }

  /** Another writer may have opened the key's alert first: what is raised beside an open alert is a recurrence of it. */
  #settle(event: AlertEvent): AlertEvent {
    const newestId = this.#newest.get(event.key);
    if (newestId === undefined) return event;
    if (event.kind !== 'raised') return this.#alerts.has(event.alertId) ? event : { ...event, alertId: newestId };
    if (this.#alerts.get(newestId)?.state !== 'active') return event;
    const { kind: _, after: _after, ...rest } = event;
    return { ...rest, kind: 'recurred', alertId: newestId };
  }
}
