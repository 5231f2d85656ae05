import { z } from 'zod';
import { clearNeedParameter } from '../../rules/conditions/parameters.ts';

export const RULE = { id: 'city.gas_leak', family: 'city', alertKind: 'gas_leak', version: '1' } as const;

export const gasLeakParameters = z
  .strictObject({
    firstLel: z
      .number()
      .positive()
      .max(100)
      .default(25)
      .describe('First alarm, grade II, %LEL. Source: GB/T 50493-2019 §5.5.2, at most 25 %LEL.'),
    secondLel: z
      .number()
      .positive()
      .max(100)
      .default(50)
      .describe('Second alarm, grade I, %LEL. Source: GB/T 50493-2019 §5.5.2, at most 50 %LEL.'),
    clearLel: z.number().positive().max(100).default(20).describe('Clears below this, %LEL. Ours.'),
    alongMainsM: z
      .number()
      .positive()
      .max(2000)
      .default(300)
      .describe(
        'Sensors that lie so near along mains and chambers tell of one leak, metres. Ours: gas follows trenches and ducts.',
      ),
    cordonM: z
      .number()
      .positive()
      .max(1000)
      .default(50)
      .describe(
        'People and buildings within so much of the source are in harm’s way, metres. Ours, after the cordon of CJJ 51-2016 practice.',
      ),
    clearNeed: clearNeedParameter(2),
  })
  .superRefine(({ firstLel, secondLel, clearLel }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (clearLel > firstLel) fault('clearLel', 'clears beyond where it raises');
    if (secondLel < firstLel) fault('secondLel', 'is less than firstLel');
  });
export type GasLeakParameters = z.output<typeof gasLeakParameters>;
