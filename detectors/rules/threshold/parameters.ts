import { z } from 'zod';
import { isThingKind, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { clearNeedParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';

const thingKind = z.custom<ThingKindName>(
  (name) => typeof name === 'string' && isThingKind(name),
  'is no kind of thing',
);

const limit = z.strictObject({
  grade: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
    .describe('Grade while beyond this limit, 1 (I, worst) to 4 (IV).'),
  raise: z.number().describe("Raised when the value is beyond this, in the datastream's unit; at it is not beyond."),
  clear: z.number().describe("Cleared when the value is no longer beyond this, in the datastream's unit."),
});

const rule = z
  .strictObject({
    datastream: z.string().min(1).describe('Which datastream, by name.'),
    thingKinds: z.array(thingKind).optional().describe('Only of these kinds of thing; absent: of all.'),
    things: z.array(z.string()).optional().describe('Only of these things, by id; absent: of all.'),
    outsideModel: z
      .boolean()
      .default(false)
      .describe(
        'Only of things that the city model does not describe. Ours: those that it does describe may have a rule that knows their place.',
      ),
    direction: z
      .enum(['above', 'below', 'magnitude'])
      .default('above')
      .describe('Beyond is above the limit, below it, or above it whatever the sign. Ours: above.'),
    source: z
      .string()
      .default('configured')
      .describe('Where the limits come from: standard and clause, or the order that set them.'),
    need: needParameter(1),
    outOf: outOfParameter(1),
    clearNeed: clearNeedParameter(1),
    dwellS: z
      .number()
      .min(0)
      .default(0)
      .describe('How long the value must have been beyond, seconds from the first such reading. Ours: at once.'),
    limits: z.array(limit).min(1).max(4).describe('The limits, mildest first; each with its own grade.'),
  })
  .superRefine((given, context) => {
    const sign = given.direction === 'below' ? -1 : 1;
    given.limits.forEach(({ raise, clear, grade }, index) => {
      const milder = given.limits[index - 1];
      const fault = (message: string) => context.addIssue({ code: 'custom', path: ['limits', index], message });
      if (sign * clear > sign * raise) fault('clears beyond where it raises');
      if (milder && (grade >= milder.grade || sign * raise <= sign * milder.raise))
        fault('is not worse than the one before');
    });
    if (given.need > given.outOf) context.addIssue({ code: 'custom', path: ['need'], message: 'is more than outOf' });
  });
export type ThresholdRule = z.infer<typeof rule>;

export const thresholdParameters = (standard: readonly z.input<typeof rule>[]) =>
  z.strictObject({
    rules: z
      .array(rule)
      .prefault([...standard])
      .describe(
        'Limits by datastream, in its own unit; the first rule that fits a thing holds. Source: see `source` of each.',
      ),
  });
export type ThresholdParameters = { readonly rules: readonly ThresholdRule[] };
export type ThresholdRuleInput = z.input<typeof rule>;
