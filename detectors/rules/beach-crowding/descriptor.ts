import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { countingInputs } from '../beach-watch/inputs.ts';
import { beachCrowdingRule } from './beach-crowding.ts';
import { type BeachCrowdingParameters, beachCrowdingParameters, RULE } from './parameters.ts';

/** 沙滩超载: more people on the sand than it holds, or nearly so. */
export const beachCrowdingDescriptor: DetectorDescriptor<BeachCrowdingParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '沙滩超载', en: 'Crowded beach' },
  inputs: countingInputs,
  parameters: beachCrowdingParameters,
  create: (parameters) => new BeachDetector(beachCrowdingRule(parameters), parameters),
};
