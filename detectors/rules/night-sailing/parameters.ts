import { z } from 'zod';
import { clearNeedParameter, gradeParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';
import { VESSEL_CLASSES } from '../vessels/vessel-class.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.night_sailing',
  family: 'vessel',
  alertKind: 'night_sailing',
  version: '1',
} as const satisfies VesselRule;

export const nightSailingParameters = z.strictObject({
  classes: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['leisure'])
    .describe('Vessel classes that must not sail at night; leisure is ITU-R M.1371-5 table 53 types 36 and 37. Ours.'),
  underWayKn: z
    .number()
    .positive()
    .default(1)
    .describe('Faster than this over ground is under way, knots; at half of it the vessel has stopped. Ours.'),
  sunAltitudeDeg: z
    .number()
    .min(-18)
    .max(0)
    .default(-6)
    .describe(
      "Night is while the sun's centre is below this altitude at the place, degrees; −6° is the end of civil twilight (Explanatory Supplement to the Astronomical Almanac).",
    ),
  need: needParameter(3),
  outOf: outOfParameter(5),
  clearNeed: clearNeedParameter(3),
  grade: gradeParameter(3),
});
export type NightSailingParameters = z.infer<typeof nightSailingParameters>;
