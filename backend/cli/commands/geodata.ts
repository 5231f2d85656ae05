import { Command, Option } from 'commander';
import { ASSET_SCHEMAS, type AssetKind, type CityModel, COORDINATE_SYSTEMS } from '../../../geodata/city/city-model.ts';
import type { CoordinateSystem } from '../../../geodata/city/import/coordinates.ts';
import { UserError } from '../../errors.ts';
import { configFrom, newCommand } from '../flags.ts';
import { print, printJson } from '../output.ts';

const ASSET_KINDS = Object.keys(ASSET_SCHEMAS) as readonly AssetKind[];

interface ImportOptions {
  readonly json: boolean;
  readonly as?: AssetKind;
  readonly crs: CoordinateSystem;
  readonly column: readonly string[];
  readonly name: string;
  readonly timeZone: string;
}

export const geodataCommand = (): Command =>
  new Command('geodata')
    .description('the city model: what the city is made of')
    .addCommand(buildCommand())
    .addCommand(importCommand());

const buildCommand = (): Command =>
  newCommand('build', 'generate Lanwan from a seed; the next start watches it')
    .option('--seed <number>', 'the same seed gives the same city', '1')
    .action(async (options: { json: boolean; seed: string }) => {
      const seed = Number(options.seed);
      if (!Number.isInteger(seed) || seed < 0)
        throw new UserError('wrong-usage', `--seed ${options.seed} is not a whole number from 0 on`);
      const { dataDir } = configFrom(options as never, ['dataDir']);
      const { buildLanwan } = await import('../../../geodata/city/lanwan/build-lanwan.ts');
      const { saveCity } = await import('../../city/city-library.ts');
      const begin = performance.now();
      const city = buildLanwan(seed);
      const seconds = (performance.now() - begin) / 1000;
      await saveCity(dataDir, city);
      tell(city, options.json, { seed, seconds });
    });

const importCommand = (): Command =>
  newCommand('import', 'read a real city, lists of its assets, or a base map; the next start watches it')
    .argument(
      '<files...>',
      'an OpenStreetMap extract (.osm.pbf, or .geojson with OSM tags), an asset list (.csv, .geojson with --as), or a base map (.pmtiles)',
    )
    .addOption(new Option('--as <list>', 'which list of the city the assets belong to').choices(ASSET_KINDS))
    .addOption(
      new Option('--crs <system>', 'coordinate system of the asset list').choices(COORDINATE_SYSTEMS).default('WGS-84'),
    )
    .option('--column <theirs=ours...>', 'our field for a column of the list, e.g. 经度=lon', [])
    .option('--name <name>', 'what to call the city, 中文/English', '导入城市/Imported city')
    .option('--time-zone <zone>', 'time zone of the city', 'Asia/Shanghai')
    .action(async (files: string[], options: ImportOptions) => {
      const { dataDir } = configFrom(options as never, ['dataDir']);
      if (files.every((file) => file.endsWith('.pmtiles'))) return await importBaseMaps(dataDir, files, options.json);
      if (options.as) return await importAssets(dataDir, files, options.as, options);
      if (files.some((file) => file.endsWith('.csv')))
        throw new UserError('wrong-usage', 'a CSV file is an asset list: say with --as which', {
          next: `Known: ${ASSET_KINDS.join(', ')}.`,
        });
      const { readCity } = await import('../../city/read-geodata.ts');
      const { saveCity } = await import('../../city/city-library.ts');
      const [zh, en = zh] = options.name.split('/') as [string, string?];
      const begin = performance.now();
      const city = await readCity(files, { name: { zh, en }, timeZone: options.timeZone });
      await saveCity(dataDir, city);
      tell(city, options.json, { seconds: (performance.now() - begin) / 1000 });
    });

async function importAssets(
  dataDir: string,
  files: readonly string[],
  kind: AssetKind,
  options: ImportOptions,
): Promise<void> {
  const { readAssets } = await import('../../city/read-geodata.ts');
  const { loadCity, saveCity } = await import('../../city/city-library.ts');
  const columns = Object.fromEntries(
    options.column.map((pair) => {
      const [theirs, ours] = pair.split('=');
      if (!theirs || !ours) throw new UserError('wrong-usage', `--column ${pair} is not of the form theirs=ours`);
      return [theirs, ours];
    }),
  );
  let city = await loadCity(dataDir);
  let added = 0;
  for (const file of files) {
    const read = await readAssets(city, file, { kind, coordinateSystem: options.crs, columns });
    city = read.city;
    added += read.count;
  }
  await saveCity(dataDir, city);
  tell(city, options.json, { added });
}

async function importBaseMaps(dataDir: string, files: readonly string[], json: boolean): Promise<void> {
  const { addBaseMap } = await import('../../city/base-maps.ts');
  for (const file of files) {
    const { file: _, ...map } = await addBaseMap(dataDir, file);
    if (json) printJson({ baseMap: map });
    else print(`base map ${map.id}: ${map.kind}, zoom ${map.minZoom}–${map.maxZoom}`);
  }
}

function tell(city: CityModel, json: boolean, facts: Readonly<Record<string, number>>): void {
  const counts = Object.fromEntries(
    Object.entries(city).flatMap(([list, items]) =>
      Array.isArray(items) && items.length > 0 && !['bounds', 'centre'].includes(list) ? [[list, items.length]] : [],
    ),
  );
  const roads = { roadNodes: city.roads.nodes.length, roadEdges: city.roads.edges.length };
  const summary = { id: city.id, name: city.name, bounds: city.bounds, ...facts, counts: { ...counts, ...roads } };
  if (json) {
    printJson(summary);
    return;
  }
  print(
    `${city.name.zh} ${city.name.en}: ${Object.entries(summary.counts)
      .map(([list, count]) => `${count} ${list}`)
      .join(', ')}`,
  );
  print('The next start of the system watches it.');
}
