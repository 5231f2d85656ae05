import type { AlertDetail } from '../api/contract.ts';
import type { Reading } from './figures/trend-figure.ts';

const DAY_MS = 24 * 3_600_000;

/** Whether an alert judges how fast a reading changes by the day, not the reading. */
export const isDailyChange = ({ measure }: Pick<AlertDetail, 'measure'>): boolean =>
  measure?.unit.endsWith('/d') ?? false;

/** What each reading differs by from the one a day earlier, or from the oldest where the series is younger than that. */
function dailyChange(readings: readonly Reading[]): readonly Reading[] {
  let before = 0;
  return readings.slice(1).map(({ time, value }) => {
    while ((readings[before + 1]?.time ?? Number.POSITIVE_INFINITY) <= time - DAY_MS) before++;
    return { time, value: value - readings[before]!.value };
  });
}

/** Measures of how long something lasted; their samples are something else. */
const OTHER_THAN_SAMPLES: ReadonlySet<string> = new Set(['s', 'deg']);

/**
 * Readings of an alert in its measure's unit, oldest first: the instrument's history where there is any, else the samples that were kept. Empty where neither can
 * share an axis with the limit.
 *
 * @param from where the picture begins, epoch ms; history may reach further back, for what changed over a day.
 */
export function readingsOf(alert: AlertDetail, history: readonly Reading[], from: number): readonly Reading[] {
  const kept = alert.evidence.samples
    .filter(({ thing }) => thing === undefined || thing === alert.things[0]?.id)
    .map(({ time, value }) => ({ time: Date.parse(time), value }));
  if (alert.measure && OTHER_THAN_SAMPLES.has(alert.measure.unit)) return [];
  const source = (history.length > 2 ? history : kept).toSorted((a, b) => a.time - b.time);
  return (isDailyChange(alert) ? dailyChange(source) : source).filter(({ time }) => time >= from);
}
