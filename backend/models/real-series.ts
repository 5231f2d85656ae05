import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExamplePart } from './example-set.ts';
import { examplesOfSeries } from './forecast-examples.ts';

/** Of a long series this often suffices. */
const EVERY = 10;

/** Every CSV file of `time,value` rows under a folder, as a further check of the forecaster: series that no simulator made. */
export async function realSeriesPart(folder: string): Promise<ExamplePart> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.csv')).sort();
  const examples = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n').slice(1);
    const values = lines
      .map((line) => Number.parseFloat(line.slice(line.lastIndexOf(',') + 1)))
      .filter(Number.isFinite);
    examples.push(...examplesOfSeries(values, EVERY));
  }
  return { role: 'real', data: `${files.length} real and artificial series, never trained on`, examples };
}
