import type { DetectorDescriptor } from '../../detector.ts';
import { BeachDetector } from '../beach-watch/beach-detector.ts';
import { countingInputs } from '../beach-watch/inputs.ts';
import { beachNightPresenceRule } from './beach-night-presence.ts';
import { type BeachNightPresenceParameters, beachNightPresenceParameters, RULE } from './parameters.ts';

/** 夜间滞留: a managed beach is not empty after it closed for the night. */
export const beachNightPresenceDescriptor: DetectorDescriptor<BeachNightPresenceParameters> = {
  ...RULE,
  family: 'beach',
  name: { zh: '沙滩夜间滞留', en: 'People on a beach at night' },
  inputs: countingInputs,
  parameters: beachNightPresenceParameters,
  create: (parameters) => new BeachDetector(beachNightPresenceRule(parameters), parameters),
};
