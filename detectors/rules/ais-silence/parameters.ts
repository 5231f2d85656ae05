import { z } from 'zod';
import { gradeParameter } from '../conditions/parameters.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.ais_silence',
  family: 'vessel',
  alertKind: 'ais_silence',
  version: '2',
} as const satisfies VesselRule;

export const aisSilenceParameters = z.strictObject({
  silenceS: z.number().positive().default(600).describe('Shortest silence that counts, seconds of heard time. Ours.'),
  intervals: z
    .number()
    .min(1)
    .default(10)
    .describe('Reporting intervals (ITU-R M.1371-5 tables 1 and 2) that must be missed, count. Ours.'),
  usualGaps: z
    .number()
    .min(1)
    .default(3)
    .describe(
      'How many times its own longest recent gap a vessel must be silent, so that weak reception raises nothing. Ours.',
    ),
  underWayKn: z
    .number()
    .min(0)
    .default(1)
    .describe('Only vessels whose last report was faster than this are watched, knots over ground. Ours.'),
  feedGapS: z
    .number()
    .positive()
    .default(180)
    .describe(
      'Without any other vessel heard nearby for this long the receiver is taken to be deaf, and time does not count, seconds. The longest interval of ITU-R M.1371-5 table 1.',
    ),
  nearbyDeg: z
    .number()
    .min(0.01)
    .max(10)
    .default(0.25)
    .describe(
      'Nearby is the same or a neighbouring cell of a grid of this size, degrees; 0.25° is 15 nautical miles of latitude. Ours.',
    ),
  grade: gradeParameter(3),
});
export type AisSilenceParameters = z.infer<typeof aisSilenceParameters>;
