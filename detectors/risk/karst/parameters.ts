import { z } from 'zod';

export const RULE = { id: 'underground.karst', family: 'underground', alertKind: 'karst', version: '1' } as const;

export const karstParameters = z.strictObject({
  jumpSigmas: z
    .number()
    .min(3)
    .max(20)
    .default(6)
    .describe('How many standard deviations of one reading make a jump, count. Ours: noise does it once in years.'),
  leastGroundPoints: z
    .int()
    .min(1)
    .max(20)
    .default(2)
    .describe(
      'Points of ground and lining near the face that must have jumped, count. Ours: one alone may be an instrument.',
    ),
  waterReachM: z
    .number()
    .positive()
    .max(2000)
    .default(400)
    .describe(
      'Wells within this of the face are asked for the water that runs in, metres. Ours: the drawdown by Theis (1935) in karst is felt there within the hour.',
    ),
  togetherS: z
    .number()
    .positive()
    .default(7200)
    .describe('Ground and water must have moved within this, seconds. Ours: two readings of the slowest instrument.'),
  quietS: z
    .number()
    .positive()
    .default(7200)
    .describe(
      'Clears when no point near the face has jumped for this long, seconds. Ours: two readings of the slowest instrument.',
    ),
});
export type KarstParameters = z.infer<typeof karstParameters>;
