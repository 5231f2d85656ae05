import { z } from 'zod';
import { priorityRules } from './priority.ts';

const seconds = (fallback: number) => z.number().min(0).default(fallback);

/** What the desk decides by: everything can be set under `alarms` in `vantage.yaml`. */
export const alarmRules = z.strictObject({
  officers: z
    .int()
    .min(1)
    .default(1)
    .describe('Officers on duty at once, among whom alarms are shared when rates and floods are counted. Ours.'),
  priority: priorityRules.prefault({}).describe('How grade, people at risk and time to act make a priority.'),
  chattering: z
    .strictObject({
      raises: z.literal(3).default(3).describe('Raises that make it so. ISA-18.2-2016 §3.1, EEMUA 191: three.'),
      withinS: seconds(60).describe('… within so many seconds. ISA-18.2-2016 §3.1: one minute.'),
      slowWithinS: seconds(600).describe(
        '… or within so many, with a clear between each. Ours: most instruments of a city report once a minute or more seldom and cannot come three times in one.',
      ),
      settleS: seconds(600).describe(
        'Shown again once it has held for so long since its last raise. Ours: as long as what comes back is the same alert.',
      ),
    })
    .prefault({})
    .describe('When an alert of grade III or IV comes and goes too often to be worth a look each time.'),
  surge: z
    .strictObject({
      raises: z
        .int()
        .min(1)
        .default(10)
        .describe(
          'So many raises of value alerts within a minute are a surge. Ours: in one minute what ISA-18.2-2016 cl. 16 calls a flood in ten.',
        ),
      onDelayS: seconds(120).describe(
        'In a surge, alerts of grade III and IV are shown once they have held for so long. Ours: two readings of most instruments; ISA-18.2-2016 annex on on-delays gives 60 s for the slowest signals.',
      ),
    })
    .prefault({}),
  cascade: z
    .strictObject({
      things: z
        .int()
        .min(2)
        .default(10)
        .describe('So many instruments of one area that fail within the window have one cause. Ours.'),
      withinS: seconds(900).describe(
        'The window, seconds. Ours: three reports of an instrument that reports every five minutes.',
      ),
      joinWithinS: seconds(1800).describe(
        'So long after the last one joined, another one still belongs to it, seconds. Ours.',
      ),
      linkM: z
        .number()
        .min(0)
        .default(3000)
        .describe(
          'Instruments so near to one another belong to one service area, metres. Ours: the reach of a 10 kV feeder in a city.',
        ),
      promoteAfterS: seconds(600).describe(
        'So long after the first alert cleared while the others go on, the next one is shown in its place, seconds. Ours.',
      ),
    })
    .prefault({})
    .describe('When many instruments fall silent together, the first is shown (first-out), the others follow it.'),
  flood: z
    .strictObject({
      beginsAbove: z
        .number()
        .default(10)
        .describe('Per officer in ten minutes. ISA-18.2-2016 cl. 16 and EEMUA 191: more than 10.'),
      endsBelow: z
        .number()
        .default(5)
        .describe('Per officer in ten minutes. ISA-18.2-2016 cl. 16 and EEMUA 191: fewer than 5.'),
    })
    .prefault({}),
});
export type AlarmRules = z.infer<typeof alarmRules>;

export const DEFAULT_ALARM_RULES: AlarmRules = alarmRules.parse({});
