import type { DetectorDescriptor } from '../../detector.ts';
import { type RestrictedAreaParameters, RULE, restrictedAreaParameters } from './parameters.ts';
import { restrictedArea } from './restricted-area.ts';

/** 闯入禁航区: inside a zone where nobody may be. */
export const restrictedAreaDescriptor: DetectorDescriptor<RestrictedAreaParameters> = {
  ...RULE,
  name: { zh: '闯入禁航区', en: 'Entry into a restricted area' },
  inputs: { messages: ['position'], thingKinds: ['vessel'] },
  parameters: restrictedAreaParameters,
  create: restrictedArea,
};
