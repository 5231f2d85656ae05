import type { ReplayLanes, SeriesPoint } from '../../../feed/replays.ts';

export interface Sample {
  readonly time: number;
  readonly value: number;
}

/** How many alerts were active, as steps: one sample at each change. */
export function activeAlerts({ alerts, from }: ReplayLanes): readonly Sample[] {
  const changes = alerts.flatMap(({ raisedAt, clearedAt }) => [
    { time: Date.parse(raisedAt), by: 1 },
    ...(clearedAt === undefined ? [] : [{ time: Date.parse(clearedAt), by: -1 }]),
  ]);
  changes.sort((one, other) => one.time - other.time);
  const samples: Sample[] = [{ time: Date.parse(from), value: 0 }];
  let value = 0;
  for (const { time, by } of changes) {
    value += by;
    if (samples.at(-1)?.time === time) samples.pop();
    samples.push({ time, value });
  }
  return samples;
}

export const exposureOf = ({ exposure }: ReplayLanes): readonly Sample[] =>
  (exposure ?? []).map(({ time, people }) => ({ time: Date.parse(time), value: people }));

export const readingsOf = (points: readonly SeriesPoint[]): readonly Sample[] =>
  points.map(({ time, value }) => ({ time: Date.parse(time), value })).sort((one, other) => one.time - other.time);

/** What holds at `time`: the last sample before it, unless that is so old that the series had gone silent. */
export function valueAt(samples: readonly Sample[], time: number, step: boolean): number | undefined {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  const last = samples[low - 1];
  if (!last) return undefined;
  return step || time - last.time <= silenceOf(samples) ? last.value : undefined;
}

const kept = new WeakMap<readonly Sample[], number>();

/** Ours: three times the usual distance between samples is a silence, and the line breaks there. */
function silenceOf(samples: readonly Sample[]): number {
  const known = kept.get(samples);
  if (known !== undefined) return known;
  const steps = samples.slice(1).map(({ time }, index) => time - samples[index]!.time);
  steps.sort((one, other) => one - other);
  const silence = 3 * (steps[steps.length >> 1] ?? Number.POSITIVE_INFINITY);
  kept.set(samples, silence);
  return silence;
}

interface Axes {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
}

/**
 * An SVG path of what is in sight. Of many samples on one pixel the lowest and the highest are drawn, so that no peak is lost. Where
 * the series was silent the line breaks.
 */
export function pathOf(samples: readonly Sample[], step: boolean, { x, y, left, right }: Axes): string {
  const silence = step ? Number.POSITIVE_INFINITY : silenceOf(samples);
  const parts: string[] = [];
  let before: Sample | undefined;
  let column = Number.NaN;
  let lowest = 0;
  let highest = 0;
  const flush = () => {
    if (!Number.isNaN(column) && highest !== lowest) parts.push(`V${y(lowest).toFixed(1)}V${y(highest).toFixed(1)}`);
  };
  for (const sample of samples) {
    const at = x(sample.time);
    if (at < left - 50) {
      before = sample;
      continue;
    }
    const pixel = Math.round(at);
    if (pixel === column && before && sample.time - before.time <= silence) {
      lowest = Math.min(lowest, sample.value);
      highest = Math.max(highest, sample.value);
      before = sample;
      continue;
    }
    flush();
    const height = y(sample.value).toFixed(1);
    const joined = before !== undefined && sample.time - before.time <= silence;
    if (!joined) parts.push(`M${at.toFixed(1)} ${height}`);
    else if (parts.length === 0) parts.push(`M${x(before!.time).toFixed(1)} ${y(before!.value).toFixed(1)}`);
    if (joined) parts.push(step ? `H${at.toFixed(1)}V${height}` : `L${at.toFixed(1)} ${height}`);
    column = pixel;
    lowest = sample.value;
    highest = sample.value;
    before = sample;
    if (at > right + 50) break;
  }
  flush();
  // What held last still holds at the edge.
  if (step && before && x(before.time) < right) {
    if (parts.length === 0) parts.push(`M${left} ${y(before.value).toFixed(1)}`);
    parts.push(`H${right}`);
  }
  return parts.join('');
}
