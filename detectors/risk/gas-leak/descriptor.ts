import type { DetectorDescriptor } from '../../detector.ts';
import { DeviceDetector } from '../../rules/devices/device-detector.ts';
import { gasLeak } from './gas-leak.ts';
import { type GasLeakParameters, gasLeakParameters, RULE } from './parameters.ts';

/** 燃气泄漏: methane beyond its alarm limits at a sensor of the mains, their chambers or an enterprise. */
export const gasLeakDescriptor: DetectorDescriptor<GasLeakParameters> = {
  ...RULE,
  name: { zh: '燃气泄漏', en: 'Gas leak' },
  inputs: { messages: ['observation'], thingKinds: ['gas'], datastreams: ['ch4'], worstQuality: 'suspect' },
  parameters: gasLeakParameters,
  create: (parameters) => new DeviceDetector(gasLeak(parameters)),
};
