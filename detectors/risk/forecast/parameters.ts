import { z } from 'zod';
import { isThingKind, type ThingKindName } from '../../../geodata/model/thing-kinds.ts';

export const RULE = { id: 'city.forecast', family: 'city', alertKind: 'forecast', version: '1' } as const;

const thingKind = z.custom<ThingKindName>(
  (name) => typeof name === 'string' && isThingKind(name),
  'is no kind of thing',
);

const limit = z.strictObject({
  datastream: z.string().min(1).describe('Which datastream, by name.'),
  thingKinds: z.array(thingKind).min(1).describe('Of these kinds of thing.'),
  above: z.number().positive().describe("The limit that must not be passed, in the datastream's unit."),
  source: z.string().min(1).describe('Where the limit comes from: standard and clause, or the order that set it.'),
});

export const forecastParameters = z
  .strictObject({
    limits: z
      .array(limit)
      .prefault([
        {
          datastream: 'temperature',
          thingKinds: ['temperature'],
          above: 65,
          source: 'the pre-alarm of a process that warms up, as the threshold rule has it; ours',
        },
      ])
      .describe(
        'What is looked ahead to, in the unit of each datastream. Ours: processes that warm up, for they do so steadily; gusts of wind and gas in the open are better told when they come. Others are opted in here.',
      ),
    raiseProbability: z
      .number()
      .min(0.5)
      .max(0.99)
      .default(0.8)
      .describe('Raised when the limit is passed with at least this probability within the horizon, share. Ours.'),
    clearProbability: z
      .number()
      .min(0.01)
      .max(0.8)
      .default(0.4)
      .describe('Cleared when it is no longer this likely, share. Ours: half of what raises.'),
    need: z.int().min(1).max(10).default(2).describe('How many readings in a row must say so, count. Ours.'),
    clearNeed: z.int().min(1).max(20).default(3).describe('How many in a row must say no more, count. Ours.'),
    horizonS: z
      .number()
      .min(60)
      .max(7200)
      .default(1800)
      .describe('How far ahead is looked, seconds; no farther than twelve readings. Ours: time to get there.'),
    fromShare: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Only values beyond this share of the limit are forecast to pass it, share. Ours.'),
  })
  .superRefine(({ clearProbability, raiseProbability }, context) => {
    if (clearProbability >= raiseProbability)
      context.addIssue({ code: 'custom', path: ['clearProbability'], message: 'clears where it raises' });
  });
export type ForecastParameters = z.infer<typeof forecastParameters>;
export type ForecastLimit = ForecastParameters['limits'][number];
