import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.tent', alertKind: 'tent', version: '1' } as const;

export const beachTentParameters = z.strictObject({
  ...countingParameters,
  manyTents: z
    .int()
    .positive()
    .default(5)
    .describe('From so many the grade is III, tents. Ours: a camp, not a couple.'),
  dwellS: dwellParameter(230, 'Ours: pictures over four minutes; a sunshade goes up and down in less.'),
  gapS: gapParameter(
    900,
    'Ours: by night and in rain a camera misses a tent for several minutes; nobody strikes and pitches one so fast.',
  ),
});
export type BeachTentParameters = z.infer<typeof beachTentParameters>;
