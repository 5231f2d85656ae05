import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../devices/device-detector.ts';
import { RULE, type SmokeParameters, smokeParameters } from './parameters.ts';
import { smoke } from './smoke.ts';

/** 烟雾: a smoke detector beyond its alarm limit. */
export const smokeDescriptor: DetectorDescriptor<SmokeParameters> = {
  ...RULE,
  name: { zh: '烟雾报警', en: 'Smoke' },
  inputs: { messages: ['observation'], thingKinds: ['smoke'], datastreams: ['obscuration'], worstQuality: 'suspect' },
  parameters: smokeParameters,
  create: (parameters) => new DeviceDetector(smoke(parameters)),
};
