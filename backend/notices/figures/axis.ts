/** A straight axis in print: values to points, with ticks at round numbers. */
export interface Axis {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** 1, 2 or 5 times a power of ten, so that at most about `wanted` steps cover `span`. */
function roundStep(span: number, wanted: number): number {
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

/** From the round number below the least value to the one above the greatest. */
export function axisOver(values: readonly number[], fromPt: number, toPt: number, wanted: number): Axis {
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low < 1e-9 * Math.max(1e-9, Math.abs(low), Math.abs(high))) [low, high] = [low - 1, high + 1];
  const step = roundStep(high - low, wanted);
  const bottom = Math.floor(low / step + 1e-9) * step;
  const top = Math.ceil(high / step - 1e-9) * step;
  const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, index) => bottom + index * step);
  return { ticks, at: (value) => fromPt + ((value - bottom) / (top - bottom)) * (toPt - fromPt) };
}

const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880];
const MINUTE_MS = 60_000;

/** Ticks on whole clock times; `offsetMs` is how far the city is ahead of UTC. */
export function axisOfTime(from: number, to: number, fromPt: number, toPt: number, offsetMs: number): Axis {
  const span = Math.max(to - from, MINUTE_MS);
  const step = MINUTE_MS * (STEPS_MIN.find((minutes) => minutes * MINUTE_MS * 7 >= span) ?? 1440);
  const ticks: number[] = [];
  for (let tick = Math.ceil((from + offsetMs) / step) * step - offsetMs; tick <= from + span; tick += step)
    ticks.push(tick);
  return { ticks, at: (time) => fromPt + ((time - from) / span) * (toPt - fromPt) };
}

/** As many decimals as the step shows, with a true minus sign. */
export function tickText(value: number, { ticks }: Pick<Axis, 'ticks'>): string {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const decimals = step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9));
  return value
    .toFixed(decimals)
    .replace(/^-(?=0*\.?0*$)/, '')
    .replace('-', '−');
}
