import { z } from 'zod';
import { VESSEL_CLASSES } from '../vessels/vessel-class.ts';
import type { VesselRule } from '../vessels/vessel-finding.ts';

export const RULE = {
  id: 'vessel.close_quarters',
  family: 'vessel',
  alertKind: 'close_quarters',
  version: '2',
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
  harbourTcpaS: z
    .number()
    .positive()
    .max(3600)
    .default(300)
    .describe('The same where either vessel is in a harbour zone, seconds: there courses change soon. Ours.'),
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
    .default(3)
    .describe('Scans in a row that must agree before an alert is raised, count. Ours.'),
  needReports: z
    .int()
    .min(1)
    .max(5)
    .default(2)
    .describe(
      'Reports of each vessel that must agree too, count. Ours: a class B set reports every 30 s (ITU-R M.1371-5 table 2), and one report of a boat that turns says little.',
    ),
  urgentTcpaS: z
    .number()
    .min(0)
    .default(60)
    .describe('With no more time than this to the closest approach one report of each is enough, seconds. Ours.'),
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
  stillKn: z
    .number()
    .min(0)
    .default(0.5)
    .describe(
      'A vessel slower than this counts as made fast unless it says that it is not under command, knots over ground. Ours: in recordings, three of four predicted encounters were with vessels at a quay whose status had not been changed.',
    ),
  companyKn: z
    .number()
    .min(0)
    .default(1)
    .describe('Two vessels whose velocities differ by less than this sail in company, knots. Ours.'),
  excusedClasses: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['pilot'])
    .describe('Vessel classes that come alongside by trade, by ITU-R M.1371-5 table 53. Ours.'),
  escortClasses: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['tug', 'patrol', 'search_and_rescue'])
    .describe('Vessel classes that often accompany others, by ITU-R M.1371-5 table 53. Ours.'),
  escortKn: z
    .number()
    .min(0)
    .default(8)
    .describe('Such a vessel is excused while its velocity differs from the other one by less than this, knots. Ours.'),
  servedClasses: z
    .array(z.enum(VESSEL_CLASSES))
    .default(['tug', 'cargo', 'tanker'])
    .describe(
      'Vessel classes that tugs work alongside of, at any speed, by ITU-R M.1371-5 table 53. Ours: being close is their work.',
    ),
  longestAgeS: z
    .number()
    .positive()
    .default(120)
    .describe(
      'A vessel whose last report is older is left out, seconds. Ours: four class B intervals of ITU-R M.1371-5 table 2.',
    ),
});
export type CloseQuartersParameters = z.infer<typeof closeQuartersParameters>;
