import type { AlarmKpis } from '../../feed/alarms.ts';

/** A stretch of steps in which there was flood, epoch ms; half-open. */
export interface FloodSpan {
  readonly from: number;
  readonly to: number;
}

/** Steps with any flood that follow one another are one. */
export function floodSpans({ stepS, points }: AlarmKpis['series']): readonly FloodSpan[] {
  const spans: FloodSpan[] = [];
  for (const { time, floodShare } of points) {
    if (floodShare === 0) continue;
    const from = Date.parse(time);
    const last = spans.at(-1);
    const to = from + stepS * 1000;
    if (last && last.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}
