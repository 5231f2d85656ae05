import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.crowding', family: 'city', alertKind: 'crowding', version: '1' } as const;

const share = (standard: number, what: string) => z.number().positive().max(5).default(standard).describe(what);

export const crowdingParameters = z
  .strictObject({
    fullShare: share(
      1,
      'Headcount over capacity from which it is grade IV, share. Source: the greatest carrying capacity that LB/T 034-2014 has managers publish must not be exceeded.',
    ),
    overShare: share(
      1.2,
      'From here on it is grade III, share of capacity. Ours: crowd plans grade by share of capacity.',
    ),
    crushShare: share(
      1.4,
      'From here on it is grade II, share of capacity. Ours: crowd plans grade by share of capacity.',
    ),
    clearShare: share(0.92, 'Clears below this share of capacity. Ours: twice the error of a counter.'),
    aheadFromShare: share(
      0.95,
      'From this share of capacity on a clear trend of the last ten minutes counts as well. Ours: below it a trend of minutes says nothing.',
    ),
    aheadS: z
      .number()
      .min(0)
      .max(1800)
      .default(120)
      .describe(
        'Raised when the trend reaches capacity within this time, seconds; 0: only when it is reached. Ours: one reading.',
      ),
    sureShare: share(
      1.05,
      'From this share of capacity on one reading, or the trend, is enough; below it a second reading must agree. Ours: more than the error of a counter.',
    ),
    impossibleShare: share(3, 'Above this share of capacity the counter is at fault. Ours: nobody fits in any more.'),
    clearNeed: clearNeedParameter(2),
  })
  .superRefine(({ clearShare, aheadFromShare, fullShare, overShare, crushShare, impossibleShare }, context) => {
    const order = { clearShare, aheadFromShare, fullShare, overShare, crushShare, impossibleShare };
    const names = Object.keys(order) as (keyof typeof order)[];
    names.slice(1).forEach((name, index) => {
      if (order[name] < order[names[index]!])
        context.addIssue({ code: 'custom', path: [name], message: `is less than ${names[index]}` });
    });
  });
export type CrowdingParameters = z.output<typeof crowdingParameters>;
