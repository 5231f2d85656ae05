import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import type { FeatureCollection } from 'geojson';
import { createOSMStream } from 'osm-pbf-parser-node';
import type { CityModel } from '../../geodata/city/city-model.ts';
import {
  type AssetFault,
  type AssetOptions,
  type AssetRow,
  assetsOf,
  rowOfFeature,
  withAssets,
} from '../../geodata/city/import/assets.ts';
import { cityFromOsm } from '../../geodata/city/import/city-from-osm.ts';
import type { ImportedCity } from '../../geodata/city/import/imported-city.ts';
import {
  featuresOfElements,
  featuresOfGeoJson,
  type OsmElement,
  type OsmFeature,
} from '../../geodata/city/import/osm-features.ts';
import { UserError } from '../errors.ts';

type Input = CityModel['provenance']['inputs'][number];

interface ReadFeatures {
  readonly features: readonly OsmFeature[];
  readonly input: Input;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A city from OpenStreetMap extracts: one `.osm.pbf`, or GeoJSON files whose properties are OSM tags. @throws UserError that names the file and what is wrong with it. */
export async function readCity(
  files: readonly string[],
  about: Pick<ImportedCity, 'name' | 'timeZone'>,
): Promise<CityModel> {
  const read: ReadFeatures[] = [];
  for (const file of files) read.push(await readFeatures(file));
  const features = read.flatMap((each) => each.features);
  const bounds = boundsOfFeatures(features);
  if (!bounds)
    throw bad(files[0]!, 'there is no road, building or coastline in it', 'Give an extract of OpenStreetMap.');
  const city = cityFromOsm(features, {
    ...about,
    id: idOf(about.name.en),
    bounds,
    provenance: {
      source: 'imported',
      inputs: read.map(({ input }) => input),
      attribution: '© OpenStreetMap contributors',
    },
  });
  if (city.roads.edges.length + city.buildings.length === 0)
    throw bad(
      files[0]!,
      'there is no road and no building in it',
      'Its features need OpenStreetMap tags such as highway or building.',
    );
  return city;
}

const idOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'city';

async function readFeatures(file: string): Promise<ReadFeatures> {
  const bytes = await bytesOf(file);
  const isPbf = file.endsWith('.pbf');
  const features = isPbf ? featuresOfElements(await elementsOf(file)) : featuresOfGeoJson(geoJsonOf(file, bytes));
  const format = isPbf ? 'OSM PBF' : 'GeoJSON';
  return {
    features,
    input: {
      name: basename(file),
      format,
      coordinateSystem: 'WGS-84',
      sha256: sha256(bytes),
      features: features.length,
    },
  };
}

async function elementsOf(file: string): Promise<OsmElement[]> {
  const elements: OsmElement[] = [];
  try {
    for await (const element of createOSMStream(file, { withInfo: false }) as AsyncIterable<Record<string, unknown>>) {
      if (element.type === 'way') elements.push({ ...element, nodes: element.refs } as unknown as OsmElement);
      else if (element.type === 'node' || element.type === 'relation') elements.push(element as unknown as OsmElement);
    }
  } catch (error) {
    throw bad(file, `it is no whole OSM PBF file: ${(error as Error).message}`, 'Fetch it again.', error);
  }
  return elements;
}

function geoJsonOf(file: string, bytes: Buffer): FeatureCollection {
  let document: unknown;
  try {
    document = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw bad(file, `it is no JSON: ${(error as Error).message}`, 'Give a GeoJSON FeatureCollection.', error);
  }
  const { type, features } = document as Partial<FeatureCollection>;
  if (type === 'FeatureCollection' && Array.isArray(features)) return document as FeatureCollection;
  throw bad(
    file,
    `it is JSON of type ${JSON.stringify(type)}, no FeatureCollection`,
    'Give a GeoJSON FeatureCollection.',
  );
}

/** What the city is made of, not where its relations reach: administrative outlines may span a country. */
function boundsOfFeatures(features: readonly OsmFeature[]): CityModel['bounds'] | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { tags, geometry } of features) {
    if (!tags.highway && !tags.building) continue;
    const positions =
      geometry.type === 'LineString'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? geometry.coordinates[0]!
          : [];
    for (const [lon, lat] of positions as [number, number][]) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return west < east && south < north ? [west, south, east, north] : undefined;
}

/** An asset list read into `city`. Nothing of it is taken when any row is at fault. @throws UserError that names the first faulty lines and fields. */
export async function readAssets(
  city: CityModel,
  file: string,
  options: AssetOptions,
): Promise<{ readonly city: CityModel; readonly count: number }> {
  const bytes = await bytesOf(file);
  const rows = file.endsWith('.csv')
    ? csvRows(file, bytes)
    : geoJsonOf(file, bytes).features.map((each, index) => rowOfFeature(each, index + 1));
  const { items, faults } = assetsOf(rows, options);
  if (faults.length > 0) throw faulty(file, faults);
  if (items.length === 0) throw bad(file, 'there is nothing in it', 'Give at least one row below the header.');
  const input: Input = {
    name: basename(file),
    format: file.endsWith('.csv') ? 'CSV' : 'GeoJSON',
    coordinateSystem: options.coordinateSystem,
    sha256: sha256(bytes),
    features: items.length,
  };
  const { provenance } = city;
  const added = withAssets(city, options.kind, items);
  return {
    city: { ...added, provenance: { ...provenance, inputs: [...provenance.inputs, input] } },
    count: items.length,
  };
}

function csvRows(file: string, bytes: Buffer): AssetRow[] {
  try {
    const records = parseCsv(bytes, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as {
      readonly record: Record<string, string>;
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({ position: info.lines, fields: record }));
  } catch (error) {
    throw bad(file, (error as Error).message, 'The first line names the columns; every line has as many cells.', error);
  }
}

/** So many faults are told at once: enough to see the pattern. */
const TOLD_FAULTS = 5;

function faulty(file: string, faults: readonly AssetFault[]): UserError {
  const told = faults
    .slice(0, TOLD_FAULTS)
    .map(({ position, field, reason }) => `${position}: ${field || 'row'}: ${reason}`);
  const more = faults.length > TOLD_FAULTS ? `; and ${faults.length - TOLD_FAULTS} more` : '';
  return new UserError('bad-geodata', `${basename(file)} is not taken: ${told.join('; ')}${more}`, {
    field: faults[0]!.field,
    next: 'Mend these rows, or map its columns with --column theirs=ours.',
  });
}

async function bytesOf(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw bad(
      file,
      error.code === 'ENOENT' ? 'there is no such file' : error.message,
      'Give the path of a file that can be read.',
      error,
    );
  });
  if (bytes.length === 0) throw bad(file, 'it is empty', 'Fetch it again.');
  return bytes;
}

const bad = (file: string, why: string, next: string, cause?: unknown) =>
  new UserError('bad-geodata', `${basename(file)} cannot be imported: ${why}`, {
    field: file,
    next,
    ...(cause !== undefined && { cause }),
  });
