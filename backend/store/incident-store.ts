import type pg from 'pg';
import type { Alert, AlertId } from '../alerts/alert.ts';
import { KEEP_MS } from '../alerts/alert-desk.ts';
import type { Page } from '../alerts/alert-log.ts';
import type { Incident, IncidentEvent, IncidentId } from '../incidents/incident.ts';
import type {
  IncidentEntry,
  IncidentFilter,
  IncidentLog,
  IncidentMemory,
  IncidentPage,
} from '../incidents/incident-log.ts';
import { insertActions } from './action-store.ts';
import { encodeCursor } from './cursor.ts';
import { inTransaction } from './database.ts';
import { toJsonb } from './jsonb.ts';
import { PageQuery } from './page-query.ts';
import { PLACE_CHANGES, PLACED_ROWS, placedRows } from './placed-rows.ts';
import { Places } from './places.ts';

/** The incident log in PostgreSQL. */
export class IncidentStore implements IncidentLog {
  readonly #pool: pg.Pool;
  readonly #places: Places;

  constructor(pool: pg.Pool, places = new Places()) {
    this.#pool = pool;
    this.#places = places;
  }

  append(entries: readonly IncidentEntry[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      const events = entries.flatMap(({ event }) => event ?? []);
      if (events.length > 0) {
        const insert = `insert into incident_events (event) select * from jsonb_array_elements($1::jsonb)
                        on conflict (event_id) do nothing`;
        await client.query(insert, [toJsonb(events)]);
      }
      const latest = new Map(entries.flatMap(({ incident }) => (incident ? [[incident.id, incident] as const] : [])));
      if (latest.size > 0) await upsert(client, [...latest.values()], this.#places);
      await insertActions(
        client,
        entries.flatMap(({ action }) => action ?? []),
      );
    });
  }

  async load(): Promise<IncidentMemory> {
    const open = "select incident_id from incidents where state not in ('closed', 'void')";
    const [events, alerts, settled, numbers, examples] = await Promise.all([
      this.#pool.query<{ event: IncidentEvent }>(
        `select event from incident_events where incident_id in (${open}) order by sequence`,
      ),
      this.#pool.query<{ alert: Alert }>(
        `select alert from alerts where alert_id in
           (select jsonb_array_elements_text(incident->'alertIds') from incidents where incident_id in (${open}))`,
      ),
      this.#pool.query<{ alert_id: AlertId; n_raised: number }>(
        `select alert_id, (event->'counts'->>alert_id)::int as n_raised
         from incident_alerts join incident_events using (incident_id) join alerts using (alert_id)
         where incident_events.kind in ('closed', 'voided') and event->'counts' ? alert_id and (alerts.state = 'active'
           or cleared_at > (select max(cleared_at) from alerts) - $1::double precision * interval '1 ms')`,
        [KEEP_MS],
      ),
      this.#pool.query<{ day: string; number: number }>(
        `select split_part(incident_id, '-', 2) as day, max(split_part(incident_id, '-', 3)::int) as number
         from incidents group by 1`,
      ),
      this.#pool.query<{ event: IncidentEvent }>(
        "select event from incident_events where kind in ('graded', 'tagged', 'routed') order by sequence",
      ),
    ]);
    return {
      events: events.rows.map(({ event }) => event),
      examples: examples.rows.map(({ event }) => event),
      alerts: alerts.rows.map(({ alert }) => alert),
      settled: new Map(settled.rows.map((row) => [row.alert_id, row.n_raised])),
      numbers: new Map(numbers.rows.map((row) => [row.day, row.number])),
    };
  }

  async find(id: string): Promise<Incident | undefined> {
    const { rows } = await this.#pool.query<{ incident: Incident }>(
      'select incident from incidents where incident_id = $1',
      [id],
    );
    return rows[0]?.incident;
  }

  async list(filter: IncidentFilter, page: Page): Promise<IncidentPage> {
    const query = new PageQuery('occurred_at', 'incident_id');
    query.where(filter.family, (p) => `family = ${p}`);
    query.where(filter.kind, (p) => `kind = ${p}`);
    query.where(filter.grade, (p) => `grade = ${p}`);
    query.where(filter.state, (p) => `state = ${p}`);
    query.where(filter.open, (p) => `(state not in ('closed', 'void')) = ${p}`);
    query.where(filter.thing, (p) => `things ? ${p}`);
    query.where(filter.zone, (p) => `zone = ${p}`);
    query.where(filter.district, (p) => `district = ${p}`);
    query.between(filter.from, filter.to);
    const { rows } = await this.#pool.query<{ incident: Incident }>(
      `select incident from incidents ${query.tail(page)}`,
      query.values,
    );
    const items = rows.slice(0, page.limit).map(({ incident }) => incident);
    const last = items.at(-1);
    const nextCursor = rows.length > page.limit && last ? encodeCursor(last.occurredAt, last.id) : null;
    return { items, nextCursor };
  }

  async eventsOf(id: IncidentId): Promise<readonly IncidentEvent[]> {
    const { rows } = await this.#pool.query<{ event: IncidentEvent }>(
      'select event from incident_events where incident_id = $1 order by sequence',
      [id],
    );
    return rows.map(({ event }) => event);
  }
}

async function upsert(client: pg.ClientBase, incidents: readonly Incident[], places: Places): Promise<void> {
  await client.query(
    `insert into incidents (incident, placed, district, street, grid) ${PLACED_ROWS}
     on conflict (incident_id) do update set incident = excluded.incident, ${PLACE_CHANGES}`,
    placedRows(incidents, places),
  );
  // What was merged or closed does not take alerts back from the incident that has them now.
  const homes = new Map(
    incidents
      .toSorted((a, b) => Number(b.state === 'void') - Number(a.state === 'void') || a.detectedAt - b.detectedAt)
      .flatMap((incident) => incident.alertIds.map((alertId) => [alertId, incident.id] as const)),
  );
  await client.query(
    `insert into incident_alerts (alert_id, incident_id)
     select alert_id, incident_id from unnest($1::text[], $2::text[]) as homes (alert_id, incident_id)
     on conflict (alert_id) do update set incident_id = excluded.incident_id
     where incident_alerts.incident_id <> excluded.incident_id
       and exists (select from incidents where incident_id = excluded.incident_id and state <> 'void')`,
    [[...homes.keys()], [...homes.values()]],
  );
  // The latest home of a report is the one that counts, as with alerts.
  const reports = new Map(
    incidents
      .filter(({ state }) => state !== 'void')
      .flatMap(({ id, reportIds = [] }) => reportIds.map((reportId) => [reportId, id] as const)),
  );
  if (reports.size === 0) return;
  await client.query(
    `insert into incident_reports (report_id, incident_id)
     select report_id, incident_id from unnest($1::text[], $2::text[]) as homes (report_id, incident_id)
     on conflict (report_id) do update set incident_id = excluded.incident_id
     where incident_reports.incident_id <> excluded.incident_id`,
    [[...reports.keys()], [...reports.values()]],
  );
}
