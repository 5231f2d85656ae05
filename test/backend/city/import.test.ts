import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addBaseMap, listBaseMaps } from '../../../backend/city/base-maps.ts';
import { saveCity } from '../../../backend/city/city-library.ts';
import { readAssets, readCity } from '../../../backend/city/read-geodata.ts';
import { type CityModel, cityModel } from '../../../geodata/city/city-model.ts';
import { distanceM, polygonContains } from '../../../geodata/model/geometry.ts';
import { tinyCity } from '../../builders/tiny-city.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/geo');
const here = existsSync(DATA) ? describe : describe.skip;
if (!existsSync(DATA)) process.stderr.write('import of real geodata skipped: there is no ../shared/data/geo\n');

const about = { name: { zh: '摩纳哥', en: 'Monaco' }, timeZone: 'Europe/Monaco' };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-geo-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = async (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

here('a real city, Monaco', () => {
  const check = (city: CityModel) => {
    expect(cityModel.safeParse(city).error).toBeUndefined();
    const parts = connectedParts(city);
    expect(Math.max(...parts) / city.roads.nodes.length).toBeGreaterThan(0.9);
    const land = city.land.filter(({ kind }) => kind === 'land');
    // The palace stands on the Rock, and the roads lie dry; the open sea off Larvotto does not.
    const isLand = (lon: number, lat: number) => land.some(({ rings }) => polygonContains(rings, [lon, lat]));
    expect(isLand(7.4206, 43.7314)).toBe(true);
    expect(isLand(7.4426, 43.7415)).toBe(false);
    const dry = city.roads.edges.filter(({ line: [at], structure }) => structure || isLand(at![0], at![1]));
    expect(dry.length / city.roads.edges.length).toBeGreaterThan(0.97);
  };

  test('from the PBF extract', async () => {
    const city = await readCity([join(DATA, 'monaco/monaco.osm.pbf')], about);
    check(city);
    expect(city.districts.map(({ name }) => name.en)).toContain('Monte-Carlo');
    expect(city.buildings.length).toBeGreaterThan(1200);
    expect(city.provenance.inputs[0]).toMatchObject({ name: 'monaco.osm.pbf', format: 'OSM PBF' });
    await saveCity(folder, city);
  });

  test('from the GeoJSON layers: the same buildings and roads', async () => {
    const layers = ['areas', 'buildings', 'coastline', 'points', 'railway', 'roads'];
    const city = await readCity(
      layers.map((layer) => join(DATA, `monaco/derived_${layer}.geojson`)),
      about,
    );
    check(city);
    const ids = new Set(city.buildings.map(({ id }) => id.split('-').slice(0, 2).join('-')));
    const fromPbf = (await readCity([join(DATA, 'monaco/monaco.osm.pbf')], about)).buildings.map(({ id }) => id);
    expect(fromPbf.filter((id) => ids.has(id)).length / ids.size).toBeGreaterThan(0.95);
  });

  test('a torn, an empty and a foreign file are refused with the reason', async () => {
    const whole = await readFile(join(DATA, 'monaco/monaco.osm.pbf'));
    const torn = await file('torn.osm.pbf', whole.subarray(0, 300_000));
    await expect(readCity([torn], about)).rejects.toThrow(/torn\.osm\.pbf cannot be imported: /);
    await expect(readCity([await file('none.osm.pbf', '')], about)).rejects.toThrow(/it is empty/);
    await expect(readCity([await file('a.geojson', '{"type":"Fea')], about)).rejects.toThrow(/it is no JSON/);
    await expect(readCity([await file('b.geojson', '{"type":"Feature"}')], about)).rejects.toThrow(
      /no FeatureCollection/,
    );
    const empty = '{"type":"FeatureCollection","features":[]}';
    await expect(readCity([await file('c.geojson', empty)], about)).rejects.toThrow(/no road, building or coastline/);
    await expect(readCity([join(folder, 'missing.osm.pbf')], about)).rejects.toThrow(/there is no such file/);
  });
});

here('base maps', () => {
  const archive = (name: string) => join(DATA, 'pmtiles', name);

  test('vector and raster archives are kept and listed', async () => {
    await addBaseMap(folder, archive('protomaps(vector)ODbL_firenze.pmtiles'));
    await addBaseMap(folder, archive('usgs-mt-whitney-8-15-webp-512.pmtiles'));
    const maps = await listBaseMaps(folder, (error) => expect.fail(error.message));
    expect(maps).toMatchObject([
      { id: 'protomaps-vector-ODbL_firenze', kind: 'vector', maxZoom: 14 },
      { id: 'usgs-mt-whitney-8-15-webp-512', kind: 'raster', minZoom: 8 },
    ]);
    expect(maps[0]!.attribution).toMatch(/OpenStreetMap/);
    expect(maps[0]!.attribution).not.toMatch(/</);
  });

  test('broken ones are refused with the reason', async () => {
    await expect(addBaseMap(folder, archive('empty.pmtiles'))).rejects.toThrow(/empty\.pmtiles is no base map/);
    await expect(addBaseMap(folder, archive('invalid.pmtiles'))).rejects.toThrow(/magic number/);
    await expect(addBaseMap(folder, archive('invalid_v4.pmtiles'))).rejects.toThrow(/version 4/);
    await expect(addBaseMap(folder, archive('test_fixture_mlt.pmtiles'))).rejects.toThrow(/no browser here can draw/);
    const whole = await readFile(archive('usgs-mt-whitney-8-15-webp-512.pmtiles'));
    const torn = await file('torn.pmtiles', whole.subarray(0, 900_000));
    await expect(addBaseMap(folder, torn)).rejects.toThrow(/it ends after 900000 of \d+ bytes/);
  });
});

describe('asset lists', () => {
  const options = { kind: 'sensors', coordinateSystem: 'WGS-84' } as const;
  const good = 'id,kind,name,lon,lat,intervalS\nw-1,water_level,一号水位计,114.05,22.54,300\n';

  test('a CSV in a declared coordinate system is moved to WGS-84', async () => {
    const path = await file('sensors.csv', good);
    const at = async (coordinateSystem: 'WGS-84' | 'GCJ-02' | 'BD-09' | 'CGCS2000') =>
      (await readAssets(tinyCity(), path, { ...options, coordinateSystem })).city.sensors[0]!.position;
    expect(await at('WGS-84')).toEqual([114.05, 22.54]);
    expect(await at('CGCS2000')).toEqual([114.05, 22.54]);
    // GCJ-02 is some 560 m off in Shenzhen, BD-09 more than a kilometre.
    expect(distanceM(await at('GCJ-02'), [114.05, 22.54])).toBeGreaterThan(400);
    expect(distanceM(await at('GCJ-02'), [114.05, 22.54])).toBeLessThan(800);
    expect(distanceM(await at('BD-09'), [114.05, 22.54])).toBeGreaterThan(900);
  });

  test('columns may have other names, and an item that is there already is replaced', async () => {
    const first = await readAssets(tinyCity(), await file('a.csv', good), options);
    const renamed = '编号,kind,name,经度,纬度,intervalS\nw-1,water_level,新水位计,114.06,22.55,60\n';
    const columns = { 编号: 'id', 经度: 'lon', 纬度: 'lat' };
    const { city } = await readAssets(first.city, await file('b.csv', renamed), { ...options, columns });
    expect(city.sensors).toEqual([
      { id: 'w-1', kind: 'water_level', name: '新水位计', position: [114.06, 22.55], heightM: 0, intervalS: 60 },
    ]);
    expect(city.provenance.inputs).toHaveLength(2);
  });

  test('lists and bilingual names come out of cells', async () => {
    const text =
      'id,name,nameEn,position,trade,safetyGrade,staff,hazards,lon,lat\ne-1,新能源厂,,,锂电池,2,120,锂电|粉尘涉爆,114.05,22.5\n';
    const { city } = await readAssets(tinyCity(), await file('e.csv', text), { ...options, kind: 'enterprises' });
    expect(city.enterprises[0]).toMatchObject({ hazards: ['锂电', '粉尘涉爆'], safetyGrade: 2, staff: 120 });
    const points = 'id,name,nameEn,medium,kind,lon,lat\nv-1,一号阀,Valve 1,gas,valve,114.05,22.5\n';
    const nodes = await readAssets(tinyCity(), await file('n.csv', points), { ...options, kind: 'utilityNodes' });
    expect(nodes.city.utilityNodes[0]!.name).toEqual({ zh: '一号阀', en: 'Valve 1' });
  });

  test('a GeoJSON of points is an asset list too', async () => {
    const features = [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [114.05, 22.54] },
        properties: { id: 'g-1', kind: 'gas', name: '燃气一号', intervalS: 300 },
      },
    ];
    const path = await file('gas.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    expect((await readAssets(tinyCity(), path, options)).city.sensors[0]).toMatchObject({
      id: 'g-1',
      position: [114.05, 22.54],
    });
  });

  test.each([
    ['a position off the globe', 'id,kind,name,lon,lat,intervalS\nw-1,gas,一号,190,22.5,300\n', /2: position\.0/],
    ['a missing name', 'id,kind,lon,lat,intervalS\nw-1,gas,114,22.5,300\n', /2: name/],
    ['a word where a number belongs', 'id,kind,name,lon,lat,intervalS\nw-1,gas,一号,114,22.5,often\n', /2: intervalS/],
    ['a line that is too short', 'id,kind,name,lon,lat,intervalS\nw-1,gas\n', /Invalid Record Length/],
    ['a header only', 'id,kind,name,lon,lat,intervalS\n', /nothing in it/],
  ])('%s is refused by line and field, and nothing is taken', async (_, text, reason) => {
    await expect(readAssets(tinyCity(), await file('bad.csv', text), options)).rejects.toThrow(reason);
  });
});

/** Sizes of the parts of the road graph that hang together, directions aside. */
function connectedParts({ roads }: CityModel): number[] {
  const parent = new Map(roads.nodes.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at)!;
    parent.set(id, at);
    return at;
  };
  for (const { from, to } of roads.edges) parent.set(root(from), root(to));
  const sizes = new Map<string, number>();
  for (const { id } of roads.nodes) sizes.set(root(id), (sizes.get(root(id)) ?? 0) + 1);
  return [...sizes.values()];
}
