import { z } from 'zod';
import { gradeParameter } from '../conditions/parameters.ts';

export const missingParameters = z.strictObject({
  intervals: z
    .number()
    .min(1)
    .default(3)
    .describe(
      'Missing after this many expected intervals without a reading, count. Ours, as for the state `stale` of a thing.',
    ),
  grade: gradeParameter(4),
});
export type MissingParameters = z.infer<typeof missingParameters>;
