import { parseArgs } from 'node:util';

export interface Run {
  readonly ours: number;
  readonly peer?: number;
}

/** One measured figure, in the shape of the public contract. `value` and `peerValue` are medians over the runs, `ratio` the median of the runs' own ratios. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: string;
  readonly peerValue?: number;
  readonly ratio?: number;
  readonly ratioSpread?: readonly [lowest: number, highest: number];
  readonly goal?: string;
  readonly runs: readonly Run[];
}

interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly goal?: string;
  readonly peer?: string;
}

/** Ours and the peer's runs are pairs, taken in turn, so that a drifting machine shifts both. */
export function resultOf(comparison: Comparison, runs: readonly Run[]): Result {
  const value = median(runs.map((run) => run.ours));
  const paired = runs.filter((run): run is Required<Run> => run.peer !== undefined);
  if (paired.length === 0) return { ...comparison, value, runs };
  const ratios = paired.map((run) => run.ours / run.peer);
  return {
    ...comparison,
    value,
    peerValue: median(paired.map((run) => run.peer)),
    ratio: median(ratios),
    ratioSpread: [Math.min(...ratios), Math.max(...ratios)],
    runs,
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The flags that every suite takes. */
export function benchFlags(): { json: boolean; runs: number } {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } },
    strict: false,
  });
  return { json: values.json === true, runs: Math.max(1, Number(values.runs) || 5) };
}

export function printReport(suite: string, results: readonly Result[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ suite, results })}\n`);
    return;
  }
  for (const result of results) {
    const against =
      result.ratio === undefined
        ? ''
        : `, ${result.peer} ${figure(result.peerValue!)}: ${result.ratio.toFixed(2)}× (${result.ratioSpread!.map((ratio) => ratio.toFixed(2)).join('–')})`;
    process.stdout.write(
      `${suite} ${result.name}: ${figure(result.value)} ${result.unit}${against}${result.goal ? `; goal ${result.goal}` : ''}\n`,
    );
  }
}

const figure = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
