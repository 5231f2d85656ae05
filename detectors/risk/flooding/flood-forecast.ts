import type { LowPoint } from '../../../geodata/city/city-model.ts';
import type { Evidence } from '../../finding.ts';
import { type Model, modelEvidence, shippedModels } from '../../runtime/inference/models.ts';
import { corrected } from '../../runtime/inference/quantiles.ts';
import { type FloodBasin, type FloodHistory, type FloodPoint, lagS, plainForecast } from './plain-forecast.ts';

/** A low point as the model looks at it. */
export interface ForecastBasin extends FloodBasin {
  readonly low: Pick<LowPoint, 'kind'>;
}

export interface FloodForecast {
  readonly points: readonly FloodPoint[];
  readonly method: string;
  /** Absent where the plain method spoke. */
  readonly model?: NonNullable<Evidence['model']>;
}

/** What one unit of the model's outputs is, m. Ours: the size of an ordinary error of the plain method. */
export const FLOOD_UNIT_M = 0.1;
const KINDS: readonly LowPoint['kind'][] = ['underpass', 'street', 'underground_entrance', 'village', 'depression'];
/** Rain and depth are looked at over spans of so many minutes. */
const RAIN_MIN = [5, 10, 15, 30, 45, 60, 90, 120];
const DEPTH_MIN = [5, 10, 15, 20, 30, 45, 60];
/** What the plain method expects, minutes ahead. */
const PLAIN_MIN = [5, 15, 30, 45, 60];
const STEP_S = 300;

export const FLOOD_FEATURES: readonly string[] = [
  'depth_m',
  'rise_m_per_h',
  ...DEPTH_MIN.map((minutes) => `rise_since_${minutes}_min_m`),
  ...RAIN_MIN.map((minutes) => `rain_${minutes}_min_mm_per_h`),
  ...PLAIN_MIN.map((minutes) => `plain_change_${minutes}_min_m`),
  ...PLAIN_MIN.map((minutes) => `plain_spread_${minutes}_min_m`),
  'lag_h',
  'log_area_m2',
  'runoff',
  'log_pond_m2',
  'drain_m3s',
  'drain_mm_per_h',
  ...KINDS.map((kind) => `is_${kind}`),
];

/** What is known now, as the model takes it. */
export function floodFeatures(basin: ForecastBasin, history: FloodHistory, plain: readonly FloodPoint[]): number[] {
  const { depthM, before, rainMm, binS } = history;
  const rise = before && before.secondsAgo > 0 ? ((depthM - before.depthM) / before.secondsAgo) * 3600 : 0;
  const rainOf = (minutes: number): number =>
    (rainMm.slice(-Math.round((minutes * 60) / binS)).reduce((sum, mm) => sum + mm, 0) * 60) / minutes;
  const at = (minutes: number): FloodPoint => plain[(minutes * 60) / STEP_S - 1]!;
  return [
    depthM,
    rise,
    ...DEPTH_MIN.map((minutes) => depthM - depthAgo(history, minutes * 60)),
    ...RAIN_MIN.map(rainOf),
    ...PLAIN_MIN.map((minutes) => at(minutes).median - depthM),
    ...PLAIN_MIN.map((minutes) => at(minutes).high - at(minutes).low),
    lagS(basin.areaM2) / 3600,
    Math.log10(basin.areaM2),
    basin.runoff,
    Math.log10(basin.pondM2),
    basin.drainM3s,
    (basin.drainM3s / (basin.areaM2 * basin.runoff)) * 3.6e6,
    ...KINDS.map((kind) => (basin.low.kind === kind ? 1 : 0)),
  ];
}

/** Between readings, linear; the oldest before all, and the present one where there is none. */
function depthAgo({ depthM, earlier = [] }: FloodHistory, secondsAgo: number): number {
  let after = { depthM, secondsAgo: 0 };
  for (const reading of earlier.toReversed()) {
    if (reading.secondsAgo >= secondsAgo) {
      const span = reading.secondsAgo - after.secondsAgo;
      const share = span > 0 ? (secondsAgo - after.secondsAgo) / span : 0;
      return after.depthM + share * (reading.depthM - after.depthM);
    }
    after = reading;
  }
  return after.depthM;
}

/** Depths of the coming hour, every 5 minutes: the plain method's, corrected by the model where one is at work. */
export function floodForecast(
  basin: ForecastBasin,
  history: FloodHistory,
  model: Model | null = shippedModels().get('flooding') ?? null,
): FloodForecast {
  const plain = plainForecast(basin, history);
  if (!model)
    return { points: plain, method: 'rational method through a linear reservoir, rain fading by persistence' };
  const output = model.run(Float32Array.from(floodFeatures(basin, history, plain)), 1);
  const bands = corrected(plain, output, 0, FLOOD_UNIT_M);
  return {
    points: bands.map(({ low, median, high }, index) => ({
      inS: plain[index]!.inS,
      low: depth(low),
      median: depth(median),
      high: depth(high),
    })),
    method: `rational method through a linear reservoir, corrected by the flood model ${model.manifest.version}`,
    model: modelEvidence(model),
  };
}

/** To the millimetre, so that machines whose sums differ in the last bit tell the same. */
const depth = (metres: number): number => Math.max(0, Math.round(metres * 1000) / 1000);
