import { z } from 'zod';
import { clearNeedParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.anchor_drag',
  family: 'vessel',
  alertKind: 'anchor_drag',
  version: '2',
} as const satisfies VesselRule;

export const anchorDragParameters = z.strictObject({
  chainM: z
    .number()
    .positive()
    .default(200)
    .describe('Horizontal reach of the anchor chain, metres. Ours: about six to eight times a depth of 25–30 m.'),
  lengthM: z
    .number()
    .positive()
    .default(50)
    .describe('Length of a vessel that does not tell its own, metres; it swings on the chain. Ours.'),
  marginM: z
    .number()
    .min(0)
    .default(50)
    .describe(
      'Added to chain and length to give the swing circle, metres. Ours: covers GNSS and the unknown place of the anchor.',
    ),
  slowestKn: z
    .number()
    .min(0)
    .default(0.3)
    .describe('A vessel outside its circle drags only while it moves faster than this, knots over ground. Ours.'),
  fastestKn: z
    .number()
    .positive()
    .default(4)
    .describe('Faster than this it sails and has forgotten to change its status, knots over ground. Ours.'),
  // Ships at anchor report every three minutes (ITU-R M.1371-5 table 1): a third report would cost as many.
  need: needParameter(2),
  outOf: outOfParameter(3),
  clearNeed: clearNeedParameter(5),
});
export type AnchorDragParameters = z.infer<typeof anchorDragParameters>;
