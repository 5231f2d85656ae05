import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { windInputs } from '../beach-watch/inputs.ts';
import { beachFireRule } from './beach-fire.ts';
import { type BeachFireParameters, beachFireParameters, RULE } from './parameters.ts';

/** 沙滩明火: a fire burns on the sand. */
export const beachFireDescriptor: DetectorDescriptor<BeachFireParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '沙滩明火', en: 'Open fire on a beach' },
  inputs: windInputs,
  parameters: beachFireParameters,
  create: (parameters) => new BeachDetector(beachFireRule(parameters), parameters),
};
