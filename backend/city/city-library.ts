import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { CITY_MODEL_VERSION, type CityModel, cityModel } from '../../geodata/city/city-model.ts';
import { UserError } from '../errors.ts';

/** The seed of the city that a fresh start shows. */
export const DEFAULT_CITY_SEED = 1;

const inflate = promisify(gunzip);
const deflate = promisify(gzip);

const folderOf = (dataDir: string) => join(dataDir, 'city');
const cityFile = (dataDir: string) => join(folderOf(dataDir), 'city-model.json.gz');

/** Made by `npm run build`, beside the built backend. */
export const DEFAULT_CITY_FILE = new URL('../../city/lanwan.json.gz', import.meta.url);

/**
 * The city that the system watches: the one that `vantage geodata` put into the data directory, else Lanwan.
 * @throws UserError when the file is there and cannot be read: nobody should watch another city than they think.
 */
export async function loadCity(dataDir: string): Promise<CityModel> {
  const file = cityFile(dataDir);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw broken(file, error.message, error);
  });
  if (!bytes) return await defaultCity();
  let document: CityModel;
  try {
    document = await read(bytes);
  } catch (error) {
    throw broken(file, (error as Error).message, error);
  }
  // What we wrote was checked when it was written; only another version's file has another shape.
  if (document.version === CITY_MODEL_VERSION) return document;
  throw broken(file, `it has version ${document.version}, this system reads ${CITY_MODEL_VERSION}`);
}

/** As it was built, or, run from the sources, generated now. */
async function defaultCity(): Promise<CityModel> {
  const built = await readFile(DEFAULT_CITY_FILE).catch(() => undefined);
  if (built) return await read(built);
  const { buildLanwan } = await import('../../geodata/city/lanwan/build-lanwan.ts');
  return buildLanwan(DEFAULT_CITY_SEED);
}

const read = async (bytes: Buffer): Promise<CityModel> => JSON.parse((await inflate(bytes)).toString('utf8'));

/** Keeps `city` as the one that the next start watches. @throws UserError when it is no valid city model. */
export async function saveCity(dataDir: string, city: CityModel): Promise<void> {
  const checked = cityModel.safeParse(city);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new UserError('bad-city', `the city's ${issue.path.join('.')}: ${issue.message}`, {
      field: issue.path.join('.'),
    });
  }
  await mkdir(folderOf(dataDir), { recursive: true });
  const file = cityFile(dataDir);
  await writeFile(`${file}.part`, await deflate(JSON.stringify(checked.data)));
  await rename(`${file}.part`, file);
}

const broken = (file: string, why: string, cause?: unknown) =>
  new UserError('bad-city', `the city model ${file} cannot be read: ${why}`, {
    field: 'dataDir',
    next: 'Build it anew with "vantage geodata build" or "vantage geodata import", or remove the file for the default city.',
    ...(cause !== undefined && { cause }),
  });
