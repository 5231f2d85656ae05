import { type EventTime, eventTime } from '../../../geodata/model/time.ts';
import type { Evidence, EvidenceForecast } from '../../finding.ts';
import { type Model, modelEvidence, shippedModels } from '../../runtime/inference/models.ts';
import { BAND_COVERAGE, type Band, beyondProbability, corrected } from '../../runtime/inference/quantiles.ts';
import { noiseOf, type PointRecord } from './point-record.ts';
import { apart, faceOf, type SitePoint, type Sites } from './sites.ts';

/** Settlement of the coming days at one point, mm: the trend of the last day, corrected by a model that knows where the shields go. */

const HOUR_MS = 3_600_000;
export const SETTLEMENT_HOURS: readonly number[] = [1, 2, 4, 8, 24, 48, 72];
/** What one unit of the model's outputs is, mm. Ours: a little more than a reading's noise. */
export const SETTLEMENT_UNIT_MM = 0.5;
/** Changes are looked at over so many hours. */
const BACK_HOURS = [0.5, 1, 2, 3, 4, 6, 9, 12, 18, 24];
const PLAIN_HOURS = [4, 24, 72];
/** Distance of the inflection point of a trough from its middle, as a share of the depth: O'Reilly & New (1982), stiff to medium clay. */
const TROUGH_K = 0.5;
/** A face farther than so many trough widths is not felt. */
const FELT_WIDTHS = 4;
const LONG_AGO_H = 24;
const DAY_H = 24;
/** A shorter record says nothing of a trend. */
const LEAST_SPAN_H = 3;
/** A trend has lost two thirds of itself after so long. Ours: a face passes a point within a day or two. */
const DAMPED_H = 24;
/** Two-sided 80 % of the normal distribution. */
const Z_80 = 1.2816;

export const SETTLEMENT_FEATURES: readonly string[] = [
  'log_level',
  ...BACK_HOURS.map((hours) => `log_change_${hours}_h`),
  'log_step',
  'hours_since_jump',
  'log_neighbours_change_2_h',
  ...PLAIN_HOURS.map((hours) => `log_plain_change_${hours}_h`),
  ...PLAIN_HOURS.map((hours) => `log_plain_spread_${hours}_h`),
  'face_widths_ahead',
  'face_widths_aside',
  'face_widths_per_day',
  'share_now',
  ...SETTLEMENT_HOURS.slice(3).map((hours) => `share_to_come_${hours}_h`),
  'is_pit',
  'log_control_mm',
];

type Reading = readonly [number, number];

/** The day by the hour, then reading by reading; oldest first. */
function dayOf({ hours, recent }: PointRecord): Reading[] {
  const first = recent[0]?.[0] ?? 0;
  return [...hours.filter(([, at]) => at < first).map(([, at, value]): Reading => [at, value]), ...recent];
}

/**
 * The plain method: the trend of the last day, damped (Gardner & McKenzie 1985, "Forecasting trends in time series", Management Science 31). On simulated weeks it is far better than
 * a line through the newest readings, which takes a fall for a slope. Its band grows with the noise of a reading and half of what the trend adds (ours; nominal, not calibrated).
 */
export function plainSettlement(record: PointRecord): Band[] {
  const day = dayOf(record);
  const [time, level] = day.at(-1)!;
  const spanH = Math.min(DAY_H, (time - day[0]![0]) / HOUR_MS);
  const perHour = spanH < LEAST_SPAN_H ? 0 : (level - levelAgo(day, time - DAY_H * HOUR_MS)) / spanH;
  return SETTLEMENT_HOURS.map((hours) => {
    const added = perHour * DAMPED_H * (1 - Math.exp(-hours / DAMPED_H));
    const band = Z_80 * Math.hypot(Math.SQRT2 * noiseOf('settlement_point'), added / 2);
    return { low: level + added - band, median: level + added, high: level + added + band };
  });
}

/** What is known of a point now, as the model takes it. */
export function settlementFeatures(
  one: SitePoint,
  record: PointRecord,
  plain: readonly Band[],
  sites: Sites,
  recordOf: (id: string) => PointRecord | undefined,
  time: EventTime,
): number[] {
  const day = dayOf(record);
  const level = day.at(-1)![1];
  const since = (hours: number): number => level - levelAgo(day, time - hours * HOUR_MS);
  const band = (hours: number): Band => plain[SETTLEMENT_HOURS.indexOf(hours)]!;
  return [
    squeeze(level),
    ...BACK_HOURS.map((hours) => squeeze(since(hours))),
    squeeze(record.step),
    record.jumpedAt === null ? LONG_AGO_H : Math.min(LONG_AGO_H, (time - record.jumpedAt) / HOUR_MS),
    squeeze(neighboursMoved(one, recordOf, time)),
    ...PLAIN_HOURS.map((hours) => squeeze(band(hours).median - level)),
    ...PLAIN_HOURS.map((hours) => squeeze(band(hours).high - band(hours).low)),
    ...faceFeatures(one, sites, time),
    one.point.pitId === undefined ? 0 : 1,
    Math.log(one.point.controlCumulative),
  ];
}

