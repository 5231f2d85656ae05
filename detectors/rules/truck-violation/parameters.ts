import { z } from 'zod';
import { clearNeedParameter, gradeParameter, needParameter, outOfParameter } from '../conditions/parameters.ts';

export const RULE = {
  id: 'city.truck_violation',
  family: 'city',
  alertKind: 'truck_violation',
  version: '1',
} as const;

export const truckViolationParameters = z.strictObject({
  corridorM: z
    .number()
    .positive()
    .default(150)
    .describe(
      'Farther than this from the approved route is off it, metres. Ours: two carriageways, a verge and a bad fix between buildings; cities fence their approved routes by 50 to 200 m.',
    ),
  speedMarginKmh: z
    .number()
    .min(0)
    .default(3)
    .describe('Raised only above the speed limit of the permit plus this, km/h. Ours: covers the error of GNSS speed.'),
  movingKmh: z
    .number()
    .positive()
    .default(5)
    .describe(
      'At or above this a truck drives, below it stands, km/h. Ours: a satellite receiver at rest shows up to 2 km/h.',
    ),
  hoursGraceMin: z
    .number()
    .min(0)
    .default(3)
    .describe('So long outside of the permitted hours is still forgiven, minutes. Ours: clocks and the last bend.'),
  tippingDwellMin: z
    .number()
    .positive()
    .default(5)
    .describe(
      'Standing so long off the approved route is taken for unlicensed tipping, minutes. Ours: a tipper is emptied in two to five minutes, with the way in and out.',
    ),
  need: needParameter(2),
  outOf: outOfParameter(3),
  clearNeed: clearNeedParameter(3),
  clearAfterMin: z
    .number()
    .min(0)
    .default(10)
    .describe(
      'Rules must have been kept for so long before an alert clears, minutes. Ours: what breaks them again within ten minutes is one trip.',
    ),
  grade: gradeParameter(3),
  hazardousGrade: gradeParameter(2),
});
export type TruckViolationParameters = z.infer<typeof truckViolationParameters>;
