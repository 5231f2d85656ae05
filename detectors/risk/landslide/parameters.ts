import { z } from 'zod';
import { SOUTH_CHINA } from './rain-thresholds.ts';

export const RULE = { id: 'city.landslide', family: 'city', alertKind: 'landslide', version: '2' } as const;

const source = z.string().min(1).describe('Where the threshold comes from: paper or order.');
const threshold = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('accumulation'),
    hours: z.number().positive().max(720).describe('Over so many hours.'),
    mm: z.number().positive().describe('Rain, millimetres.'),
    source,
  }),
  z.strictObject({
    kind: z.literal('antecedent'),
    recentH: z.number().positive().max(720).describe('The recent hours.'),
    antecedentH: z.number().positive().max(720).describe('The hours before those.'),
    interceptMm: z.number().positive().describe('Limit of the recent rain on dry ground, millimetres.'),
    slope: z.number().max(0).describe('By how much a millimetre of antecedent rain lowers it, millimetres.'),
    source,
  }),
  z.strictObject({
    kind: z.literal('intensity_duration'),
    coefficientMmPerH: z.number().positive().describe('a of I = a D^b, millimetres per hour.'),
    exponent: z.number().negative().describe('b of I = a D^b, no unit.'),
    fromH: z.number().min(0).describe('It holds for storms from so many hours on.'),
    toH: z.number().positive().max(720).describe('And up to so many hours.'),
    source,
  }),
]);

export const landslideParameters = z.strictObject({
  thresholds: z
    .array(threshold)
    .min(1)
    .prefault([...SOUTH_CHINA])
    .describe(
      'Rain that brings slopes down, mm, mm/h and hours; any one of them is enough. Source: see `source` of each.',
    ),
  stormGapH: z
    .number()
    .positive()
    .max(48)
    .default(3)
    .describe('Dry hours that part two storms. Source: USGS thresh programme, Hours_Between_Storms.'),
  clearShare: z
    .number()
    .positive()
    .max(1)
    .default(0.9)
    .describe('Clears below this share of the limits. Ours: ground stays loose for a while.'),
  manyShare: z
    .number()
    .min(1)
    .default(1.5)
    .describe(
      'From this multiple of the rain limits on it is at least grade II: then slopes that held for years fail. Ours.',
    ),
  porePressureKPa: z
    .number()
    .positive()
    .default(14.7)
    .describe(
      'Pore pressure that counts as high, kPa. Ours: 1.5 m of perched water above the cell; each slope’s own is set by its designer.',
    ),
  kPaPerMm: z
    .number()
    .min(0)
    .max(1)
    .default(0.049)
    .describe(
      'By how much a millimetre of rain raises it, kPa. Ours: a perched table rises by five times the rain that soaks in (porosity about 0.2), 9.8 kPa a metre.',
    ),
  soakedShare: z
    .number()
    .positive()
    .default(1.02)
    .describe(
      'From this share of its limit on, pore pressure raises while it rains. Ours: looked at with every reading, noise alone would be beyond the limit half an hour early.',
    ),
  doubtShare: z
    .number()
    .positive()
    .max(1)
    .default(0.97)
    .describe(
      'While pore pressure is below this share of its limit, the rain of long hours must be as much beyond its own, 2 − share, to raise. Ours: the error of a cell.',
    ),
  creepMmPerH: z
    .number()
    .positive()
    .default(1.5)
    .describe(
      'Displacement rate that counts as moving, mm/h over the last two hours. Ours: ordinary creep is millimetres a year.',
    ),
  supportShare: z
    .number()
    .positive()
    .max(1)
    .default(0.75)
    .describe(
      'A slope whose own instruments are beyond their limits is raised from this share of the rain limits on. Ours: gauges stand kilometres away.',
    ),
  aloneNeed: z
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe('Readings in a row that must be beyond for instruments to raise without rain, count. Ours.'),
  longestAgeS: z
    .number()
    .positive()
    .default(10_800)
    .describe(
      'A gauge not heard for so long does not speak, seconds. Ours: three hours, so that thinned dry readings do not count as lost.',
    ),
});
export type LandslideParameters = z.infer<typeof landslideParameters>;
