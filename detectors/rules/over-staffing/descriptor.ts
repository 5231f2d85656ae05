import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { overStaffing } from './over-staffing.ts';
import { type OverStaffingParameters, overStaffingParameters, RULE } from './parameters.ts';

/** 企业车间超员: more people in a watched workshop than its shift and the change-over need. */
export const overStaffingDescriptor: DetectorDescriptor<OverStaffingParameters> = {
  ...RULE,
  name: { zh: '车间超员', en: 'Too many people in a workshop' },
  inputs: { messages: ['observation'], thingKinds: ['crowd'], datastreams: ['people'], worstQuality: 'suspect' },
  parameters: overStaffingParameters,
  create: (parameters) => new DeviceDetector(overStaffing(parameters)),
};
