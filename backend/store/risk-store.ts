import type pg from 'pg';
import type { Grade } from '../../geodata/model/grade.ts';
import { type EventTime, eventTime } from '../../geodata/model/time.ts';
import type { CellFacts } from '../risk/cell-facts.ts';
import type { HourInputs, RiskLog } from '../risk/risk-desk.ts';
import type { CellRisk, RiskPart } from '../risk/risk-index.ts';
import { inTransaction } from './database.ts';

/** One cell's stored hour. */
export interface StoredRisk {
  readonly grid: string;
  readonly district?: string;
  readonly street?: string;
  readonly index: number;
  readonly mainCause?: string;
  readonly parts: RiskPart[];
}

/** The risk grid, and what it is worked out from. */
export class RiskStore implements RiskLog {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async inputs(hour: EventTime, until: EventTime): Promise<HourInputs> {
    const span = [new Date(hour), new Date(until)];
    const [alerts, readings, reports] = await Promise.all([
      this.#pool.query<AlertRow>({ name: 'risk-alerts', text: ALERTS, values: span }),
      this.#pool.query<ReadingRow>({ name: 'risk-readings', text: READINGS, values: span }),
      this.#pool.query<{ readonly grid: string; readonly n: number }>({
        name: 'risk-reports',
        text: 'select grid, count(*)::int as n from reports where time >= $1 and time < $2 and grid is not null group by grid',
        values: span,
      }),
    ]);
    const byThing = (kind: string) =>
      new Map(readings.rows.flatMap((row) => (row.kind === kind ? [[row.thing, row.value] as const] : [])));
    return {
      alerts: alerts.rows.map(({ grid, kind, grade, raised_at, cleared_at }) => ({
        grid,
        kind,
        grade,
        raisedAt: eventTime(raised_at.getTime()),
        ...(cleared_at && { clearedAt: eventTime(cleared_at.getTime()) }),
      })),
      rainMm: byThing('rain_gauge'),
      levelM: byThing('water_level'),
      reports: new Map(reports.rows.map(({ grid, n }) => [grid, n])),
    };
  }

  async put(hour: EventTime, cells: readonly (CellRisk & { readonly facts: CellFacts })[]): Promise<void> {
    await inTransaction(this.#pool, (client) =>
      client.query(
        `insert into risk_grid (hour, grid, district, street, risk_index, main_cause, parts)
         select $1::timestamptz, * from unnest($2::text[], $3::text[], $4::text[], $5::real[], $6::text[], $7::jsonb[])
         on conflict (hour, grid) do update set district = excluded.district, street = excluded.street,
           risk_index = excluded.risk_index, main_cause = excluded.main_cause, parts = excluded.parts
         where (risk_grid.risk_index, risk_grid.main_cause, risk_grid.parts, risk_grid.district, risk_grid.street)
           is distinct from (excluded.risk_index, excluded.main_cause, excluded.parts, excluded.district, excluded.street)`,
        [
          new Date(hour),
          cells.map(({ facts }) => facts.grid),
          cells.map(({ facts }) => facts.district ?? null),
          cells.map(({ facts }) => facts.street ?? null),
          cells.map(({ index }) => index),
          cells.map(({ mainCause }) => mainCause ?? null),
          cells.map(({ parts }) => JSON.stringify(partsObject(parts))),
        ],
      ),
    );
  }

  async newestHour(): Promise<EventTime | undefined> {
    const { rows } = await this.#pool.query<{ hour: Date | null }>('select max(hour) as hour from risk_grid');
    const hour = rows[0]?.hour;
    return hour ? eventTime(hour.getTime()) : undefined;
  }

  /** All cells of one hour, the highest index first. */
  async hour(hour: EventTime): Promise<readonly StoredRisk[]> {
    const { rows } = await this.#pool.query<RiskRow>(
      `select grid, district, street, round(risk_index::numeric, 1)::float8 as index, main_cause, parts from risk_grid
       where hour = $1 order by risk_index desc, grid`,
      [new Date(hour)],
    );
    return rows.map(({ grid, district, street, index, main_cause, parts }) => ({
      grid,
      ...(district !== null && { district }),
      ...(street !== null && { street }),
      index,
      ...(main_cause !== null && { mainCause: main_cause }),
      parts: Object.entries(parts)
        .map(([cause, points]) => ({ cause, points }))
        .sort((a, b) => b.points - a.points || (a.cause < b.cause ? -1 : 1)),
    }));
  }
}

interface RiskRow {
  readonly grid: string;
  readonly district: string | null;
  readonly street: string | null;
  readonly index: number;
  readonly main_cause: string | null;
  readonly parts: Readonly<Record<string, number>>;
}

interface AlertRow {
  readonly grid: string;
  readonly kind: string;
  readonly grade: Grade;
  readonly raised_at: Date;
  readonly cleared_at: Date | null;
}

interface ReadingRow {
  readonly thing: string;
  readonly kind: string;
  readonly value: number;
}

/** Those that held at any moment of the span; without a position of their own they are where their leading thing is. */
const ALERTS = `
  select case when a.placed then a.grid else t.grid end as grid, a.kind, a.grade, a.raised_at, a.cleared_at
  from alerts a left join things t on t.id = a.thing_id
  where a.raised_at < $2 and (a.cleared_at is null or a.cleared_at >= $1)
    and (case when a.placed then a.grid else t.grid end) is not null`;

/** Rain adds up, a level counts at its highest; suspect and bad readings are left out. */
const READINGS = `
  select t.id as thing, t.kind, case t.kind when 'rain_gauge' then sum(o.value) else max(o.value) end as value
  from things t join datastreams d on d.thing = t.key join observations o on o.datastream = d.key
  where ((t.kind = 'rain_gauge' and d.name = 'rain') or (t.kind = 'water_level' and d.name = 'level'))
    and o.time >= $1 and o.time < $2 and o.quality = 0
  group by t.id, t.kind`;

const partsObject = (parts: readonly RiskPart[]): Record<string, number> =>
  Object.fromEntries(parts.map(({ cause, points }) => [cause, Math.round(points * 100) / 100]));
