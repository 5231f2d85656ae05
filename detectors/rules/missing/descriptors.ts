import type { Family } from '../../../geodata/model/family.ts';
import type { DetectorDescriptor } from '../../detector.ts';
import { FAMILY_NAME, kindsWithReadings, MONITORED_FAMILIES } from '../readings/families.ts';
import { missing } from './missing.ts';
import { type MissingParameters, missingParameters } from './parameters.ts';

/** 数据缺失: a condition of its own, which neither raises nor clears an alert about values. */
const missingDescriptor = (family: Family): DetectorDescriptor<MissingParameters> => {
  const rule = { id: `${family}.missing`, family, alertKind: 'missing', version: '2' };
  return {
    ...rule,
    name: { zh: `${FAMILY_NAME[family].zh}数据缺失`, en: `${FAMILY_NAME[family].en}: data missing` },
    // Even a bad reading shows that the sensor and its line are alive.
    inputs: { messages: ['observation'], thingKinds: kindsWithReadings(family), worstQuality: 'bad' },
    parameters: missingParameters,
    create: (parameters) => missing(rule, parameters),
  };
};

export const missingDescriptors: readonly DetectorDescriptor<MissingParameters>[] =
  MONITORED_FAMILIES.map(missingDescriptor);
