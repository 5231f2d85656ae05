import type { DetectorDescriptor } from '../../detector.ts';
import { loitering } from './loitering.ts';
import { type LoiteringParameters, loiteringParameters, RULE } from './parameters.ts';

/** 徘徊: a vessel that moves about slowly and goes nowhere, where one neither anchors nor moors. */
export const loiteringDescriptor: DetectorDescriptor<LoiteringParameters> = {
  ...RULE,
  name: { zh: '船舶徘徊', en: 'Vessel loitering' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: loiteringParameters,
  create: loitering,
};
