import type { DetectorDescriptor } from '../../detector.ts';
import { overspeed } from './overspeed.ts';
import { type OverspeedParameters, overspeedParameters, RULE } from './parameters.ts';

/** 船舶超速: over the speed limit of the zone, or of its class. */
export const overspeedDescriptor: DetectorDescriptor<OverspeedParameters> = {
  ...RULE,
  name: { zh: '船舶超速', en: 'Vessel overspeed' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: overspeedParameters,
  create: overspeed,
};
