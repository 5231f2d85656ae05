import { z } from 'zod';
import { isThingKind, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';
import { gradeParameter } from '../../rules/conditions/parameters.ts';

const thingKind = z.custom<ThingKindName>(
  (name) => typeof name === 'string' && isThingKind(name),
  'is no kind of thing',
);

const watched = z.strictObject({
  datastream: z.string().min(1).describe('Which datastream, by name.'),
  thingKinds: z.array(thingKind).optional().describe('Only of these kinds of thing; absent: of all.'),
  things: z.array(z.string()).optional().describe('Only of these things, by id; absent: of all.'),
});
export type Watched = z.infer<typeof watched>;

export const anomalyParameters = (standard: readonly Watched[]) =>
  z.strictObject({
    series: z
      .array(watched)
      .default([...standard])
      .describe(
        'Which series are watched. Opt in: one costs about 4 µs a mean and 35 kB of memory in a snapshot. Ours: few that have a daily rhythm and no limits of their own.',
      ),
    everyMinutes: z
      .number()
      .min(1)
      .max(60)
      .default(5)
      .describe('Readings are judged as means over so many minutes, min. Source: the usual step of the NAB series.'),
    historyDays: z
      .number()
      .min(1)
      .default(7)
      .describe('How long a series is learnt before anything is told, days. Ours: each day of the week once.'),
    mostUnexplained: z
      .number()
      .positive()
      .default(0.7)
      .describe(
        'Only series with a daily rhythm are judged: the mean deviation from the usual value of the hour must be less than this share of that from the usual value at all. Ours.',
      ),
    surprise: z
      .number()
      .positive()
      .default(3)
      .describe(
        'How rare, decades: the power mean (exponent 3) of −log10 p over the views of the series. Ours, strict on purpose: at most about one false alarm in a sensor-year on simulated rhythms with noise, drift or bursts; the best for NAB is 1.7.',
      ),
    calm: z
      .int()
      .min(1)
      .default(24)
      .describe('Clears after so many means in a row with less than a third of that, count. Ours: two hours.'),
    grade: gradeParameter(4),
  });
export type AnomalyParameters = z.infer<ReturnType<typeof anomalyParameters>>;
