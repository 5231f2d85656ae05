/** A straight axis: values to pixels, with ticks at round numbers. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** 1, 2 or 5 times a power of ten, so that at most about `wanted` steps cover `span`. */
function roundStep(span: number, wanted: number): number {
  const rough = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((multiple) => multiple * power >= rough) ?? 10;
  return factor * power;
}

/** Covers every value with room above; starts at zero when all are positive and zero is near, because a cut axis exaggerates. */
export function valueScale(values: readonly number[], fromPx: number, toPx: number, wanted = 3): Scale {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (low > 0 && low < high * 0.7) low = 0;
  if (high < 0 && high > low * 0.7) high = 0;
  // What differs by rounding alone has no scale of its own: a step that small would divide to nothing.
  if (high - low < 1e-9 * Math.max(1e-9, Math.abs(low), Math.abs(high))) [low, high] = [low - 1, high + 1];
  const step = roundStep(high - low, wanted);
  const bottom = Math.floor(low / step) * step;
  const top = high === 0 ? 0 : Math.ceil((high + (high - low) * 0.06) / step) * step;
  const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, index) => bottom + index * step);
  return { ticks, at: (value) => fromPx + ((value - bottom) / (top - bottom)) * (toPx - fromPx) };
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Ticks on whole clock times of the city's zone, whose offset is whole hours: any step up to an hour divides alike there. */
export function timeScale(from: number, to: number, fromPx: number, toPx: number, wanted: number): Scale {
  const span = Math.max(1, to - from);
  const step = 1000 * (STEPS_S.find((seconds) => seconds * 1000 * wanted >= span) ?? 86_400);
  const zone = step > 3_600_000 ? 8 * 3_600_000 : 0;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from + zone) / step) * step - zone; tick <= to; tick += step) ticks.push(tick);
  return { ticks, at: (time) => fromPx + ((time - from) / span) * (toPx - fromPx) };
}

/** As many decimals as the step shows, no more. */
export const tickText = (value: number, ticks: readonly number[]): string => {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const text = value.toFixed(step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
  return text.replace('-', '−');
};

/** Three significant places are what the eye compares. */
export const formatValue = (value: number): string => plain(value).replace('-', '−');

const plain = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e6
    ? String(value)
    : Math.abs(value) >= 100
      ? value.toFixed(0)
      : Math.abs(value) >= 10
        ? value.toFixed(1)
        : value.toFixed(2);

/** Of a trend, in units of its own view box: room at the left for the axis, at the right for the names of limits. */
export const TREND_FRAME = { width: 400, height: 168, left: 38, right: 340, top: 14, bottom: 142 } as const;
