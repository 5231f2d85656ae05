import { z } from 'zod';
import { clearNeedParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';

export const RULE = { id: 'city.fire', family: 'city', alertKind: 'fire', version: '2' } as const;

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
    leastScore: z
      .number()
      .min(0)
      .max(1)
      .default(0.4)
      .describe(
        'Flames that a camera scores lower do not count, score. Ours: detectors of flames are tuned to be generous.',
      ),
    looksNeed: needParameter(2),
    looksOutOf: outOfParameter(3),
    looksClear: clearNeedParameter(5),
    reportsNeed: z
      .int()
      .min(1)
      .max(20)
      .default(2)
      .describe(
        'So many people must report fire or smoke at one place, count; one where a device near by shows gas or smoke. Ours: a single caller may mean a kitchen.',
      ),
    reportsWithinS: z
      .number()
      .positive()
      .max(7200)
      .default(1200)
      .describe('Within so long of each other, seconds. Ours: a fire that is seen is reported within minutes.'),
    reportsWithinM: z
      .number()
      .positive()
      .max(2000)
      .default(300)
      .describe('Within so much of each other, metres. Ours: two street blocks; people tell where they stand.'),
    callersSilentS: z
      .number()
      .positive()
      .max(86_400)
      .default(7200)
      .describe('An alert that rests on callers alone clears when none was heard for so long, seconds. Ours.'),
    signLel: z
      .number()
      .positive()
      .max(100)
      .default(25)
      .describe('Methane near by that makes one caller enough, %LEL. Source: GB/T 50493-2019 §5.5.2, first alarm.'),
    signPercentM: z
      .number()
      .positive()
      .default(5)
      .describe('Smoke near by that makes one caller enough, %/m. Ours: as the smoke alarm.'),
  })
  .superRefine(({ raisePercentM, worstPercentM, clearPercentM, looksNeed, looksOutOf }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (clearPercentM > raisePercentM) fault('clearPercentM', 'clears beyond where it raises');
    if (worstPercentM < raisePercentM) fault('worstPercentM', 'is less than raisePercentM');
    if (looksNeed > looksOutOf) fault('looksNeed', 'is more than looksOutOf');
  });
export type FireParameters = z.output<typeof fireParameters>;
