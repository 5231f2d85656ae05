import { z } from 'zod';
import { isThingKind, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { clearNeedParameter, needParameter } from '../conditions/parameters.ts';

const thingKind = z.custom<ThingKindName>(
  (name) => typeof name === 'string' && isThingKind(name),
  'is no kind of thing',
);

const limit = z.strictObject({
  grade: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .describe('Grade while the rate is beyond this limit, 1 (I, worst) to 4 (IV).'),
  perHour: z.number().positive().describe("Raised when the rate is beyond this, in the datastream's unit per hour."),
});

const rule = z
  .strictObject({
    datastream: z.string().min(1).describe('Which datastream, by name.'),
    thingKinds: z.array(thingKind).optional().describe('Only of these kinds of thing; absent: of all.'),
    things: z.array(z.string()).optional().describe('Only of these things, by id; absent: of all.'),
    direction: z
      .enum(['rising', 'falling', 'either'])
      .default('rising')
      .describe('Which way it must move. Ours: rising.'),
    source: z
      .string()
      .default('configured')
      .describe('Where the limits come from: standard and clause, or the order that set them.'),
    overMinutes: z
      .number()
      .positive()
      .describe('The rate is the slope over this stretch, minutes; with less than three quarters of it none is known.'),
    leastReadings: z.int().min(3).max(60).default(4).describe('and of at least so many readings, count. Ours.'),
    need: needParameter(2),
    clearNeed: clearNeedParameter(2),
    clearShare: z
      .number()
      .positive()
      .max(1)
      .default(0.7)
      .describe('Cleared when the rate is below this share of the mildest limit. Ours: hysteresis.'),
    limits: z.array(limit).min(1).max(4).describe('The limits, mildest first; each with its own grade.'),
  })
  .superRefine(({ limits }, context) => {
    limits.forEach(({ grade, perHour }, index) => {
      const milder = limits[index - 1];
      if (milder && (grade >= milder.grade || perHour <= milder.perHour))
        context.addIssue({ code: 'custom', path: ['limits', index], message: 'is not worse than the one before' });
    });
  });
export type RateRule = z.infer<typeof rule>;

export const rateParameters = z.strictObject({
  rules: z
    .array(rule)
    .default([])
    .describe(
      'Limits of change by datastream; the first rule that fits a thing holds. Ours: none. How fast is too fast depends on the place, and the control rates of works below ground have detectors of their own.',
    ),
});
export type RateParameters = z.infer<typeof rateParameters>;
