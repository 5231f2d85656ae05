import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.loitering',
  family: 'vessel',
  alertKind: 'loitering',
  version: '1',
} as const satisfies VesselRule;

export const loiteringParameters = z.strictObject({
  radiusM: z
    .number()
    .positive()
    .default(500)
    .describe('Half the diagonal of the box that a loitering vessel does not leave, metres. Ours.'),
  minutes: z.number().positive().default(30).describe('How long it must stay inside, minutes. Ours.'),
  slowestKn: z
    .number()
    .min(0)
    .default(0.3)
    .describe('With a lower mean speed it lies made fast or at anchor without saying so, knots over ground. Ours.'),
  fastestKn: z
    .number()
    .positive()
    .default(4)
    .describe('Faster than this it is on its way and does not loiter, knots over ground. Ours.'),
  longestGapMinutes: z
    .number()
    .positive()
    .default(10)
    .describe('After a longer gap between two reports the stay counts from the start, minutes. Ours.'),
  exemptZones: z
    .array(z.enum(['anchorage', 'berth', 'fairway', 'harbour']))
    .default(['anchorage', 'berth'])
    .describe(
      'Kinds of zones in which vessels may stay. Ours; `harbour` is not among them, because harbour limits reach far out to sea.',
    ),
  clearNeed: clearNeedParameter(2),
});
export type LoiteringParameters = z.infer<typeof loiteringParameters>;
