import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.smoke', family: 'city', alertKind: 'smoke', version: '1' } as const;

export const smokeParameters = z
  .strictObject({
    raisePercentM: z
      .number()
      .positive()
      .default(5)
      .describe(
        'Raised from this obscuration on, %/m. Ours, within the sensitivity of 1.6–12.5 %/m that UL 268 asks of smoke detectors: steam and cooking stay below.',
      ),
    clearPercentM: z.number().positive().default(4).describe('Clears below this obscuration, %/m. Ours.'),
    clearNeed: clearNeedParameter(2),
  })
  .refine(({ raisePercentM, clearPercentM }) => clearPercentM <= raisePercentM, {
    path: ['clearPercentM'],
    message: 'clears beyond where it raises',
  });
export type SmokeParameters = z.output<typeof smokeParameters>;
