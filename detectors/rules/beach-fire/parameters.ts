import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.fire', alertKind: 'fire', version: '1' } as const;

export const beachFireParameters = z.strictObject({
  ...countingParameters,
  manyFires: z.int().positive().default(3).describe('From so many at once the grade is II, fires. Ours.'),
  windMps: z
    .number()
    .positive()
    .default(8)
    .describe('From this mean wind on the grade is II, m/s: fresh breeze (Beaufort 5, 8.0 m/s) carries sparks. Ours.'),
  dwellS: dwellParameter(50, 'Ours: two pictures a minute apart; a lighter or a lamp shows in one.'),
  gapS: gapParameter(900, 'Ours: embers flare up again.'),
});
export type BeachFireParameters = z.infer<typeof beachFireParameters>;
