import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { CityModel } from '../../geodata/city/city-model.ts';
import type { LonLat } from '../../geodata/model/geometry.ts';
import type { ThingId } from '../../geodata/model/ids.ts';
import { THING_KINDS } from '../../geodata/model/thing-kinds.ts';
import { inTransaction } from './database.ts';
import { movePlaces } from './last-seen.ts';
import type { Places } from './places.ts';

/** Raised when the tables are filled otherwise from the same city: they are filled anew. */
const TABLES_VERSION = 1;

/** What the city model says, as tables that questions can be asked of. */
export class CityStore {
  readonly #pool: pg.Pool;
  readonly #places: Places;

  constructor(pool: pg.Pool, places: Places) {
    this.#pool = pool;
    this.#places = places;
  }

  /**
   * Makes `city` the one that reports speak of: departments, resources, risk sources, monitoring points and the names of its zones, and the place of every fixed thing.
   * Does nothing but the places when it is the one of last time. Tell {@link Places.use} first where things lie.
   */
  async put(city: CityModel): Promise<void> {
    this.#places.watch(watchedNames(city));
    const hash = hashOf(city);
    const { rows } = await this.#pool.query('select from city_models where hash = $1', [hash]);
    if (rows.length === 0) await inTransaction(this.#pool, (client) => this.#replace(client, city, hash));
    await this.#placeThings();
  }

  async #replace(client: pg.ClientBase, city: CityModel, hash: string): Promise<void> {
    const tables = tablesOf(city, this.#places);
    for (const [table, { key, keeps, rows }] of Object.entries(tables)) {
      await client.query(`delete from ${table} where not ${key} = any($1::text[])`, [
        rows.map((row) => (row as Readonly<Record<string, unknown>>)[key]),
      ]);
      const [first] = rows;
      if (!first) continue;
      const columns = Object.keys(first);
      const changes = columns.filter((column) => column !== key && !keeps.includes(column));
      await client.query(
        `insert into ${table} (${columns.join(', ')})
         select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)
         on conflict (${key}) do update set ${changes.map((column) => `${column} = excluded.${column}`).join(', ')}`,
        [JSON.stringify(rows)],
      );
    }
    await nameZones(client, zoneNames(city));
    await client.query('delete from city_models');
    await client.query('insert into city_models (hash, city_id) values ($1, $2)', [hash, city.id]);
  }

  /** Those that move are placed as they move. */
  async #placeThings(): Promise<void> {
    if (!this.#places.isKnown) return;
    const { rows } = await this.#pool.query<{ key: number; id: ThingId; lon: number; lat: number }>(
      'select key, id, lon, lat from things where lon is not null and lat is not null',
    );
    await movePlaces(
      this.#pool,
      rows.map(({ key, id, lon, lat }) => ({ key, place: this.#places.of([lon, lat], id) })),
    );
  }
}

/** Tells the reports what people call the zones that are referred to by id. */
export async function nameZones(
  client: pg.Pool | pg.ClientBase,
  names: readonly (readonly [id: string, name: string])[],
): Promise<void> {
  await client.query(
    `insert into zones (zone_id, name) select * from unnest($1::text[], $2::text[])
     on conflict (zone_id) do update set name = excluded.name`,
    [names.map(([id]) => id), names.map(([, name]) => name)],
  );
}

/** Of all that goes into the tables, and of what places depend on. */
function hashOf(city: CityModel): string {
  const { departments, districts, resources, riskSources, monitoringPoints, workAreas, metroLines } = city;
  const parts = [
    TABLES_VERSION,
    departments,
    districts,
    resources,
    riskSources,
    monitoringPoints,
    workAreas,
    metroLines,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...parts, zoneNames(city)]))
    .digest('hex');
}

/** Every area that something may be said to lie in or look at, by id. */
function zoneNames(city: CityModel): [id: string, name: string][] {
  const areas = [city.seaZones, city.beaches, city.gatheringPlaces, city.workAreas, city.lowPoints, city.pits];
  const named = areas.flatMap((list) => list.map(({ id, name }): [string, string] => [id, name.zh]));
  return [...named, ...city.slopes.map(({ id, name }): [string, string] => [id, name.zh])];
}

function watchedNames(city: CityModel): ReadonlyMap<string, string> {
  const names = new Map(zoneNames(city));
  const watched = new Map<string, string>();
  for (const { id, watches } of [...city.sensors, ...city.cameras]) {
    const name = watches === undefined ? undefined : names.get(watches);
    if (name !== undefined) watched.set(id, name);
  }
  for (const { id, workAreaId } of city.monitoringPoints) {
    const name = names.get(workAreaId);
    if (name !== undefined) watched.set(id, name);
  }
  return watched;
}

interface Table {
  readonly key: string;
  /** Columns that others change: a new city model leaves them as they are. */
  readonly keeps: readonly string[];
  readonly rows: readonly object[];
}

function tablesOf(city: CityModel, places: Places): Readonly<Record<string, Table>> {
  const departments = new Map(city.departments.map(({ id, name }) => [id, name.zh]));
  const districts = new Map(city.districts.map(({ id, name }) => [id, name.zh]));
  const lines = new Map(city.metroLines.map(({ id, name }) => [id, name.zh]));
  const works = new Map(city.workAreas.map((area) => [area.id, area]));
  const at = (position: LonLat) => ({ lon: position[0], lat: position[1], district: places.of(position).district });
  const worksOf = (id: string) => {
    const area = works.get(id);
    return { area, named: { line: (area && lines.get(area.lineId)) ?? null, work_area: area?.name.zh ?? null } };
  };
  return {
    departments: {
      key: 'department_id',
      keeps: [],
      rows: city.departments.map(({ id, name, families, duties, districtId }) => ({
        department_id: id,
        name: name.zh,
        name_en: name.en,
        families,
        duties,
        district: (districtId && districts.get(districtId)) ?? null,
      })),
    },
    resources: {
      key: 'resource_id',
      keeps: ['status'],
      rows: city.resources.map(({ id, name, kind, departmentId, position, capacity }) => ({
        resource_id: id,
        name,
        kind,
        department: departments.get(departmentId) ?? null,
        status: 'available',
        capacity,
        ...at(position),
      })),
    },
    risk_sources: {
      key: 'risk_source_id',
      keeps: [],
      rows: city.riskSources.map((source) => {
        const { area, named } = worksOf(source.workAreaId);
        return {
          risk_source_id: source.id,
          name: source.name,
          ...named,
          section: area?.section.zh ?? null,
          kind: source.kind,
          grade: source.grade,
          geology: source.geology,
          hazard_chain: source.hazardChain,
          owner: area?.owner ?? null,
          contractor: area?.contractor ?? null,
          supervisor: area?.supervisor ?? null,
          status: source.status,
          depth_m: source.depthM,
          ...at(source.position),
        };
      }),
    },
    monitoring_points: {
      key: 'point_id',
      keeps: [],
      rows: city.monitoringPoints.map((point) => {
        const [datastream, { unit }] = Object.entries(THING_KINDS[point.kind].datastreams)[0]!;
        return {
          point_id: point.id,
          name: point.name,
          item: point.item,
          kind: point.kind,
          datastream,
          ...worksOf(point.workAreaId).named,
          risk_source_id: point.riskSourceId ?? null,
          unit,
          control_cumulative: point.controlCumulative,
          control_rate_per_day: point.controlRatePerDay ?? null,
          district: places.of(point.position).district,
        };
      }),
    },
  };
}
