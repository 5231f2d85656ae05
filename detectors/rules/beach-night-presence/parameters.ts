import { z } from 'zod';
import { countingParameters, dwellParameter, gapParameter } from '../beach-watch/parameters.ts';

export const RULE = { id: 'beach.night_presence', alertKind: 'night_presence', version: '1' } as const;

export const beachNightPresenceParameters = z.strictObject({
  ...countingParameters,
  fromH: z
    .number()
    .min(0)
    .max(24)
    .default(22)
    .describe('A managed beach closes for the night at this local hour. Ours: the usual notice at the entrance.'),
  toH: z.number().min(0).max(24).default(5).describe('and opens at this local hour. Ours.'),
  people: z
    .number()
    .positive()
    .default(3)
    .describe('From so many on it, persons. Ours: a couple on a walk, or one of the staff, is no news.'),
  clearPeople: z.number().min(0).default(2).describe('Fewer than so many end it, persons. Ours.'),
  unseenS: z
    .number()
    .positive()
    .default(300)
    .describe(
      'Counters alone are not believed when no camera of the beach saw anybody for so long, seconds. Ours: five pictures.',
    ),
  dwellS: dwellParameter(260, 'Ours: five pictures of a camera; who is late leaves.'),
  gapS: gapParameter(480, 'Ours.'),
});
export type BeachNightPresenceParameters = z.infer<typeof beachNightPresenceParameters>;
