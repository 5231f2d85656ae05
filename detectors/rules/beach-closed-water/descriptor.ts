import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { sightingInputs } from '../beach-watch/inputs.ts';
import { beachClosedWaterRule } from './beach-closed-water.ts';
import { type BeachClosedWaterParameters, beachClosedWaterParameters, RULE } from './parameters.ts';

/** 禁泳水域有人: somebody is where nobody may bathe. */
export const beachClosedWaterDescriptor: DetectorDescriptor<BeachClosedWaterParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '禁泳水域有人', en: 'People in closed water' },
  inputs: sightingInputs,
  parameters: beachClosedWaterParameters,
  create: (parameters) => new BeachDetector(beachClosedWaterRule(parameters), parameters),
};
