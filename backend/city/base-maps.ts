import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Header, PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles';
import { UserError } from '../errors.ts';

/** A map that lies under the city's own, from a PMTiles archive. */
export interface BaseMap {
  readonly id: string;
  readonly kind: 'vector' | 'raster';
  readonly bounds: readonly [number, number, number, number];
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly attribution?: string;
  /** Of vector maps: the names of their layers. */
  readonly vectorLayers?: readonly string[];
  /** Of the archive on this machine. */
  readonly file: string;
}

const SUFFIX = '.pmtiles';
const folderOf = (dataDir: string) => join(dataDir, 'city', 'base-maps');
const RASTER: readonly TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif];

/** The base maps in the data directory, by name; a broken one is left out and told of. */
export async function listBaseMaps(dataDir: string, onBroken: (error: UserError) => void): Promise<readonly BaseMap[]> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  const maps: BaseMap[] = [];
  for (const name of names.filter((each) => each.endsWith(SUFFIX)).sort()) {
    await readBaseMap(join(folderOf(dataDir), name)).then(
      (map) => maps.push(map),
      (error: UserError) => onBroken(error),
    );
  }
  return maps;
}

/** Copies a PMTiles archive into the data directory, once it is known to be a whole one. @throws UserError that says what is wrong with it. */
export async function addBaseMap(dataDir: string, file: string): Promise<BaseMap> {
  await readBaseMap(file);
  await mkdir(folderOf(dataDir), { recursive: true });
  const target = join(folderOf(dataDir), `${idOf(file)}${SUFFIX}`);
  await copyFile(file, `${target}.part`, constants.COPYFILE_FICLONE);
  await rename(`${target}.part`, target);
  return await readBaseMap(target);
}

/** Letters, digits, dots, dashes and underscores of the file's name: it becomes part of an address. */
const idOf = (file: string) => basename(file, SUFFIX).replace(/[^\w.-]+/g, '-');

async function readBaseMap(file: string): Promise<BaseMap> {
  try {
    return await describe(file);
  } catch (cause) {
    throw new UserError('bad-geodata', `${basename(file)} is no base map: ${(cause as Error).message}`, {
      field: file,
      next: 'Give a whole PMTiles archive of version 3 with vector (MVT) or picture tiles.',
      cause,
    });
  }
}

async function describe(file: string): Promise<BaseMap> {
  const source = new FileSource(file);
  try {
    const archive = new PMTiles(source);
    const header = await archive.getHeader();
    if (header.tileType !== TileType.Mvt && !RASTER.includes(header.tileType))
      throw new Error(
        `its tiles are of type ${TileType[header.tileType] ?? header.tileType}, which no browser here can draw`,
      );
    const bytes = await source.size();
    if (bytes < endOf(header)) throw new Error(`it ends after ${bytes} of ${endOf(header)} bytes`);
    const metadata = (await archive.getMetadata()) as { attribution?: string; vector_layers?: { id: string }[] };
    const { minLon, minLat, maxLon, maxLat, minZoom, maxZoom } = header;
    return {
      id: idOf(file),
      kind: header.tileType === TileType.Mvt ? 'vector' : 'raster',
      bounds: [minLon, minLat, maxLon, maxLat],
      minZoom,
      maxZoom,
      file,
      ...(metadata.attribution && { attribution: plain(metadata.attribution) }),
      ...(metadata.vector_layers && { vectorLayers: metadata.vector_layers.map(({ id }) => id) }),
    };
  } finally {
    await source.close();
  }
}

/** The last byte that its header promises. */
const endOf = ({ tileDataOffset, tileDataLength = 0, jsonMetadataOffset, jsonMetadataLength }: Header) =>
  Math.max(tileDataOffset + tileDataLength, jsonMetadataOffset + jsonMetadataLength);

/** Attributions come as HTML; only their words are shown. */
const plain = (html: string) => html.replace(/<[^>]*>/g, '').trim();

class FileSource implements Source {
  readonly #file: string;
  #handle: Awaited<ReturnType<typeof open>> | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  getKey(): string {
    return this.#file;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    this.#handle ??= await open(this.#file);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, offset);
    return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) as ArrayBuffer };
  }

  async size(): Promise<number> {
    this.#handle ??= await open(this.#file);
    return (await this.#handle.stat()).size;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}
