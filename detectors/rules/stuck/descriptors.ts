import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { type StuckParameters, stuckParameters } from './parameters.ts';
import { stuck } from './stuck.ts';

/** 读数卡死: an instrument diagnostic, which neither raises nor clears an alert about values. */
const stuckDescriptor = (family: Family): DetectorDescriptor<StuckParameters> => {
  const rule = { id: `${family}.stuck`, family, alertKind: 'stuck', version: '1' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}读数卡死`, en: `${FAMILY_NAME[family].en}: reading stuck` },
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: stuckParameters,
    create: (parameters) => stuck(rule, parameters),
  };
};

export const stuckDescriptors: readonly DetectorDescriptor<StuckParameters>[] = MONITORED_FAMILIES.map(stuckDescriptor);
