import { z } from 'zod';
import { MATTERS } from './matters.ts';

export const RULE = {
  id: 'city.complaint_hotspot',
  family: 'city',
  alertKind: 'complaint_hotspot',
  version: '1',
} as const;

export const complaintHotspotParameters = z.strictObject({
  leftOut: z
    .array(z.enum(MATTERS.map(({ id }) => id)))
    .default(MATTERS.filter(({ answered }) => answered !== undefined).map(({ id }) => id))
    .describe(
      'Matters that are never a hotspot, by id. Ours: those that one report is enough for, and those that instruments follow; a city without trackers or headcounts takes theirs out of the list.',
    ),
  leastReports: z
    .int()
    .min(2)
    .default(3)
    .describe('Fewer reports are never a hotspot, count. Ours: 多人同诉 is counted from the third person.'),
  significance: z
    .number()
    .positive()
    .max(0.2)
    .default(0.01)
    .describe(
      'How likely an everyday day may show, of one matter and anywhere in the city, as strong a cluster as the one that raises, share. Ours: with some twenty matters one false hotspot in several days at most.',
    ),
  replicates: z
    .int()
    .min(99)
    .max(9999)
    .default(499)
    .describe(
      'Simulated everyday days that the likelihood ratio is ranked among, count (Monte Carlo test after Dwass 1957, as in Kulldorff 1997).',
    ),
  peakFactor: z
    .number()
    .min(1)
    .default(2.5)
    .describe(
      'How much busier than the mean of the day the busiest hours are: everyday rates count as that busy at any hour, ratio. Ours: published curves of hotlines peak at 2 to 2.5 times their mean.',
    ),
  joinM: z
    .number()
    .positive()
    .default(1200)
    .describe(
      'Reports of the matter this near to the middle of a hotspot belong to it, metres. Ours: the largest window and some of its edge.',
    ),
  quietMin: z
    .number()
    .positive()
    .default(120)
    .describe('A hotspot clears when nobody has reported for so long, minutes. Ours: half of the longest window.'),
  manyReports: z
    .int()
    .min(3)
    .default(30)
    .describe('From so many reports on the grade is that of many people, count. Ours.'),
  grade: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .default(3)
    .describe('Grade of the alert, 1 (I, worst) to 4 (IV). Ours.'),
  gradeOfMany: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .default(2)
    .describe('Grade from `manyReports` on, 1 (I, worst) to 4 (IV). Ours.'),
  learnDays: z
    .number()
    .positive()
    .default(7)
    .describe(
      'The assumed everyday rate weighs as much as so many days of the city’s own reports, days. Ours: a week has all its weekdays.',
    ),
});
export type ComplaintHotspotParameters = z.infer<typeof complaintHotspotParameters>;
