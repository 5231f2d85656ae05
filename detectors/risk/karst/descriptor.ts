import type { DetectorDescriptor } from '../../detector.ts';
import { UNDERGROUND_KINDS } from '../../rules/control-values/ground-memory.ts';
import { Karst } from './karst.ts';
import { type KarstParameters, karstParameters, RULE } from './parameters.ts';

/** 溶洞揭露: ground, lining and water near a face move at once, as they do when it meets a void. */
export const karstDescriptor: DetectorDescriptor<KarstParameters> = {
  ...RULE,
  name: { zh: '溶洞突水突泥', en: 'Karst void at the face' },
  inputs: { messages: ['observation'], thingKinds: UNDERGROUND_KINDS },
  parameters: karstParameters,
  create: (parameters) => new Karst(parameters),
};
