import type { DetectorDescriptor } from '../../detector.ts';
import { CloseQuarters } from './close-quarters.ts';
import { type CloseQuartersParameters, closeQuartersParameters, RULE } from './parameters.ts';

/** 紧迫局面: two vessels that will pass too close, too soon. */
export const closeQuartersDescriptor: DetectorDescriptor<CloseQuartersParameters> = {
  ...RULE,
  name: { zh: '船舶紧迫局面', en: 'Close-quarters encounter' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: closeQuartersParameters,
  create: (parameters) => new CloseQuarters(parameters),
};
