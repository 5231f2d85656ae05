import type { DetectorDescriptor } from '../../detector.ts';
import { RULE, type TruckViolationParameters, truckViolationParameters } from './parameters.ts';
import { truckViolation } from './truck-violation.ts';

/** 重点车辆违规: muck trucks and hazardous goods off their route, out of their hours, too fast, or tipping where they should not. */
export const truckViolationDescriptor: DetectorDescriptor<TruckViolationParameters> = {
  ...RULE,
  name: { zh: '重点车辆违规', en: 'Key vehicle breaks its permit' },
  inputs: { messages: ['position'], thingKinds: ['truck'] },
  parameters: truckViolationParameters,
  create: truckViolation,
};
