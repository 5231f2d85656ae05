import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.crowding', alertKind: 'crowding', version: '1' } as const;

export const beachCrowdingParameters = z.strictObject({
  ...countingParameters,
  gradeShares: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive(), z.number().positive()])
    .default([1.4, 1.2, 1, 0.8])
    .describe(
      'People on the sand as a share of what it holds, for grades I to IV. Control from 80 %, no entry from 100 %: LB/T 034-2014 景区最大承载量核定导则; the two above are ours.',
    ),
  clearRatio: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.96)
    .describe(
      'Once raised it holds down to this share of the mildest limit. Ours: more than the counters’ noise of 3 %.',
    ),
  dwellS: dwellParameter(240, 'Ours: a coach party walks past in less.'),
  gapS: gapParameter(480, 'Ours: a shower empties the sand for less.'),
});
export type BeachCrowdingParameters = z.infer<typeof beachCrowdingParameters>;
