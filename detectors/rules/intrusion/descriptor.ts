import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { intrusion } from './intrusion.ts';
import { type IntrusionParameters, intrusionParameters, RULE } from './parameters.ts';

/** 停工闯入: people in a watched workshop while it is closed. */
export const intrusionDescriptor: DetectorDescriptor<IntrusionParameters> = {
  ...RULE,
  name: { zh: '停工时段闯入', en: 'Intrusion while closed' },
  inputs: { messages: ['observation'], thingKinds: ['crowd'], datastreams: ['people'], worstQuality: 'suspect' },
  parameters: intrusionParameters,
  create: (parameters) => new DeviceDetector(intrusion(parameters)),
};
