import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Evidence } from '../../finding.ts';
import { beatsPlain, type ModelManifest, modelManifest } from './manifest.ts';
import { openSession, type Provider, type Session } from './session.ts';

/** The models that detectors ask for. */
export const MODEL_IDS = ['flooding', 'settlement', 'forecast'] as const;
export type ModelId = (typeof MODEL_IDS)[number];

/** A model at work. */
export interface Model {
  readonly manifest: ModelManifest;
  readonly provider: Provider;
  /** Rows of {@link ModelManifest.features} in, rows of three quantiles for each horizon out. Synchronous; the same rows give the same answer. */
  run(rows: Float32Array, count: number): Float32Array;
}

/** What became of a model: at work, or why the plain method takes its place. */
export interface ModelState {
  readonly id: ModelId;
  readonly version?: string;
  readonly provider?: Provider;
  /** Absent while it works. */
  readonly trouble?: string;
}

export interface ModelSettings {
  /** Where `<id>/manifest.json` and the model file lie. */
  readonly folder: string;
  /** Tried in order before the processor. */
  readonly providers: readonly Provider[];
}

interface Opened {
  readonly model?: Model;
  readonly state: ModelState;
}

/** Opens models when they are first asked for, and keeps them. They are code, not state: nothing of a run is remembered. */
export class Models {
  readonly #settings: ModelSettings;
  readonly #opened = new Map<ModelId, Opened>();

  constructor(settings: ModelSettings) {
    this.#settings = settings;
  }

  /** `undefined` when the plain method must do; {@link states} says why. */
  get(id: ModelId): Model | undefined {
    return this.#open(id).model;
  }

  /** Of all models; opens those that were not asked for yet. */
  states(): readonly ModelState[] {
    return MODEL_IDS.map((id) => this.#open(id).state);
  }

  #open(id: ModelId): Opened {
    let opened = this.#opened.get(id);
    if (!opened) {
      opened = openModel(id, this.#settings);
      this.#opened.set(id, opened);
    }
    return opened;
  }
}

function openModel(id: ModelId, { folder, providers }: ModelSettings): Opened {
  try {
    const manifest = modelManifest.parse(JSON.parse(readFileSync(join(folder, id, 'manifest.json'), 'utf8')));
    const bytes = readFileSync(join(folder, id, manifest.file));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== manifest.sha256) throw new Error(`${manifest.file} is not the file that its manifest describes`);
    if (!beatsPlain(manifest)) throw new Error(`${id} ${manifest.version} does not beat the plain method`);
    const session = openSession(bytes, manifest.features.length, providers);
    return { model: checked(manifest, session), state: { id, version: manifest.version, provider: session.provider } };
  } catch (error) {
    return { state: { id, trouble: (error as Error).message.split('\n')[0]! } };
  }
}

function checked(manifest: ModelManifest, session: Session): Model {
  const outputs = 3 * manifest.horizonsS.length;
  return {
    manifest,
    provider: session.provider,
    run(rows, count) {
      if (rows.length !== count * manifest.features.length)
        throw new RangeError(
          `${manifest.id}: ${rows.length} numbers are not ${count} rows of ${manifest.features.length}`,
        );
      const out = session.run(rows, count);
      if (out.length !== count * outputs)
        throw new RangeError(`${manifest.id}: ${out.length} outputs for ${count} rows`);
      return out;
    },
  };
}

let shipped: Models | undefined;

/** The models that come with Vantage. */
export function shippedModels(): Models {
  shipped ??= new Models({ folder: join(packageRoot(), 'detectors', 'models'), providers: [] });
  return shipped;
}

/** Built code and source lie at different depths below it. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Which model spoke, for a finding's evidence. */
export const modelEvidence = ({ manifest: { id, version, sha256 } }: Model): NonNullable<Evidence['model']> => ({
  id,
  version,
  sha256,
});
