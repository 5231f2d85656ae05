import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.stranding', alertKind: 'stranding', version: '1' } as const;

export const beachStrandingParameters = z.strictObject({
  ...countingParameters,
  packingS: z
    .number()
    .min(0)
    .default(840)
    .describe('Time to hear of it and pack up, seconds. Ours: a quarter of an hour or so, what managers count with.'),
  walkMps: z
    .number()
    .positive()
    .default(0.9)
    .describe(
      'Speed on soft sand, m/s. Level ground would be 1.34 (Weidmann 1993, Transporttechnik der Fußgänger); the deduction is ours.',
    ),
  leastLeaveS: z
    .number()
    .min(0)
    .default(1200)
    .describe(
      'Nobody is called stranded sooner than this, however near the exit, seconds. Ours: groups wait for each other.',
    ),
  people: z.number().positive().default(5).describe('From so many on, persons. Ours: fewer are a family packing up.'),
  clearPeople: z.number().min(0).default(2).describe('Fewer than so many end it, persons. Ours.'),
  manyPeople: z
    .tuple([z.number(), z.number(), z.number()])
    .default([20, 100, 300])
    .describe(
      'Each of these numbers reached makes it one grade worse than two below the warning’s own, persons. Ours.',
    ),
  dwellS: dwellParameter(0, 'Ours: they had their time.'),
  gapS: gapParameter(480, 'Ours.'),
});
export type BeachStrandingParameters = z.infer<typeof beachStrandingParameters>;
