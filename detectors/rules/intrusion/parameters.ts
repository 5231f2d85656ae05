import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.intrusion', family: 'city', alertKind: 'intrusion', version: '1' } as const;

const hour = (standard: number, what: string) => z.number().min(0).max(24).default(standard).describe(what);

export const intrusionParameters = z.strictObject({
  openFromH: hour(
    7.25,
    'People may be inside from this hour on, local hours. Ours: a day shift from 8 and three quarters of an hour to come.',
  ),
  openToH: hour(
    18.75,
    'People may be inside until this hour, local hours. Ours: a day shift to 18 and three quarters of an hour to go.',
  ),
  allNightTrades: z
    .string()
    .default('化|冶|炼|钢|电子|数据|冷')
    .describe('Trades that work round the clock, as a regular expression; they are never closed. Ours.'),
  least: z
    .int()
    .min(2)
    .default(2)
    .describe(
      'So many more people than in the last half hour are an intrusion, persons. Ours: a counter errs by one, and a zero that drifts does so slowly.',
    ),
  clearNeed: clearNeedParameter(2),
});
export type IntrusionParameters = z.output<typeof intrusionParameters>;
