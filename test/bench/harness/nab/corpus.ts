import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** One labelled series of the Numenta Anomaly Benchmark. */
export interface NabSeries {
  /** `<folder>/<file>.csv`, as in its label files. */
  readonly name: string;
  /** Milliseconds; the corpus has no time zone and is read as UTC. Not always growing: a few series repeat an hour. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** First and last row of every anomaly window, both inclusive, in order. */
  readonly windows: readonly (readonly [first: number, last: number])[];
}

/** Seen from the sources; the compiled harness lies one folder deeper. */
const PLACES = ['../../../../../shared/data/telemetry/nab/', '../../../../../../shared/data/telemetry/nab/'] as const;

/** Where the benchmark's data are: `VANTAGE_NAB`, else beside the project. */
export function nabFolder(): URL | undefined {
  const named = process.env.VANTAGE_NAB;
  const places = named ? [new URL(`file://${named}/`)] : PLACES.map((place) => new URL(place, import.meta.url));
  return places.find((place) => existsSync(new URL('labels/combined_windows.json', place)));
}

/** Every series of the folder that has labels, by name. */
export function readCorpus(folder: URL): NabSeries[] {
  const labels = JSON.parse(readFileSync(new URL('labels/combined_windows.json', folder), 'utf8')) as Record<
    string,
    [string, string][]
  >;
  const data = new URL('data/', folder);
  return readdirSync(data)
    .flatMap((group) => readdirSync(new URL(`${group}/`, data)).map((file) => `${group}/${file}`))
    .filter((name) => name in labels)
    .sort()
    .map((name) => readSeries(name, readFileSync(new URL(name, data), 'utf8'), labels[name]!));
}

function readSeries(name: string, csv: string, limits: readonly [string, string][]): NabSeries {
  const rows = csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',') as [string, string]);
  const times = rows.map(([time]) => instant(time));
  const windows = limits.map(([from, to]) => {
    const window = [times.indexOf(instant(from)), times.indexOf(instant(to))] as const;
    if (window[0] < 0 || window[1] < window[0]) throw new Error(`${name}: no rows for the window ${from} to ${to}`);
    return window;
  });
  return { name, times, values: rows.map(([, value]) => Number(value)), windows };
}

/** `2014-04-10 16:15:00`, with or without a fraction. */
const instant = (text: string): number => Date.parse(`${text.trim().replace(' ', 'T')}Z`);
