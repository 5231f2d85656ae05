import { z } from 'zod';
import { clearNeedParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.fire', family: 'city', alertKind: 'fire', version: '1' } as const;

export const fireParameters = z
  .strictObject({
    raisePercentM: z
      .number()
      .positive()
      .default(8)
      .describe(
        'Smoke that only flames make, %/m: grade II. Ours: a smouldering heap of 15 kW stays below 2 in a room of 4,000 m³, a burning wastepaper basket of 100 kW comes to 8.',
      ),
    worstPercentM: z
      .number()
      .positive()
      .default(40)
      .describe('Smoke of a fire of about a megawatt, %/m: grade I. Ours, from the same room.'),
    riseK: z
      .number()
      .positive()
      .default(20)
      .describe(
        'Or a rise of temperature between two readings of one thermometer, K: grade II. Ours; EN 54-5 asks heat detectors to tell of 10 K in a minute within four.',
      ),
    clearPercentM: z.number().positive().default(4).describe('Clears below this obscuration, %/m. Ours.'),
    clearNeed: clearNeedParameter(2),
  })
  .superRefine(({ raisePercentM, worstPercentM, clearPercentM }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (clearPercentM > raisePercentM) fault('clearPercentM', 'clears beyond where it raises');
    if (worstPercentM < raisePercentM) fault('worstPercentM', 'is less than raisePercentM');
  });
export type FireParameters = z.output<typeof fireParameters>;
