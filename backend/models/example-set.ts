import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Band } from '../../detectors/runtime/inference/quantiles.ts';

/** One moment: what was known, what the plain method told, and what came. */
export interface Example {
  readonly features: readonly number[];
  /** By horizon. */
  readonly plain: readonly Band[];
  readonly actual: readonly number[];
}

/** What a model is to learn. */
export interface LearningTask {
  readonly id: string;
  readonly task: string;
  readonly plainMethod: string;
  readonly features: readonly string[];
  readonly horizonsS: readonly number[];
  /** What one unit of the model's output is, in the target's unit; each row is divided by it. */
  readonly unit: number;
}

/** `train`, `calibrate` (its bands), `held-out` (judges it), or another name: a further check. */
export interface ExamplePart {
  readonly role: string;
  /** In words for the manifest. */
  readonly data: string;
  readonly examples: readonly Example[];
}

/** Writes `<id>.json`, which describes, and `<id>.f32`: rows of features, then low, median and high by horizon, then what came by horizon; little-endian, part by part. */
export async function writeExamples(folder: string, task: LearningTask, parts: readonly ExamplePart[]): Promise<void> {
  const width = task.features.length + 4 * task.horizonsS.length;
  const rows = parts.reduce((sum, { examples }) => sum + examples.length, 0);
  const numbers = new Float32Array(rows * width);
  let at = 0;
  for (const { examples } of parts)
    for (const { features, plain, actual } of examples) {
      numbers.set(features, at);
      numbers.set(
        plain.flatMap(({ low, median, high }) => [low, median, high]),
        at + features.length,
      );
      numbers.set(actual, at + features.length + 3 * plain.length);
      at += width;
    }
  const described = parts.map(({ role, data, examples }) => ({ role, data, rows: examples.length }));
  await writeFile(join(folder, `${task.id}.f32`), new Uint8Array(numbers.buffer));
  await writeFile(join(folder, `${task.id}.json`), JSON.stringify({ ...task, parts: described }));
}
