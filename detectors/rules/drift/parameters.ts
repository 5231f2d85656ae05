import { z } from 'zod';
import { isThingKind, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { gradeParameter } from '../conditions/parameters.ts';

const thingKind = z.custom<ThingKindName>(
  (name) => typeof name === 'string' && isThingKind(name),
  'is no kind of thing',
);

const rule = z.strictObject({
  datastream: z.string().min(1).describe('Which datastream, by name.'),
  thingKind: thingKind.describe('Of which kind of thing: only its like is compared with it.'),
  openAirOnly: z
    .boolean()
    .default(false)
    .describe('Whether things that watch an asset of their own (a workshop, a pit) are left out.'),
  compare: z
    .enum(['difference', 'ratio'])
    .describe('What should stay the same between neighbours: their difference, or their ratio, in per cent.'),
  leastMean: z
    .number()
    .default(0)
    .describe("Of a ratio: with the neighbours' median at or below this nothing is compared, in the series' unit."),
  tolerance: z
    .number()
    .positive()
    .describe("A departure beyond this is a drift, in the series' unit, or per cent for a ratio."),
  source: z.string().default('configured').describe('Where the tolerance comes from.'),
});
export type DriftRule = z.infer<typeof rule>;
export type DriftRuleInput = z.input<typeof rule>;

export const driftParameters = (standard: readonly DriftRuleInput[]) =>
  z.strictObject({
    rules: z
      .array(rule)
      .prefault([...standard])
      .describe('What is compared with its neighbours; source: see `source` of each.'),
    radiusKm: z
      .number()
      .positive()
      .default(25)
      .describe('Neighbours stand no further away than this, kilometres. Ours: one weather, one bay.'),
    mostNeighbours: z.int().min(2).max(30).default(8).describe('The nearest so many are asked, count. Ours.'),
    leastNeighbours: z.int().min(2).default(2).describe('With fewer nobody can tell, count. Ours.'),
    baselineHours: z
      .number()
      .positive()
      .default(3)
      .describe('What a series departs from is its median departure over its first hours, hours. Ours.'),
    need: z
      .int()
      .min(2)
      .default(4)
      .describe('Half hours in a row, all on one side and beyond the tolerance, before it is told, count. Ours.'),
    noises: z
      .number()
      .min(0)
      .default(6)
      .describe('and beyond so many standard deviations of its own half-hourly noise, count. Ours.'),
    clearShare: z
      .number()
      .positive()
      .max(1)
      .default(0.6)
      .describe('Cleared below this share of the tolerance, as many half hours in a row. Ours: hysteresis.'),
    grade: gradeParameter(4),
  });
export type DriftParameters = z.infer<ReturnType<typeof driftParameters>>;
