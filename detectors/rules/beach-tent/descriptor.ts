import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { sightingInputs } from '../beach-watch/inputs.ts';
import { beachTentRule } from './beach-tent.ts';
import { type BeachTentParameters, beachTentParameters, RULE } from './parameters.ts';

/** 野滩帐篷: somebody camps where nobody watches over the sea. */
export const beachTentDescriptor: DetectorDescriptor<BeachTentParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '野滩帐篷', en: 'Tents on a wild beach' },
  inputs: sightingInputs,
  parameters: beachTentParameters,
  create: (parameters) => new BeachDetector(beachTentRule(parameters), parameters),
};
