import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDefinition, type ReplayDefinition } from './replay-definition.ts';

const DEFINITION = 'replay.json';

/** Where replays survive a restart: a folder each, with what the replay is; what was found by running it lies beside it and is found again. */
export class ReplayFiles {
  readonly #root: string;
  readonly #writing = new Map<string, Promise<void>>();

  /** `root`: the folder that holds them. */
  constructor(root: string) {
    this.#root = root;
  }

  folder(id: string): string {
    return join(this.#root, id);
  }

  /** Those that can be read, oldest first; `onBroken` hears of the others, which stay where they are. */
  async load(onBroken: (id: string, error: unknown) => void): Promise<ReplayDefinition[]> {
    const names = await readdir(this.#root).catch(() => []);
    const found: ReplayDefinition[] = [];
    for (const id of names) {
      try {
        found.push(parseDefinition(await readFile(join(this.folder(id), DEFINITION), 'utf8')));
      } catch (error) {
        onBroken(id, error);
      }
    }
    return found.sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Whole or not at all, and in order. */
  save(definition: ReplayDefinition): Promise<void> {
    const { id } = definition;
    const before = this.#writing.get(id) ?? Promise.resolve();
    const written = before.catch(() => undefined).then(() => this.#write(definition));
    this.#writing.set(id, written);
    return written;
  }

  /** Resolves once everything so far is written, or was refused. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#writing.values());
  }

  async remove(id: string): Promise<void> {
    await this.#writing.get(id)?.catch(() => undefined);
    this.#writing.delete(id);
    await rm(this.folder(id), { recursive: true, force: true, maxRetries: 3 });
  }

  async #write(definition: ReplayDefinition): Promise<void> {
    const folder = this.folder(definition.id);
    await mkdir(folder, { recursive: true });
    const part = join(folder, `${DEFINITION}.part`);
    await writeFile(part, JSON.stringify(definition));
    await rename(part, join(folder, DEFINITION));
  }
}
