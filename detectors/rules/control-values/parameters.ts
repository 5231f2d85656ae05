import { z } from 'zod';

const share = (standard: number, text: string) => z.number().positive().max(5).default(standard).describe(text);

export const controlParameters = z
  .strictObject({
    yellowBothShare: share(
      0.7,
      'Yellow (III) when cumulative value and rate both reach this share of their control values. Usual practice after GB 50911-2013 §9.1, standard here; cities differ.',
    ),
    yellowOneShare: share(
      0.85,
      'Yellow (III) when one of them reaches this share of its control value. Usual practice after GB 50911-2013 §9.1, standard here; cities differ.',
    ),
    controlShare: share(
      1,
      'Orange (II) when one of them reaches this share of its control value, red (I) when both do. Usual practice after GB 50911-2013 §9.1, standard here; cities differ.',
    ),
    farShare: share(
      1.5,
      'Red (I) when one of them alone reaches this share of its control value. Ours: a collapse in karst is over before the second follows.',
    ),
    leastGrade: z
      .union([z.literal(2), z.literal(3)])
      .default(2)
      .describe(
        'The mildest grade that is raised: 2 from the control value on, 3 from yellow on. Ours: within its control values a point has no grade.',
      ),
    clearShare: share(
      0.9,
      'Clears when all are below this share of what raises. Ours: noise of levelling at the smallest control value.',
    ),
    clearNeed: z
      .int()
      .min(1)
      .max(20)
      .default(3)
      .describe('How many readings in a row must be below it before it clears, count. Ours.'),
    aloneNeed: z
      .int()
      .min(2)
      .max(8)
      .default(4)
      .describe(
        'Readings in a row that must be beyond where no neighbour has jumped, count. Ours: a spike or a loose contact does not last.',
      ),
    witnessShare: z
      .number()
      .min(0)
      .max(1)
      .default(0.85)
      .describe(
        'Where no neighbour has jumped, one within 100 m must have come to this share of a control value of its own, and the point is believed; 0 believes it alone. Ours: a sensor that drifts has no company, and ordinary work stays below.',
      ),
    jumpSigmas: z
      .number()
      .min(3)
      .max(20)
      .default(6)
      .describe('How many standard deviations of one reading make a jump, count. Ours: noise does it once in years.'),
  })
  .superRefine(({ clearShare, controlShare, farShare, yellowOneShare }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (clearShare >= controlShare) fault('clearShare', 'clears beyond where it raises');
    if (farShare < controlShare) fault('farShare', 'is below controlShare');
    if (yellowOneShare > controlShare) fault('yellowOneShare', 'is beyond controlShare');
  });
export type ControlParameters = z.infer<typeof controlParameters>;
