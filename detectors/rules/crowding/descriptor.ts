import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { crowding } from './crowding.ts';
import { type CrowdingParameters, crowdingParameters, RULE } from './parameters.ts';

/** 人员聚集: more people at a gathering place than it may hold, by its people counters. */
export const crowdingDescriptor: DetectorDescriptor<CrowdingParameters> = {
  ...RULE,
  name: { zh: '人员拥挤', en: 'Overcrowded place' },
  inputs: { messages: ['observation'], thingKinds: ['crowd'], datastreams: ['people'], worstQuality: 'suspect' },
  parameters: crowdingParameters,
  create: (parameters) => new DeviceDetector(crowding(parameters)),
};
