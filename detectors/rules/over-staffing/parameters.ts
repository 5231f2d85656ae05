import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.over_staffing', family: 'city', alertKind: 'over_staffing', version: '1' } as const;

export const overStaffingParameters = z.strictObject({
  shiftsPerDay: z
    .number()
    .min(1)
    .max(4)
    .default(2)
    .describe('Shifts into which the staff of an enterprise is divided, count. Ours: day and night.'),
  overShare: z
    .number()
    .min(1)
    .max(5)
    .default(1.2)
    .describe(
      'Most people in a room over its own shift, share, rounded up. Ours: the change-over; the ceilings of sectors (dust: GB 15577-2018; fireworks: GB 11652) are per process and are configured.',
    ),
  least: z.int().min(1).default(3).describe('A room may hold at least so many, persons. Ours.'),
  jumpShare: z
    .number()
    .min(0)
    .max(5)
    .default(0.2)
    .describe(
      'Raised only when so many more than lately have come, share of the limit. Ours: the zero of a counter drifts slowly, people come together.',
    ),
  clearNeed: clearNeedParameter(2),
});
export type OverStaffingParameters = z.output<typeof overStaffingParameters>;
