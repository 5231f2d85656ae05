import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { floodForecast } from '../../../../detectors/risk/flooding/flood-forecast.ts';
import { plainForecast } from '../../../../detectors/risk/flooding/plain-forecast.ts';
import { beatsPlain } from '../../../../detectors/runtime/inference/manifest.ts';
import { MODEL_IDS, Models, shippedModels } from '../../../../detectors/runtime/inference/models.ts';

const FOLDER = new URL('../../../../detectors/models/', import.meta.url).pathname;
/** The largest model file that is kept beside the code, bytes. */
const MOST_BYTES = 300_000;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** The shipped models, for a test to spoil. */
async function spoilt(spoil: (folder: string) => Promise<void>): Promise<Models> {
  const folder = await mkdtemp(join(tmpdir(), 'models-'));
  folders.push(folder);
  await cp(FOLDER, folder, { recursive: true });
  await spoil(folder);
  return new Models({ folder, providers: [] });
}

const BASIN = { areaM2: 400_000, runoff: 0.8, pondM2: 2500, drainM3s: 1.2, low: { kind: 'underpass' } } as const;
const HISTORY = {
  rainMm: Array.from({ length: 24 }, (_, bin) => (bin > 18 ? 4 : 0)),
  binS: 300,
  depthM: 0.3,
  before: { depthM: 0.2, secondsAgo: 300 },
};

describe.each(MODEL_IDS)('the %s model', (id) => {
  const model = shippedModels().get(id);

  it('is at work, on the processor', () => {
    expect(
      shippedModels()
        .states()
        .find((state) => state.id === id),
    ).toEqual({ id, version: '1', provider: 'cpu' });
  });

  it('is the file that its manifest describes, and small', async () => {
    const { file, sha256 } = model!.manifest;
    const path = join(FOLDER, id, file);
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(sha256);
    expect((await stat(path)).size).toBeLessThan(MOST_BYTES);
  });

  it('beats the plain method on what it has not seen, with a band that keeps its word', () => {
    const { heldOut } = model!.manifest;
    expect(beatsPlain({ heldOut })).toBe(true);
    expect(Math.abs(heldOut.model.coverage - 0.8)).toBeLessThanOrEqual(0.03);
  });

  it('answers alike, alone and among other rows', () => {
    const width = model!.manifest.features.length;
    const row = Float32Array.from({ length: width }, (_, index) => Math.sin(index));
    const many = new Float32Array(3 * width);
    many.set(row, width);
    const alone = model!.run(row, 1);
    expect([...model!.run(row, 1)]).toEqual([...alone]);
    const middle = [...model!.run(many, 3)].slice(alone.length, 2 * alone.length);
    middle.forEach((value, index) => void expect(value).toBeCloseTo(alone[index]!, 4));
    expect(() => model!.run(row, 2)).toThrow(RangeError);
  });
});

describe('when a model cannot be trusted', () => {
  it('says so, and the plain method takes its place', async () => {
    const models = await spoilt((folder) => writeFile(join(folder, 'flooding', 'flooding.onnx'), 'another file'));
    expect(models.get('flooding')).toBeUndefined();
    expect(models.states()[0]!.trouble).toMatch(/not the file that its manifest describes/);
    expect(models.get('settlement')).toBeDefined();
    const plain = floodForecast(BASIN, HISTORY, models.get('flooding') ?? null);
    expect(plain.points).toEqual(plainForecast(BASIN, HISTORY));
    expect(plain.model).toBeUndefined();
    const own = floodForecast(BASIN, HISTORY);
    expect(own.model?.id).toBe('flooding');
    expect(own.points).toHaveLength(plain.points.length);
  });

  it('does without a model whose files are missing', async () => {
    const models = await spoilt((folder) => rm(join(folder, 'forecast'), { recursive: true }));
    expect(models.get('forecast')).toBeUndefined();
    expect(models.states().find(({ id }) => id === 'forecast')?.trouble).toMatch(/ENOENT/);
  });

  it('does not use one that is no better than the plain method', async () => {
    const models = await spoilt(async (folder) => {
      const path = join(folder, 'settlement', 'manifest.json');
      const manifest = JSON.parse(await readFile(path, 'utf8'));
      manifest.heldOut.model = manifest.heldOut.plain;
      await writeFile(path, JSON.stringify(manifest));
    });
    expect(models.get('settlement')).toBeUndefined();
    expect(models.states().find(({ id }) => id === 'settlement')?.trouble).toMatch(/does not beat/);
  });
});
