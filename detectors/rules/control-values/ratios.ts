import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';
import type { Grade } from '../../../geodata/model/grade.ts';
import type { ControlParameters } from './parameters.ts';

/** How far a point is, as shares of its control values; 1 is at the limit. */
export interface ControlRatios {
  readonly cumulative: number;
  /** 0 where no rate is controlled, or nothing is known of it. */
  readonly rate: number;
}

export const ratiosOf = (
  { controlCumulative, controlRatePerDay }: MonitoringPoint,
  value: number,
  change: number | undefined,
): ControlRatios => ({
  cumulative: Math.abs(value) / controlCumulative,
  rate: change === undefined || controlRatePerDay === undefined ? 0 : Math.abs(change) / controlRatePerDay,
});

/** Three-level warning after GB 50911-2013 §9.1; `undefined` within limits. */
export function gradeOf({ cumulative, rate }: ControlRatios, limits: ControlParameters): Grade | undefined {
  const { yellowBothShare, yellowOneShare, controlShare, farShare } = limits;
  const [less, more] = [Math.min(cumulative, rate), Math.max(cumulative, rate)];
  if (less >= controlShare || more >= farShare) return 1;
  if (more >= controlShare) return 2;
  return more >= yellowOneShare || less >= yellowBothShare ? 3 : undefined;
}
