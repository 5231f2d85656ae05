import type { AlertDetail, AlertView, Bilingual } from '../../feed/model.ts';
import { samplesAreMeasured } from './sample-unit.ts';

export interface TrendPoint {
  readonly time: number;
  readonly value: number;
}
export interface TrendSeries {
  readonly name: string;
  readonly points: readonly TrendPoint[];
}
export interface TrendLimit {
  readonly value: number;
  readonly label: string;
  readonly grade?: number | undefined;
  /** The one that was breached. */
  readonly breached?: boolean;
}
export interface TrendForecast {
  /** Of the band, (0, 1). */
  readonly coverage: number;
  readonly points: readonly {
    readonly time: number;
    readonly median: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly crossesAt?: number;
  readonly probability?: number;
}

type Reading = { readonly time: string; readonly value: number };

const DAY_MS = 24 * 3_600_000;

/** Whether an alert judges how fast a reading changes, not the reading: its measure is by the day, its readings are not. */
export const isDailyChange = ({ measure }: Pick<AlertDetail, 'measure'>): boolean =>
  measure?.unit.endsWith('/d') ?? false;

/** How long before a first point readings are needed. */
export const lookBackMs = (alert: Pick<AlertDetail, 'measure'>): number => (isDailyChange(alert) ? DAY_MS : 0);

const pointsOf = (readings: readonly Reading[]): readonly TrendPoint[] =>
  readings.map(({ time, value }) => ({ time: Date.parse(time), value })).toSorted((a, b) => a.time - b.time);

/** What each reading differs by from the one a day earlier, or from the oldest where the series is younger than that. */
export function dailyChange(points: readonly TrendPoint[]): readonly TrendPoint[] {
  let before = 0;
  return points.slice(1).map(({ time, value }) => {
    while ((points[before + 1]?.time ?? Number.POSITIVE_INFINITY) <= time - DAY_MS) before++;
    return { time, value: value - points[before]!.value };
  });
}

/** The measured quantity over time: the sensor's own history, else the samples kept as evidence; `undefined` where they cannot share an axis with the limit. */
export function seriesOf(
  alert: AlertDetail,
  history: readonly Reading[] | undefined,
): readonly TrendSeries[] | undefined {
  const name = alert.things[0]?.name ?? alert.id;
  const shown = (readings: readonly Reading[]) =>
    isDailyChange(alert) ? dailyChange(pointsOf(readings)) : pointsOf(readings);
  if (history && history.length > 2) return [{ name, points: shown(history) }];
  const { samples } = alert.evidence;
  if (!samplesAreMeasured(alert) || samples.length < 2) return undefined;
  const things = [...new Set(samples.map(({ thing }) => thing))];
  return things.map((thing) => ({
    name: thing ?? name,
    points: shown(samples.filter((sample) => sample.thing === thing)),
  }));
}

/** Every limit of the rule, the breached one marked. Controls are told as magnitudes: they take the sign of what was breached. */
export function limitsOf(
  { measure, grade, evidence }: AlertView & Partial<Pick<AlertDetail, 'evidence'>>,
  say: (text: Bilingual) => string = ({ en }) => en,
): readonly TrendLimit[] {
  if (!measure) return [];
  const sign = measure.limit < 0 ? -1 : 1;
  const all = (evidence?.limits ?? []).map((limit) => ({
    value: sign < 0 && limit.value > 0 ? -limit.value : limit.value,
    label: say(limit.label),
    grade: limit.grade,
  }));
  const near = (value: number) => Math.abs(value - measure.limit) <= 1e-6 * Math.max(1, Math.abs(measure.limit));
  if (!all.some(({ value }) => near(value))) all.push({ value: measure.limit, label: '', grade });
  return all.map((limit) => ({ ...limit, breached: near(limit.value) }));
}
