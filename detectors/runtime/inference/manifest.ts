import { z } from 'zod';

const score = z.strictObject({
  mae: z.number().min(0).describe('Mean absolute error of the median, in the unit of the target.'),
  pinball: z.number().min(0).describe('Mean pinball loss of the 10 %, 50 % and 90 % quantiles, in the same unit.'),
  coverage: z.number().min(0).max(1).describe('Share of what came that lay within the 80 % band.'),
});

/** A model judged on data that it was not trained on. */
const comparison = z.strictObject({
  data: z.string().min(1).describe('Which data, with seeds.'),
  examples: z.int().positive(),
  plain: score.describe('The plain method on them.'),
  model: score.describe('The model on the same.'),
});

/** What is written beside each model file: what it is, what it learnt from, and how well it does. */
export const modelManifest = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  file: z.string().regex(/^[\w.-]+\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  task: z.string().min(1).describe('What it tells, and in which unit.'),
  plainMethod: z
    .string()
    .min(1)
    .describe('What it corrects, what it must beat, and what takes over when it cannot run.'),
  trainedOn: z.string().min(1).describe('Data and seeds.'),
  trainedBy: z.string().min(1).describe('Script and its version.'),
  /** Rows are batched: `[n, features]` in, `[n, outputs]` out. */
  features: z.array(z.string()).min(1).describe('Each input of a row, in order.'),
  horizonsS: z
    .array(z.number().positive())
    .min(1)
    .describe('How far ahead each triple of outputs looks, seconds; 0.1, 0.5 and 0.9 quantile.'),
  heldOut: comparison,
  checks: z.array(comparison).describe('Other data, real series among them.'),
});
export type ModelManifest = z.infer<typeof modelManifest>;

/** A model ships only when it beats the plain method where it has not seen the data: by error, and by the loss of its band. */
export const beatsPlain = ({ heldOut: { plain, model } }: Pick<ModelManifest, 'heldOut'>): boolean =>
  model.mae < plain.mae && model.pinball < plain.pinball;
