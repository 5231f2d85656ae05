import { z } from 'zod';
import { clearNeedParameter, gradeParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';
import { VESSEL_CLASSES } from '../vessels/vessel-class.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.restricted_area',
  family: 'vessel',
  alertKind: 'restricted_area',
  version: '1',
} as const satisfies VesselRule;

export const restrictedAreaParameters = z.strictObject({
  need: needParameter(2),
  outOf: outOfParameter(3),
  clearNeed: clearNeedParameter(2),
  dwellS: z
    .number()
    .min(0)
    .default(0)
    .describe('How long a vessel may be inside before an alert is raised, seconds from its first fix inside. Ours.'),
  exemptClasses: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['search_and_rescue', 'patrol', 'pilot'])
    .describe('Vessel classes that may enter, by ITU-R M.1371-5 table 53. Ours.'),
  grade: gradeParameter(2),
});
export type RestrictedAreaParameters = z.infer<typeof restrictedAreaParameters>;
