import { z } from 'zod';
import { clearNeedParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.overspeed',
  family: 'vessel',
  alertKind: 'overspeed',
  version: '1',
} as const satisfies VesselRule;

export const overspeedParameters = z.strictObject({
  limitKnByClass: z
    .record(z.string(), z.number().positive())
    .default({})
    .describe('Speed limits outside of speed limit zones, knots over ground, by vessel class. Ours: none.'),
  marginKn: z
    .number()
    .min(0)
    .default(0.5)
    .describe(
      'Raised only above limit plus margin, cleared at the limit, knots. Ours: covers the noise of GNSS speed.',
    ),
  need: needParameter(3),
  outOf: outOfParameter(5),
  clearNeed: clearNeedParameter(2),
  gradeRatios: z
    .tuple([z.number().min(1), z.number().min(1), z.number().min(1)])
    .default([3, 2, 1.5])
    .describe('Speed as a multiple of the limit from which the grade is I, II, III; below it is IV. Ours.'),
});
export type OverspeedParameters = z.infer<typeof overspeedParameters>;
