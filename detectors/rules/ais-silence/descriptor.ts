import type { DetectorDescriptor } from '../../detector.ts';
import { AisSilence } from './ais-silence.ts';
import { type AisSilenceParameters, aisSilenceParameters, RULE } from './parameters.ts';

/** AIS 失联: a vessel under way is no longer heard although its neighbours are. */
export const aisSilenceDescriptor: DetectorDescriptor<AisSilenceParameters> = {
  ...RULE,
  name: { zh: 'AIS 失联', en: 'AIS silence' },
  // A doubtful position is a sign of life all the same.
  inputs: { messages: ['position'], thingKinds: ['vessel'], worstQuality: 'bad' },
  parameters: aisSilenceParameters,
  create: (parameters) => new AisSilence(parameters),
};
