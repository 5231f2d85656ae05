import { z } from 'zod';

export const RULE = { id: 'city.flooding', family: 'city', alertKind: 'flooding', version: '2' } as const;

export const floodingParameters = z
  .strictObject({
    standingM: z
      .number()
      .positive()
      .default(0.15)
      .describe(
        'Water stands from this depth on, metres: grade IV. Source: GB 50014-2021 §4.1, at least one lane of each road must not stand deeper than 0.15 m.',
      ),
    dangerousM: z
      .number()
      .positive()
      .default(0.5)
      .describe(
        'Depth from which it is grade II, metres: engines drown and cars stall. Ours. Grade III is the low point’s own closing depth.',
      ),
    deadlyM: z
      .number()
      .positive()
      .default(1)
      .describe('Depth from which it is grade I, metres: people drown in cars. Ours.'),
    clearM: z
      .number()
      .positive()
      .default(0.12)
      .describe('Clears below this depth, metres. Ours: passing cars make waves of a few centimetres.'),
    aheadS: z
      .number()
      .min(0)
      .max(3600)
      .default(300)
      .describe(
        'While it rises, raised when the forecast expects standing water within this time, seconds; 0: only when it stands. Ours: one reading of a five-minute gauge.',
      ),
    aheadFromM: z
      .number()
      .positive()
      .default(0.12)
      .describe('A forecast raises only when at least this depth is measured, metres. Ours.'),
    wetMm: z
      .number()
      .positive()
      .default(0.5)
      .describe(
        'Rain near the catchment within two hours that lets one reading be believed, millimetres. Ours: two or three tips of a bucket.',
      ),
    leastRainMmPerH: z
      .number()
      .positive()
      .default(120)
      .describe(
        'A rise is possible up to what this rain could bring, or three times the hardest rain of the gauges near where that is more, millimetres per hour. Ours: cells are smaller than the net of gauges.',
      ),
    need: z
      .int()
      .min(2)
      .max(10)
      .default(3)
      .describe(
        'Readings in a row that must agree when one alone is not believed: it is dry, or the jump is more than rain could bring, count. Ours: a loose contact alternates.',
      ),
  })
  .superRefine(({ clearM, standingM, dangerousM, deadlyM, aheadFromM }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (clearM > standingM) fault('clearM', 'clears beyond where it raises');
    if (aheadFromM < clearM) fault('aheadFromM', 'is below where it clears');
    if (dangerousM < standingM) fault('dangerousM', 'is not deeper than standingM');
    if (deadlyM < dangerousM) fault('deadlyM', 'is not deeper than dangerousM');
  });
export type FloodingParameters = z.infer<typeof floodingParameters>;
