import { z } from 'zod';

/** What every rule about a beach needs to count it. Every description says unit and source. */
export const countingParameters = {
  pictureLastsS: z
    .number()
    .positive()
    .default(150)
    .describe(
      'A camera whose last count is older is blind, seconds. Ours: two of its minutes, and half of one for the way.',
    ),
  counterLastsS: z
    .number()
    .positive()
    .default(300)
    .describe(
      'A people counter or anemometer whose last reading is older is not used, seconds. Ours: a few of its intervals.',
    ),
  windowS: z
    .number()
    .positive()
    .default(180)
    .describe('Head counts are averaged over so long, seconds. Ours: three pictures of each camera.'),
  foundShare: z
    .number()
    .min(0.1)
    .max(1)
    .default(0.88)
    .describe(
      'Share of the people in view that a camera counts, 0 to 1. Ours; where all counters of a beach tell, they give the total instead.',
    ),
  leastCover: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .describe('Cameras heard must overlook so much of the sand for a head count, as a share. Ours.'),
  clearsBeach: z
    .record(z.string(), z.int().min(1).max(4))
    .default({ 台风: 2, 大风: 2, 雷电: 2, 暴雨: 2, 海浪: 2, 风暴潮: 2, 沙滩关闭: 4 })
    .describe(
      "Mildest grade of a warning under which nobody should be on a beach, by event; 沙滩关闭 is the managers' own closing. Ours, after the public guidance of orange signals: leave the shore.",
    ),
};

export const dwellParameter = (standard: number, why: string) =>
  z.number().min(0).default(standard).describe(`Must be seen for so long, seconds. ${why}`);

export const gapParameter = (standard: number, why: string) =>
  z.number().positive().default(standard).describe(`Is over when it was not seen for so long, seconds. ${why}`);
