import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.closed_water', alertKind: 'closed_water', version: '1' } as const;

export const beachClosedWaterParameters = z.strictObject({
  ...countingParameters,
  manyPeople: z
    .int()
    .positive()
    .default(10)
    .describe(
      'From so many in closed water the grade is II, persons. Ours: more than two lifeguards can reach at once.',
    ),
  dwellS: dwellParameter(50, 'Ours: two pictures a minute apart, so that one bad frame raises nothing.'),
  gapS: gapParameter(
    540,
    'Ours: a swimmer behind waves, or beside the picture of a strand’s only camera, is missed for minutes.',
  ),
});
export type BeachClosedWaterParameters = z.infer<typeof beachClosedWaterParameters>;
