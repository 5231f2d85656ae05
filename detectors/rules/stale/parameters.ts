import { z } from 'zod';
import { gradeParameter } from '../conditions/parameters.ts';

export const staleParameters = z.strictObject({
  datastreams: z
    .array(z.string())
    .default(['wind_speed', 'gust', 'wave_height', 'level', 'pressure', 'temperature', 'discharge', 'force'])
    .describe(
      'Datastreams that never stand still in nature, by name; a headcount or rain may well be the same for hours. Ours.',
    ),
  minutes: z
    .number()
    .positive()
    .default(360)
    .describe('Stale when the value has not changed in any digit for this long, minutes. Ours.'),
  readings: z
    .int()
    .min(2)
    .default(30)
    .describe(
      'and in at least this many readings, count, and in no less than the time in which the thing or its kind is due to send so many. Ours.',
    ),
  zeroIsStale: z
    .boolean()
    .default(false)
    .describe('Whether a value that stays 0 counts: a dry gauge and a calm do stay at 0. Ours: no.'),
  grade: gradeParameter(4),
});
export type StaleParameters = z.infer<typeof staleParameters>;
