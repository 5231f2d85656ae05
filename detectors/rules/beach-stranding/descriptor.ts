import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { countingInputs } from '../beach-watch/inputs.ts';
import { beachStrandingRule } from './beach-stranding.ts';
import { type BeachStrandingParameters, beachStrandingParameters, RULE } from './parameters.ts';

/** 人员滞留: people still on the beach when everybody who could leave has left. */
export const beachStrandingDescriptor: DetectorDescriptor<BeachStrandingParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '预警下沙滩人员滞留', en: 'People left on a beach under a warning' },
  inputs: countingInputs,
  parameters: beachStrandingParameters,
  create: (parameters) => new BeachDetector(beachStrandingRule(parameters), parameters),
};