/** Millimetres to tens of centimetres on one scale, sign kept. */
const squeeze = (mm: number): number => Math.sign(mm) * Math.log1p(Math.abs(mm));

function levelAgo(day: readonly Reading[], time: number): number {
  const after = day.findIndex(([at]) => at >= time);
  if (after <= 0) return day[Math.max(0, after)]![1];
  const [a, b] = [day[after - 1]!, day[after]!];
  return a[1] + ((b[1] - a[1]) * (time - a[0])) / (b[0] - a[0]);
}

/** Of the neighbour that sank most within two hours. */
function neighboursMoved({ near }: SitePoint, recordOf: (id: string) => PointRecord | undefined, time: number): number {
  let most = 0;
  for (const { point } of near) {
    const record = point.kind === 'settlement_point' ? recordOf(point.id) : undefined;
    const newest = record?.recent.at(-1);
    if (!record || !newest || newest[0] < time - 2 * HOUR_MS) continue;
    most = Math.min(most, newest[1] - levelAgo(record.recent, time - 2 * HOUR_MS));
  }
  return most;
}

/** Where the nearest face stands, and how much of its trough has come and is to come by plan (Attewell & Woodman 1982). */
function faceFeatures({ place }: SitePoint, sites: Sites, time: EventTime): number[] {
  let nearest = { ahead: FELT_WIDTHS, aside: FELT_WIDTHS, perDay: 0 };
  let [now, ...ahead] = [0, ...SETTLEMENT_HOURS.slice(3).map(() => 0)];
  for (const each of sites.drives) {
    const { drive, axis } = each;
    const widthM = TROUGH_K * drive.depthM;
    const face = faceOf(sites, each, time);
    if (apart(face.place, place) > 8 * FELT_WIDTHS * widthM) continue;
    const { alongM, acrossM } = axis.project(place);
    if (acrossM > FELT_WIDTHS * widthM) continue;
    const widths = (face.alongM - alongM) / widthM;
    const perDay = (drive.ringM * drive.ringsPerDay) / widthM;
    const across = Math.exp(-0.5 * (acrossM / widthM) ** 2);
    const share = across * logistic(widths);
    now += share;
    ahead = ahead.map((sum, n) => sum + across * logistic(widths + (perDay * SETTLEMENT_HOURS[n + 3]!) / 24) - share);
    if (Math.abs(widths) < Math.abs(nearest.ahead)) nearest = { ahead: widths, aside: acrossM / widthM, perDay };
  }
  return [nearest.ahead, nearest.aside, nearest.perDay, now, ...ahead];
}

/** The normal distribution by its logistic likeness, within 1 % (Johnson & Kotz 1970). */
const logistic = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));

/**
 * What a settlement point will read over the coming three days.
 * @param offset taken off every value, where the measure is a change: the level it is counted from.
 * @param limit in the sign of the measure.
 */
export function settlementForecast(
  one: SitePoint,
  sites: Sites,
  recordOf: (id: string) => PointRecord | undefined,
  time: EventTime,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  model: Model | null = shippedModels().get('settlement') ?? null,
): { readonly forecast: EvidenceForecast; readonly model?: NonNullable<Evidence['model']> } {
  const record = recordOf(one.point.id)!;
  const plain = plainSettlement(record);
  const features = (): number[] => settlementFeatures(one, record, plain, sites, recordOf, time);
  const bands = model ? corrected(plain, model.run(Float32Array.from(features()), 1), 0, SETTLEMENT_UNIT_MM) : plain;
  const [newest, level] = record.recent.at(-1)!;
  const points = bands.map((band, index) => ({
    time: eventTime(newest + SETTLEMENT_HOURS[index]! * HOUR_MS),
    low: hundredths(band.low - offset),
    median: hundredths(band.median - offset),
    high: hundredths(band.high - offset),
  }));
  const crossesAt = crossing([{ time: newest, median: level - offset }, ...points], limit);
  const forecast: EvidenceForecast = {
    method: model
      ? `trend of the last day, damped, corrected by the settlement model ${model.manifest.version}`
      : 'trend of the last day, damped',
    coverage: BAND_COVERAGE,
    points,
    ...(crossesAt !== undefined && { crossesAt }),
    probability: Math.max(...points.map((point) => beyondProbability(point, limit))),
  };
  return { forecast, ...(model && { model: modelEvidence(model) }) };
}

/** As the instrument tells it; and machines whose sums differ in the last bit tell the same. */
const hundredths = (mm: number): number => Math.round(mm * 100) / 100;

/** When the median first goes beyond the limit; between points, linear. */
function crossing(points: readonly { time: number; median: number }[], limit: number): EventTime | undefined {
  const beyond = (value: number): number => Math.sign(limit) * (value - limit);
  const index = points.findIndex(({ median }) => beyond(median) >= 0);
  if (index < 0) return undefined;
  const [before, after] = [points[index - 1], points[index]!];
  if (!before) return eventTime(after.time);
  const share = beyond(before.median) / (beyond(before.median) - beyond(after.median));
  return eventTime(Math.round(before.time + share * (after.time - before.time)));
}
