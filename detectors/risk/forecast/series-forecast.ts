import type { Evidence } from '../../finding.ts';
import { type Model, modelEvidence, shippedModels } from '../../runtime/inference/models.ts';
import { type Band, corrected } from '../../runtime/inference/quantiles.ts';
import { type ForecasterState, HORIZON_STEPS, plainBands, WINDOW } from './plain-forecaster.ts';

export const FORECAST_FEATURES: readonly string[] = [
  ...Array.from({ length: WINDOW - 1 }, (_, index) => `value_${WINDOW - 1 - index}_steps_ago`),
  ...HORIZON_STEPS.map((steps) => `plain_median_${steps}_steps`),
  ...HORIZON_STEPS.map((steps) => `log_plain_half_width_${steps}_steps`),
  'log_scale_of_value',
];

/** The newest readings and the plain forecast, in scales of the series and relative to the newest reading: a series of any unit looks alike. */
export function forecastFeatures(state: ForecasterState, plain: readonly Band[]): number[] {
  const { recent, scale } = state;
  const newest = recent.at(-1)!;
  const soft = (value: number): number => Math.asinh((value - newest) / scale);
  return [
    ...recent.slice(0, -1).map(soft),
    ...plain.map(({ median }) => soft(median)),
    ...plain.map(({ median, high }) => Math.log(Math.max(1e-3, (high - median) / scale))),
    Math.log10(scale / Math.max(1e-9, Math.abs(newest) + scale)),
  ];
}

export interface SeriesForecast {
  readonly bands: readonly Band[];
  readonly method: string;
  readonly model?: NonNullable<Evidence['model']>;
}

/** The coming steps: the plain forecaster's, corrected by the model once the window is full and where a model is at work. */
export function seriesForecast(
  state: ForecasterState,
  model: Model | null = shippedModels().get('forecast') ?? null,
): SeriesForecast {
  const plain = plainBands(state);
  if (!model || state.recent.length < WINDOW) return { bands: plain, method: 'damped trend with adaptive bands' };
  const output = model.run(Float32Array.from(forecastFeatures(state, plain)), 1);
  return {
    bands: corrected(plain, output, 0, state.scale),
    method: `damped trend, corrected by the forecaster ${model.manifest.version}`,
    model: modelEvidence(model),
  };
}
