import { z } from 'zod';
import { VESSEL_CLASSES } from '../vessels/vessel-class.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.close_quarters',
  family: 'vessel',
  alertKind: 'close_quarters',
  version: '1',
} as const satisfies VesselRule;

export const closeQuartersParameters = z.strictObject({
  dcpaNm: z
    .number()
    .positive()
    .max(10)
    .default(0.3)
    .describe('Closest distance below which an encounter is too close, nautical miles. Ours.'),
  harbourDcpaNm: z
    .number()
    .positive()
    .max(10)
    .default(0.1)
    .describe('The same where either vessel is in a harbour zone, nautical miles. Ours.'),
  tcpaS: z
    .number()
    .positive()
    .max(3600)
    .default(600)
    .describe('How far ahead the closest approach may be, seconds. Ours.'),
  clearRatio: z
    .number()
    .min(1)
    .default(1.3)
    .describe(
      'Clears when the predicted distance is this multiple of the limit, or the closest approach has passed. Ours.',
    ),
  need: z
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe('Scans in a row that must agree before an alert is raised, count. Ours.'),
  clearNeed: z
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe('Scans in a row that must be free before it clears, count. Ours.'),
  slowKn: z
    .number()
    .min(0)
    .default(2)
    .describe('Two vessels that are both slower than this have room and time, knots over ground. Ours.'),
  companyKn: z
    .number()
    .min(0)
    .default(1)
    .describe('Two vessels whose velocities differ by less than this sail in company, knots. Ours.'),
  escortClasses: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['tug', 'pilot'])
    .describe('Vessel classes whose work is to go close, by ITU-R M.1371-5 table 53. Ours.'),
  escortKn: z
    .number()
    .min(0)
    .default(4)
    .describe('Such a vessel is excused while its velocity differs from the other one by less than this, knots. Ours.'),
  longestAgeS: z
    .number()
    .positive()
    .default(120)
    .describe(
      'A vessel whose last report is older is left out, seconds. Ours: four class B intervals of ITU-R M.1371-5 table 2.',
    ),
});
export type CloseQuartersParameters = z.infer<typeof closeQuartersParameters>;
