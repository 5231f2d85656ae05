import type { Feature } from 'geojson';
import type { z } from 'zod';
import type { LonLat } from '../../model/geometry.ts';
import { ASSET_SCHEMAS, type AssetKind, type CityModel } from '../city-model.ts';
import { type CoordinateSystem, toWgs84 } from './coordinates.ts';

/** One row of an asset list: its fields as they were written, and where it stood in the file. */
export interface AssetRow {
  /** 1-based line of a CSV, 1-based feature of a GeoJSON. */
  readonly position: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is wrong with one row: the field and the reason. */
export interface AssetFault {
  readonly position: number;
  readonly field: string;
  readonly reason: string;
}

export interface AssetOptions {
  readonly kind: AssetKind;
  readonly coordinateSystem: CoordinateSystem;
  /** Our field by the list's own column name, where they differ: `{ 经度: 'lon' }`. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A feature's properties and geometry as a row: a point is `position`, a line `line`, a polygon `rings`. */
export function rowOfFeature({ properties, geometry, id }: Feature, position: number): AssetRow {
  const place =
    geometry?.type === 'Point'
      ? { lon: geometry.coordinates[0], lat: geometry.coordinates[1] }
      : geometry?.type === 'LineString'
        ? { line: geometry.coordinates }
        : geometry?.type === 'Polygon'
          ? { rings: geometry.coordinates, ring: geometry.coordinates[0] }
          : {};
  return { position, fields: { ...(id !== undefined && { id }), ...properties, ...place } };
}

/**
 * The rows as items of the city's list, positions in WGS-84. Columns `lon` and `lat` make `position`; `name` and `nameEn` make a bilingual name where the list wants one;
 * several values in one cell are parted by `|`; columns that the list does not know are left out.
 */
export function assetsOf(
  rows: readonly AssetRow[],
  { kind, coordinateSystem, columns = {} }: AssetOptions,
): { readonly items: readonly unknown[]; readonly faults: readonly AssetFault[] } {
  const schema = ASSET_SCHEMAS[kind].unwrap();
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const items: unknown[] = [];
  const faults: AssetFault[] = [];
  for (const { position, fields } of rows) {
    const renamed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [columns[name] ?? name, value]));
    const result = schema.safeParse(typed(renamed, shape, coordinateSystem));
    if (result.success) items.push(result.data);
    else
      faults.push(
        ...result.error.issues.map((issue) => ({ position, field: issue.path.join('.'), reason: issue.message })),
      );
  }
  return { items, faults };
}

function typed(
  fields: Record<string, unknown>,
  shape: Readonly<Record<string, z.ZodType>>,
  from: CoordinateSystem,
): unknown {
  const { lon, lat, nameEn, ...rest } = fields;
  const own = Object.entries(rest).filter(
    ([name, value]) => Object.hasOwn(shape, name) && value !== '' && value !== null,
  );
  const values = Object.fromEntries(own.map(([name, value]) => [name, fitting(value, shape[name]!)]));
  const point: LonLat = [Number(lon), Number(lat)];
  return {
    ...values,
    ...('name' in values && typeof values.name === 'string' && !shape.name!.safeParse(values.name).success
      ? { name: { zh: values.name, en: typeof nameEn === 'string' && nameEn !== '' ? nameEn : values.name } }
      : {}),
    ...(lon !== undefined && lat !== undefined && { position: isPlace(point) ? toWgs84(point, from) : point }),
    ...('line' in values && { line: moved(values.line, from) }),
    ...('ring' in values && { ring: moved(values.ring, from) }),
    ...('rings' in values && { rings: (values.rings as unknown[]).map((ring) => moved(ring, from)) }),
  };
}

const isPlace = ([lon, lat]: LonLat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
const moved = (line: unknown, from: CoordinateSystem) =>
  (line as LonLat[]).map((at) => (isPlace(at) ? toWgs84([at[0], at[1]], from) : at));

/** A cell is text; the list says what it should be. */
function fitting(value: unknown, schema: z.ZodType): unknown {
  if (typeof value !== 'string' || schema.safeParse(value).success) return value;
  const candidates: unknown[] = [
    Number(value),
    value === 'true' ? true : value === 'false' ? false : value,
    value.split('|'),
  ];
  return candidates.find((candidate) => schema.safeParse(candidate).success) ?? value;
}

/** The city with these items in its list; an item whose id is there already takes its place. */
export function withAssets(city: CityModel, kind: AssetKind, items: readonly unknown[]): CityModel {
  const idOf = (item: unknown) => (item as { id: string }).id;
  const added = new Map(items.map((item) => [idOf(item), item]));
  const kept = (city[kind] as readonly unknown[]).filter((item) => !added.has(idOf(item)));
  return { ...city, [kind]: [...kept, ...added.values()] } as CityModel;
}
