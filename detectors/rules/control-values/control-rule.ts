import type { MonitoringPoint } from '../../../geodata/city/city-model.ts';

/** Which points a rule watches, and by which of their control values. */
export interface ControlRule {
  readonly id: string;
  readonly family: 'underground';
  readonly alertKind: string;
  readonly version: string;
  readonly kinds: readonly MonitoringPoint['kind'][];
  readonly by: 'cumulative' | 'rate' | 'either';
}
