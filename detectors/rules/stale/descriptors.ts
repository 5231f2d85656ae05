import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { type StaleParameters, staleParameters } from './parameters.ts';
import { stale } from './stale.ts';

/** 数据停滞: a condition of its own, which neither raises nor clears an alert about values. */
const staleDescriptor = (family: Family): DetectorDescriptor<StaleParameters> => {
  const rule = { id: `${family}.stale`, family, alertKind: 'stale', version: '2' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}数据停滞`, en: `${FAMILY_NAME[family].en}: data stale` },
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family) },
    parameters: staleParameters,
    create: (parameters) => stale(rule, parameters),
  };
};

export const staleDescriptors: readonly DetectorDescriptor<StaleParameters>[] = MONITORED_FAMILIES.map(staleDescriptor);
