import { z } from 'zod';
import { gradeParameter } from '../conditions/parameters.ts';

export const stuckParameters = z.strictObject({
  datastreams: z
    .array(z.string())
    .default([
      'wind_speed',
      'gust',
      'wave_height',
      'level',
      'pressure',
      'temperature',
      'discharge',
      'force',
      'settlement',
      'convergence',
      'displacement',
    ])
    .describe('Datastreams of quantities that never stand still, by name; counts, rain and alarms may. Ours.'),
  chance: z
    .number()
    .positive()
    .max(0.01)
    .default(1e-9)
    .describe(
      'Stuck when a run of equal readings is at most this likely for the series, by its own habit of repeating itself, probability. Ours: a city makes some million readings a day.',
    ),
  minutes: z
    .number()
    .positive()
    .default(120)
    .describe('and has lasted at least this long, minutes. Ours: a logger that hangs for an hour harms nobody.'),
  habitReadings: z
    .int()
    .min(10)
    .default(50)
    .describe('Readings after which the habit of a series is known, count. Ours.'),
  mostRepeats: z
    .number()
    .positive()
    .lt(1)
    .default(0.5)
    .describe(
      'A series that repeats its last value more often than this is constant by habit and not judged, share. Ours.',
    ),
  zeroIsStuck: z
    .boolean()
    .default(false)
    .describe('Whether a value that stays 0 counts: a dry bed and a calm do stay at 0. Ours: no.'),
  grade: gradeParameter(4),
});
export type StuckParameters = z.infer<typeof stuckParameters>;
