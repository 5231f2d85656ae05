import type { Grade } from '../../../geodata/model/grade.ts';

/** How far a monitoring point's true value is beyond its control values; 1 is at the limit. */
export interface ControlRatios {
  readonly cumulative: number;
  /** 0 where no rate is controlled. */
  readonly rate: number;
}

/**
 * Double control as in the three-level warning of GB 50911-2013 §9.1 (monitoring of urban rail works) and its local rules: one control value reached is orange, both reached
 * is red. Ours: one exceeded by half is red too, since a karst collapse is over before the second follows.
 */
const FAR_BEYOND = 1.5;

/** Grade of a point that is at or beyond a control value. */
export const gradeOf = ({ cumulative, rate }: ControlRatios): Grade =>
  (cumulative >= 1 && rate >= 1) || Math.max(cumulative, rate) >= FAR_BEYOND ? 1 : 2;

/** The window in which the rate of change is measured: GB 50911-2013 states it per day. */
export const RATE_WINDOW_MS = 86_400_000;

/**
 * How near to a control value ordinary work comes at most. Ours: a careful contractor stays below the yellow level, 70 % of both, whatever his ground is; what is beyond is trouble.
 */
export const ORDINARY_SHARE = 0.6;
