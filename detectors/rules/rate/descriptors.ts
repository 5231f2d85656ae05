import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { type RateParameters, rateParameters } from './parameters.ts';
import { rate } from './rate.ts';

/** 变化速率: a reading that changes faster than it may, for any datastream that a rule names. */
const rateDescriptor = (family: Family): DetectorDescriptor<RateParameters> => {
  const rule = { id: `${family}.rate`, family, alertKind: 'rate', version: '1' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}变化过快`, en: `${FAMILY_NAME[family].en}: changes too fast` },
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: rateParameters,
    create: (parameters) => rate(rule, parameters),
  };
};

export const rateDescriptors: readonly DetectorDescriptor<RateParameters>[] = MONITORED_FAMILIES.map(rateDescriptor);
